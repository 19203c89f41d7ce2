import type { FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { text } from "../policies/columns";
import { after, milliseconds } from "../policies/durations";
import type { Row } from "../store";
import { createAccessToken, createRefreshToken, type Grant } from "./grants";
import { type IdToken, newIdToken, payload } from "./id-token";
import { encode } from "./jwt";

interface Wanted {
  /** Of the ID token that comes along, and of those that later refreshes name. */
  nonce?: string;
  refreshNonce?: string;
  refresh: boolean;
}

/** The answer with tokens for a grant: access and ID token, and a refresh token where wanted. */
export async function tokensFor(
  context: SandboxContext,
  request: FastifyRequest,
  grant: Omit<Grant, "expires">,
  { nonce, refreshNonce = nonce, refresh }: Wanted,
): Promise<Record<string, unknown>> {
  const { provider } = grant;
  const validity = provider.access_token_validity ?? "hours=1";
  const full = { ...grant, expires: after(validity) };
  const idToken: IdToken = { ...(await newIdToken(context, full, request)), nonce };
  const access = await createAccessToken(context, full, idToken);
  return {
    access_token: access.token,
    token_type: "Bearer",
    scope: grant.scope.join(" "),
    expires_in: Math.floor(milliseconds(validity) / 1000),
    id_token: await encode(context.store, provider, payload(idToken)),
    ...(refresh && { refresh_token: await refreshTokenFor(context, request, grant, access, refreshNonce) }),
  };
}

async function refreshTokenFor(
  context: SandboxContext,
  request: FastifyRequest,
  grant: Omit<Grant, "expires">,
  access: Row,
  nonce: string | undefined,
): Promise<string> {
  const full = { ...grant, expires: after(grant.provider.refresh_token_validity ?? "days=30") };
  return text(await createRefreshToken(context, full, access, nonce, request), "token");
}
