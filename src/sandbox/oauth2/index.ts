import type { FastifyInstance } from "fastify";
import type { SandboxContext } from "../context";
import { acceptForms } from "../flows/http";
import { registerAuthorize } from "./authorize";
import { registerBackchannelLogout } from "./backchannel";
import { registerDevice } from "./device-grant";
import { registerDevicePage } from "./device-page";
import { registerDiscovery } from "./discovery";
import { registerEndSession } from "./end-session";
import { registerIntrospection } from "./introspect";
import { registerToken } from "./token";
import { registerUserinfo } from "./userinfo";

/** OAuth2 and OpenID Connect, below `/application/o/`. */
export function registerOAuth2(app: FastifyInstance, context: SandboxContext): void {
  acceptForms(app);
  context.sessions.register(app);
  registerBackchannelLogout(context);
  registerAuthorize(app, context);
  registerToken(app, context);
  registerDevice(app, context);
  registerDevicePage(app, context);
  registerUserinfo(app, context);
  registerIntrospection(app, context);
  registerDiscovery(app, context);
  registerEndSession(app, context);
}
