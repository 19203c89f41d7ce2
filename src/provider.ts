import { discoveryHandler, discoveryKind } from "./credentials/discovery";
import { fileHandler, fileKind } from "./credentials/file";
import { secretHandler, secretKind } from "./credentials/secret";
import { AuthentikProvider } from "./resources/provider";

/** What the state of every resource leads to: the one provider of this package. */
export const provider = new AuthentikProvider({
  [discoveryKind]: discoveryHandler,
  [fileKind]: fileHandler,
  [secretKind]: secretHandler,
});
