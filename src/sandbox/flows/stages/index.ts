import type { Stage } from "../stage";
import { staticSetup, totpSetup } from "./authenticator-setup";
import { authenticatorValidate } from "./authenticator-validate";
import { captcha } from "./captcha";
import { consent } from "./consent";
import { deny } from "./deny";
import { dummy } from "./dummy";
import { email } from "./email";
import { identification } from "./identification";
import { invitation } from "./invitation";
import { password } from "./password";
import { prompt } from "./prompt";
import { redirect } from "./redirect";
import { userDelete } from "./user-delete";
import { userLogin } from "./user-login";
import { userLogout } from "./user-logout";
import { userWrite } from "./user-write";

const STAGES: Record<string, Stage> = {
  "stages/authenticator/static": staticSetup,
  "stages/authenticator/totp": totpSetup,
  "stages/authenticator/validate": authenticatorValidate,
  "stages/captcha": captcha,
  "stages/consent": consent,
  "stages/deny": deny,
  "stages/dummy": dummy,
  "stages/email": email,
  "stages/identification": identification,
  "stages/invitation/stages": invitation,
  "stages/password": password,
  "stages/prompt/stages": prompt,
  "stages/redirect": redirect,
  "stages/user_delete": userDelete,
  "stages/user_login": userLogin,
  "stages/user_logout": userLogout,
  "stages/user_write": userWrite,
};

/** What a kind of stage does; those that need a device or a service elsewhere say that they cannot. */
export function stageOf(kind: string): Stage {
  return (
    STAGES[kind] ?? {
      act: (run) => run.invalid(`The sandbox has no ${kind}: stage '${run.stage.name}' cannot be run.`),
    }
  );
}
