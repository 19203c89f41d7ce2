import { integer, text } from "../../policies/columns";
import type { Row } from "../../store";
import { Answers } from "../answers";
import { randomId } from "../ids";
import type { Run } from "../run";
import type { Stage } from "../stage";
import { isTotp, newSecret } from "../totp";
import { quote, urlencode } from "../urls";

/** Sets up codes to be written down. */
export const staticSetup: Stage = {
  showsUser: true,
  enter(run) {
    if (run.pendingUser.pk === undefined) return run.ok();
    const { token_count, token_length } = {
      token_count: integer(run.stage, "token_count", 6),
      token_length: integer(run.stage, "token_length", 12),
    };
    const tokens = () => Array.from({ length: token_count }, () => randomId(token_length));
    run.session.data.device ??= { kind: "static", name: "Static Token", tokens: tokens() };
    return undefined;
  },
  challenge: (run) => ({ component: "ak-stage-authenticator-static", codes: run.session.data.device?.tokens ?? [] }),
  solve(run) {
    keepDevice(run);
    return run.ok();
  },
};

/** Sets up an app that shows one-time passwords. */
export const totpSetup: Stage = {
  showsUser: true,
  enter(run) {
    if (run.pendingUser.pk === undefined) return run.ok();
    const digits = Number(run.stage.digits) || 6;
    run.session.data.device ??= { kind: "totp", name: "TOTP Authenticator", key: newSecret(), digits };
    return undefined;
  },
  challenge: (run) => ({ component: "ak-stage-authenticator-totp", config_url: configUrl(run) }),
  solve(run, data) {
    const answers = new Answers(data);
    const code = answers.integer("code");
    const { device } = run.session.data;
    const isRight =
      device && code !== undefined && isTotp(text(device, "key"), integer(device, "digits", 6), String(code));
    if (code !== undefined && !isRight) answers.refuse("code", "Code does not match");
    answers.check();
    keepDevice(run);
    return run.ok();
  },
};

function configUrl(run: Run): string {
  const issuer = text(run.brand, "branding_title");
  const device: Row = run.session.data.device ?? {};
  const parameters = { secret: text(device, "key"), algorithm: "SHA1", digits: String(device.digits), period: "30" };
  const label = quote(`${issuer}:${text(run.pendingUser, "username")}`);
  return `otpauth://totp/${label}?${urlencode(Object.entries(parameters))}&issuer=${quote(issuer)}`;
}

function keepDevice(run: Run): void {
  const { device } = run.session.data;
  if (!device) return;
  const { kind, ...columns } = device;
  run.context.store.insert(`authenticators/${kind}`, {
    user: run.pendingUser.pk,
    confirmed: true,
    last_used: null,
    ...columns,
  });
  run.session.data.device = undefined;
}
