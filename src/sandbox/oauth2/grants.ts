import { randomUUID } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { randomId } from "../flows/ids";
import { id, ids, text } from "../policies/columns";
import { after } from "../policies/durations";
import type { Id, Row } from "../store";
import { halfHash, type IdToken, newIdToken, payload } from "./id-token";
import { encode } from "./jwt";

export const CODES = "oauth2/authorization_codes";
export const ACCESS_TOKENS = "oauth2/access_tokens";
export const REFRESH_TOKENS = "oauth2/refresh_tokens";

/** What someone was granted: to whom, for whom, for what, until when. */
export interface Grant {
  provider: Row;
  user: Row;
  scope: string[];
  /** When the user logged in. */
  authTime: string;
  /** The row of the session in which it was granted. */
  session?: Id | null;
  expires: string;
}

/** A grant of the same for another time. */
export function grantOf(context: SandboxContext, row: Row, validity: unknown): Grant | undefined {
  const provider = context.store.byId("providers/oauth2", id(row, "provider") ?? "");
  const user = context.store.byId("core/users", id(row, "user") ?? "");
  if (!provider || !user) return undefined;
  const scope = ids(row, "scope").map(String);
  return {
    provider,
    user,
    scope,
    authTime: text(row, "auth_time"),
    session: id(row, "session") ?? null,
    expires: after(validity),
  };
}

export function createCode(context: SandboxContext, grant: Grant, asked: Row): Row {
  return context.store.insert(CODES, { ...columns(grant), code: randomUUID().replaceAll("-", ""), ...asked });
}

/** An access token, which is the ID token and some more, signed. */
export async function createAccessToken(context: SandboxContext, grant: Grant, idToken: IdToken): Promise<Row> {
  const { provider, scope } = grant;
  const more = { azp: provider.client_id, uid: randomId(), scope: scope.join(" ") };
  const token = await encode(context.store, provider, { ...payload(idToken), ...more });
  const row = { ...columns(grant), token, id_token: JSON.stringify(idToken) };
  return context.store.insert(ACCESS_TOKENS, row);
}

/** A refresh token, which is a random text. */
export async function createRefreshToken(
  context: SandboxContext,
  grant: Grant,
  access: Row,
  nonce: string | undefined,
  request: FastifyRequest,
): Promise<Row> {
  const idToken = await newIdToken(context, grant, request);
  const told = { ...idToken, nonce, at_hash: halfHash(text(access, "token")) };
  const row = { ...columns(grant), token: randomId(128), id_token: JSON.stringify(told) };
  return context.store.insert(REFRESH_TOKENS, row);
}

/** The ID token that a token's row keeps. */
export function idTokenOf(row: Row): IdToken {
  return JSON.parse(text(row, "id_token"));
}

function columns(grant: Grant): Row {
  const { provider, user, scope, authTime, session, expires } = grant;
  return {
    provider: provider.pk,
    user: user.pk,
    scope,
    auth_time: authTime,
    session: session ?? null,
    expires,
    expiring: true,
    revoked: false,
  };
}
