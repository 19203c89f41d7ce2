import { createHash } from "node:crypto";
import type { SandboxContext } from "../context";
import { describe } from "../flows/http";
import { text } from "../policies/columns";
import { isOver } from "../policies/durations";
import { logEvent, reference } from "../policies/events";
import type { Id, Row } from "../store";
import { TokenError } from "./errors";
import { CODES, grantOf } from "./grants";
import { isRedirectAllowed, isSchemeForbidden, redirectUris } from "./providers";
import { tokensFor } from "./responses";
import type { TokenRequest } from "./token";

/** `authorization_code`: a code is good once, for the client that it was given to. */
export async function authorizationCode(context: SandboxContext, asked: TokenRequest): Promise<object> {
  const { provider, request, form } = asked;
  if (!form.code) throw new TokenError("invalid_grant");
  checkRedirectUri(context, asked);
  const code = context.store.find(CODES, { code: form.code });
  if (!code || isOver(code.expires) || code.provider !== provider.pk) throw new TokenError("invalid_grant");
  if (!isVerified(code, form.code_verifier)) throw new TokenError("invalid_grant");
  const grant = grantOf(context, code, provider.access_token_validity);
  if (!grant) throw new TokenError("invalid_grant");
  const nonce = text(code, "nonce") || undefined;
  const tokens = await tokensFor(context, request, grant, { nonce, refresh: grant.scope.includes("offline_access") });
  context.store.remove(CODES, code.pk as Id);
  return tokens;
}

function checkRedirectUri(context: SandboxContext, { provider, request, form }: TokenRequest): void {
  const used = form.redirect_uri ?? "";
  if (!isRedirectAllowed(provider, used)) {
    logEvent(context, {
      action: "configuration_error",
      app: "authentik.providers.oauth2.views.token",
      context: {
        message: "Invalid redirect URI used by provider",
        provider: reference("authentik_providers_oauth2", "oauth2provider", provider),
        redirect_uri: used,
        expected: redirectUris(provider),
      },
      http: describe(context, request),
    });
    throw new TokenError("invalid_client");
  }
  if (isSchemeForbidden(used)) throw new TokenError("invalid_request");
}

/** PKCE: a challenge wants its verifier, and a verifier its challenge. */
function isVerified(code: Row, verifier: string | undefined): boolean {
  const challenge = text(code, "code_challenge");
  if (!challenge || !verifier) return !challenge && !verifier;
  const hashed = createHash("sha256").update(verifier).digest("base64url");
  return challenge === (code.code_challenge_method === "S256" ? hashed : verifier);
}
