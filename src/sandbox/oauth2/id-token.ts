import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { describe } from "../flows/http";
import { randomId } from "../flows/ids";
import { isSince2026 } from "../flows/releases";
import { uidOf } from "../flows/users";
import { object, text } from "../policies/columns";
import type { Row, Store } from "../store";
import { claimsOf } from "./claims";
import type { Grant } from "./grants";
import { issuerOf } from "./providers";

/** What an ID token says; `claims` are those of the scopes. */
export interface IdToken {
  iss: string | null;
  sub: string;
  aud: string;
  exp: number;
  iat: number;
  auth_time: number;
  acr: string;
  amr?: string[];
  c_hash?: string;
  nonce?: string;
  at_hash?: string;
  sid?: string;
  jti?: string;
  claims: Record<string, unknown>;
}

/** What the ID token of a grant says. */
export async function newIdToken(context: SandboxContext, grant: Grant, request: FastifyRequest): Promise<IdToken> {
  const { provider, user } = grant;
  const session = context.sessions.byUuid(grant.session);
  const amr = session?.data.login ? methods(session.data.login) : [];
  const subject = { provider, user, http: describe(context, request), token: tokenData(grant) };
  return {
    iss: issuerOf(context.store, provider, request),
    sub: subjectOf(context.store, provider, user),
    aud: text(provider, "client_id"),
    exp: Math.floor(Date.parse(grant.expires) / 1000),
    iat: Math.floor(Date.now() / 1000),
    auth_time: Math.floor(Date.parse(grant.authTime) / 1000),
    acr: "goauthentik.io/providers/oauth2/default",
    ...(amr.length > 0 && { amr }),
    ...(session && { sid: session.sid }),
    ...(isSince2026(context) && { jti: randomId() }),
    claims: provider.include_claims_in_id_token === false ? {} : await claimsOf(context, subject, grant.scope),
  };
}

/** In the order and without the blanks of Authentik's tokens. */
export function payload(token: IdToken): Record<string, unknown> {
  const { claims, ...rest } = token;
  const { iss, sub, aud, exp, iat, auth_time, acr, amr, c_hash, nonce, at_hash, sid, jti } = rest;
  const named = { iss, sub, aud, exp, iat, auth_time, acr, amr, c_hash, nonce, at_hash, sid, jti };
  const given = Object.entries(named).filter(([, value]) => value !== undefined && value !== null);
  return { ...Object.fromEntries(given), ...claims };
}

/** `at_hash` and `c_hash`: the first half of a SHA-256. */
export function halfHash(value: string): string {
  return createHash("sha256").update(value).digest().subarray(0, 16).toString("base64url");
}

/** What mappings see as `token`. */
export function tokenData(grant: Grant): Row {
  const { scope, expires, authTime } = grant;
  return { scope, expires, auth_time: authTime, revoked: false };
}

function subjectOf(store: Store, provider: Row, user: Row): string {
  const modes: Record<string, () => string> = {
    user_id: () => String(user.pk),
    user_uuid: () => text(user, "uuid"),
    user_email: () => text(user, "email"),
    user_username: () => text(user, "username"),
    user_upn: () => text(object(user, "attributes"), "upn") || uidOf(store, user),
  };
  return modes[text(provider, "sub_mode")]?.() ?? uidOf(store, user);
}

function methods(login: { method?: string; methodArgs: Record<string, unknown> }): string[] {
  return [
    ...(login.method === "password" ? ["pwd"] : []),
    ...(login.method === "auth_webauthn_pwl" ? ["user"] : []),
    ...("certificate" in login.methodArgs ? ["sc"] : []),
    ...("mfa_devices" in login.methodArgs ? ["mfa"] : []),
  ];
}
