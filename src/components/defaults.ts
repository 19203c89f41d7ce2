const standardScopes = new Set(["openid", "profile", "email", "offline_access", "entitlements", "authentik_api"]);

/** Whether Authentik itself has a scope mapping for this scope. */
export function isStandardScope(name: string): boolean {
  return standardScopes.has(name);
}

/** The objects that a fresh Authentik has, and that an application takes where it names no others. */
export const defaults = {
  authorizationFlow: "default-provider-authorization-implicit-consent",
  invalidationFlow: "default-provider-invalidation-flow",
  signingKey: "authentik Self-signed Certificate",
} as const;
