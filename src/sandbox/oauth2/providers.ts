import type { FastifyRequest } from "fastify";
import { origin, scheme } from "../flows/urls";
import { id, ids, isObject, text } from "../policies/columns";
import type { Row, Store } from "../store";

const KIND = "providers/oauth2";
const FORBIDDEN_SCHEMES = ["javascript", "data", "vbscript"];

export function providerOf(store: Store, application: Row | undefined): Row | undefined {
  return store.byId(KIND, id(application, "provider") ?? "");
}

export function applicationOf(store: Store, provider: Row): Row | undefined {
  return store.find("core/applications", { provider: provider.pk });
}

export function clientOf(store: Store, clientId: string): Row | undefined {
  return clientId === "" ? undefined : store.find(KIND, { client_id: clientId });
}

/** `iss`: one for all, or the application's own. */
export function issuerOf(store: Store, provider: Row, request: FastifyRequest): string | null {
  if (provider.issuer_mode === "global") return `${origin(request)}/`;
  const application = applicationOf(store, provider);
  return application ? `${origin(request)}/application/o/${application.slug}/` : null;
}

/** The scope mappings of a provider. A relation has no order: they come in that of their table. */
export function scopeMappings(store: Store, provider: Row): Row[] {
  const named = ids(provider, "property_mappings");
  return store.rows("propertymappings/provider/scope").filter((row) => named.some((pk) => pk === row.pk));
}

export function sortedByScope(mappings: Row[]): Row[] {
  return [...mappings].sort((a, b) => (text(a, "scope_name") < text(b, "scope_name") ? -1 : 1));
}

export interface RedirectUri {
  matching_mode: string;
  url: string;
}

export function redirectUris(provider: Row): RedirectUri[] {
  const uris = Array.isArray(provider.redirect_uris) ? provider.redirect_uris.filter(isObject) : [];
  return uris.map((uri) => ({ matching_mode: text(uri, "matching_mode"), url: text(uri, "url") }));
}

/** Whether a provider lets this address have an answer. */
export function isRedirectAllowed(provider: Row, wanted: string): boolean {
  return redirectUris(provider).some(({ matching_mode, url }) =>
    matching_mode === "regex" ? fullMatch(url, wanted) : url === wanted,
  );
}

export function isSchemeForbidden(url: string): boolean {
  return FORBIDDEN_SCHEMES.includes(scheme(url));
}

/** Python's `fullmatch`. A pattern that does not compile matches nothing. */
function fullMatch(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern.replaceAll("(?P<", "(?<")})$`).test(value);
  } catch {
    return false;
  }
}
