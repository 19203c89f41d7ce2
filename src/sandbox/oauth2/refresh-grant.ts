import type { SandboxContext } from "../context";
import { describe } from "../flows/http";
import { ids } from "../policies/columns";
import { isOver } from "../policies/durations";
import { logEvent, reference } from "../policies/events";
import type { Id } from "../store";
import { TokenError } from "./errors";
import { grantOf, idTokenOf, REFRESH_TOKENS } from "./grants";
import { tokensFor } from "./responses";
import type { TokenRequest } from "./token";

/** `refresh_token`: the old one is revoked, a new one takes its place. */
export async function refreshToken(context: SandboxContext, asked: TokenRequest): Promise<object> {
  const { provider, request, form } = asked;
  const old = form.refresh_token
    ? context.store.find(REFRESH_TOKENS, { token: form.refresh_token, provider: provider.pk })
    : undefined;
  if (!old || isOver(old.expires)) throw new TokenError("invalid_grant");
  const granted = ids(old, "scope").map(String);
  const scope = asked.scope.length > 0 ? asked.scope : granted;
  if (old.revoked === true) {
    logEvent(context, {
      action: "suspicious_request",
      app: "authentik.providers.oauth2.views.token",
      context: {
        message: "Revoked refresh token was used",
        provider: reference("authentik_providers_oauth2", "oauth2provider", provider),
      },
      http: describe(context, request),
    });
    throw new TokenError("invalid_grant");
  }
  const isMore = scope.some((name) => !granted.includes(name));
  if (isMore || !scope.includes("offline_access")) throw new TokenError("invalid_scope");
  const grant = grantOf(context, old, provider.access_token_validity);
  if (!grant) throw new TokenError("invalid_grant");
  const tokens = await tokensFor(context, request, grant, { refreshNonce: idTokenOf(old).nonce, refresh: true });
  context.store.update(REFRESH_TOKENS, old.pk as Id, { revoked: true });
  return tokens;
}
