import type { SandboxContext } from "../context";
import { checkPassword } from "../passwords";
import { ids, text } from "../policies/columns";
import { isOver } from "../policies/durations";
import { logEvent } from "../policies/events";
import { changeReputation } from "../policies/reputation";
import type { Row } from "../store";
import type { Run } from "./run";

type Backend = (
  context: SandboxContext,
  username: string,
  password: string,
) => { user: Row; method: string } | undefined;

/** LDAP and Kerberos are elsewhere: in the sandbox they know nobody. */
const BACKENDS: Record<string, Backend> = {
  "authentik.core.auth.InbuiltBackend": (context, username, password) => {
    const user = context.store.find("core/users", { username });
    const isRight = user !== undefined && user.is_active !== false && checkPassword(password, user.password);
    return isRight ? { user, method: "password" } : undefined;
  },
  "authentik.core.auth.TokenBackend": (context, username, password) => {
    const user = context.store.find("core/users", { username });
    return user && appPassword(context, user, password) ? { user, method: "token" } : undefined;
  },
};

/** The app password of a user with this key. */
export function appPassword({ store }: SandboxContext, user: Row, key: string): Row | undefined {
  const tokens = store.filter("core/tokens", { intent: "app_password", user: user.pk, key });
  return tokens.find((token) => token.expiring === false || !isOver(token.expires));
}

/** The user with these credentials, asked of a password stage's backends in turn. */
export function authenticate(run: Run, stage: Row, username: string, password: string): Row | undefined {
  for (const backend of ids(stage, "backends").map(String)) {
    const found = BACKENDS[backend]?.(run.context, username, password);
    if (!found) continue;
    const { context } = run.plan;
    context.auth_method ??= found.method;
    context.auth_method_args ??= {};
    run.plan.backend = backend;
    return found.user;
  }
  failed(run, username, stage);
  return undefined;
}

/** Tells of a login that failed, and counts it. */
export function failed(run: Run, username: string, stage: Row): void {
  const user = run.context.store.find("core/users", { username });
  const about = { username, stage: { name: text(stage, "name"), pk: stage.pk } };
  logEvent(run.context, {
    action: "login_failed",
    app: "authentik.events.signals",
    context: about,
    user,
    http: run.http,
  });
  changeReputation(run.context, username, run.request.ip, -1);
}
