import type { SandboxContext } from "../context";
import { text } from "../policies/columns";
import type { Id, Row, Store } from "../store";
import { AuthorizeError, RequestError } from "./errors";
import { clientOf, isRedirectAllowed, isSchemeForbidden, redirectUris, scopeMappings } from "./providers";

const GRANT_TYPES: Record<string, string> = {
  code: "authorization_code",
  id_token: "implicit",
  "id_token token": "implicit",
  "code token": "hybrid",
  "code id_token": "hybrid",
  "code id_token token": "hybrid",
};

/** An authorization request, checked. */
export interface AuthorizeRequest {
  provider: Row;
  redirectUri: string;
  responseType: string;
  responseMode: string;
  grantType: string;
  scope: string[];
  state?: string;
  nonce?: string;
  prompt: string[];
  maxAge?: number;
  codeChallenge?: string;
  codeChallengeMethod: string;
}

/**
 * Reads and checks a request as Authentik does, in its order: what is wrong with the address is told on a page, the rest
 * to the client.
 */
export function readAuthorizeRequest({ store }: SandboxContext, query: URLSearchParams): AuthorizeRequest {
  const given = (name: string) => query.getAll(name).at(-1);
  const provider = clientOf(store, given("client_id") ?? "");
  if (!provider) throw RequestError.clientId();
  const redirectUri = given("redirect_uri") ?? "";
  checkRedirectUri(store, provider, redirectUri);

  const responseType = given("response_type") ?? "";
  const grantType = GRANT_TYPES[responseType] ?? "";
  const state = given("state");
  const refuse = (error: AuthorizeError["error"], description?: string) =>
    new AuthorizeError(error, { redirectUri, grantType, state }, description);
  if (!grantType) throw refuse("unsupported_response_type");

  const names = scopeMappings(store, provider).map((row) => text(row, "scope_name"));
  const scope = readScope(words(given("scope")), names, responseType);
  const givesIdToken = responseType.includes("id_token");
  if (!scope.includes("openid") && (grantType === "hybrid" || givesIdToken)) throw refuse("invalid_scope");
  if (given("request")) throw refuse("request_not_supported");
  if (givesIdToken && scope.includes("openid") && !given("nonce")) throw refuse("invalid_request");
  const codeChallenge = given("code_challenge") || undefined;
  const codeChallengeMethod = given("code_challenge_method") ?? "plain";
  if (codeChallenge && !["plain", "S256"].includes(codeChallengeMethod)) {
    throw refuse("invalid_request", `Unsupported challenge method ${codeChallengeMethod}`);
  }

  return {
    ...{ provider, redirectUri, responseType, grantType, scope, state, codeChallenge, codeChallengeMethod },
    responseMode: readResponseMode(given("response_mode"), grantType),
    nonce: given("nonce"),
    prompt: words(given("prompt")).filter((word) => ["none", "consent", "login"].includes(word)),
    maxAge: Number.parseInt(given("max_age") ?? "", 10) || undefined,
  };
}

function checkRedirectUri(store: Store, provider: Row, redirectUri: string): void {
  if (!redirectUri) throw RequestError.redirectUri();
  // The first address that is used is the one that holds from then on.
  if (redirectUris(provider).length === 0) {
    store.update("providers/oauth2", provider.pk as Id, {
      redirect_uris: [{ matching_mode: "strict", url: redirectUri }],
    });
  }
  if (!isRedirectAllowed(provider, redirectUri) || isSchemeForbidden(redirectUri)) throw RequestError.redirectUri();
}

/** What is asked for and there; everything when nothing is asked for. */
function readScope(asked: string[], names: string[], responseType: string): string[] {
  const scope = [...new Set(asked.length === 0 ? names : asked.filter((name) => names.includes(name)))];
  return responseType.includes("code") ? scope : scope.filter((name) => name !== "offline_access");
}

function readResponseMode(asked: string | undefined, grantType: string): string {
  if (asked && ["query", "fragment", "form_post"].includes(asked)) return asked;
  return grantType === "authorization_code" ? "query" : "fragment";
}

function words(value: string | undefined): string[] {
  return (value ?? "").split(/\s+/).filter(Boolean);
}
