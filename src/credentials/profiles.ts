/** What is known of an application once it stands in Authentik: the values that profiles draw on. */
export interface Facts {
  clientId: string;
  /** A public client has none; its variable is left out. */
  clientSecret: string;
  /** From the application's discovery document. */
  issuer: string;
  discoveryUrl: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  userinfoEndpoint: string;
  endSessionEndpoint: string;
  jwksUri: string;
  /** The address at which this run reached Authentik. */
  url: string;
  /** The address at which the application's server reaches it, where that is another. */
  internalUrl: string;
  /** The first redirect URI. */
  redirectUri: string;
  /** Scheme, host and port of the first redirect URI: where the part of the application is that logs people in. */
  redirectOrigin: string;
  /** The same of where the application is opened; the redirect URI's where no launch URL is named. */
  launchOrigin: string;
  scopes: string;
  /** A random secret of this delivery's own, 64 characters, the same from run to run. */
  randomSecret: string;
}

/** The variables that an application expects, in the order in which they are written, and what each holds. */
export type Profile = Record<string, keyof Facts>;

export const profiles = {
  /** FastAPI with Authlib, configured as in https://docs.authlib.org/en/latest/client/fastapi.html. */
  fastapi: {
    AUTHENTIK_ISSUER: "issuer",
    OIDC_CLIENT_ID: "clientId",
    OIDC_CLIENT_SECRET: "clientSecret",
    SESSION_SECRET: "randomSecret",
  },
  /** A NestJS API with a Next.js front end. */
  nestjs: {
    AUTHENTIK_URL: "url",
    AUTHENTIK_INTERNAL_URL: "internalUrl",
    AUTHENTIK_CLIENT_ID: "clientId",
    AUTHENTIK_CLIENT_SECRET: "clientSecret",
    API_URL: "redirectOrigin",
    FRONTEND_URL: "launchOrigin",
    COOKIE_SECRET: "randomSecret",
  },
  /** Everything an OpenID Connect client may want, under plain names. */
  generic: {
    OIDC_ISSUER: "issuer",
    OIDC_DISCOVERY_URL: "discoveryUrl",
    OIDC_CLIENT_ID: "clientId",
    OIDC_CLIENT_SECRET: "clientSecret",
    OIDC_REDIRECT_URI: "redirectUri",
    OIDC_SCOPES: "scopes",
    OIDC_AUTHORIZATION_ENDPOINT: "authorizationEndpoint",
    OIDC_TOKEN_ENDPOINT: "tokenEndpoint",
    OIDC_USERINFO_ENDPOINT: "userinfoEndpoint",
    OIDC_END_SESSION_ENDPOINT: "endSessionEndpoint",
    OIDC_JWKS_URI: "jwksUri",
  },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof profiles;

export const profileNames = Object.keys(profiles) as ProfileName[];

/** Whether a profile has a variable for this fact. */
export function profileUses(profile: ProfileName, fact: keyof Facts): boolean {
  return Object.values<keyof Facts>(profiles[profile]).includes(fact);
}

/**
 * The variables of a profile in its order, with values of one's own instead of them or after them. A variable whose fact
 * is not there is left out.
 */
export function environmentOf<T>(
  profile: ProfileName,
  facts: Record<keyof Facts, T | undefined>,
  values: Record<string, T> = {},
): Record<string, T> {
  const variables = Object.entries<keyof Facts>(profiles[profile]).flatMap(([name, fact]) => {
    const value = facts[fact];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(variables), ...values };
}

/** The same variables in the profile's order, those of one's own last. */
export function inProfileOrder<T>(profile: string, variables: Record<string, T>): Record<string, T> {
  const known = Object.keys(profiles[profile as ProfileName] ?? {}).filter((name) => name in variables);
  return Object.fromEntries(
    [...new Set([...known, ...Object.keys(variables)])].map((name) => [name, variables[name] as T]),
  );
}
