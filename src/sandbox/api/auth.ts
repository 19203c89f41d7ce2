import type { FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { isOver } from "../policies/durations";
import type { Row } from "../store";
import { forbidden } from "./refusal";

const refused = "Token invalid/expired";

/** Who calls the API: by token or by session. Throws Authentik's refusal, which is never a 401. */
export function authenticate(request: FastifyRequest, context: SandboxContext): Row {
  const user = byToken(request.headers.authorization, context) ?? context.sessions.user(request);
  if (!user) throw forbidden("Authentication credentials were not provided.");
  return user;
}

function byToken(header: string | undefined, { store }: SandboxContext): Row | undefined {
  const [, type, key] = /^(\S+)\s(.*)$/s.exec(header?.trim() ?? "") ?? [];
  if (type === undefined || key === undefined) return undefined;
  if (type.toLowerCase() !== "bearer") throw forbidden("Unsupported authentication type");
  if (key === "") throw forbidden("Malformed header");
  const found = store.filter("core/tokens", { key }).find((token) => token.intent === "api" && !isExpired(token));
  const access = store
    .filter("oauth2/access_tokens", { token: key })
    .find((token) => mayUseApi(token) && !isExpired(token));
  const user = store.byId("core/users", (found ?? access)?.user as number);
  if (user?.is_active !== true) throw forbidden(refused);
  return user;
}

function isExpired(token: Row): boolean {
  return token.expiring === true && isOver(token.expires);
}

function mayUseApi({ scope }: Row): boolean {
  return Array.isArray(scope) && scope.includes("goauthentik.io/api");
}
