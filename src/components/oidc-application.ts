import * as pulumi from "@pulumi/pulumi";
import { OidcDiscovery } from "../credentials/discovery";
import { CredentialsFile } from "../credentials/file";
import type { Format } from "../credentials/formats";
import { environmentOf, type Facts, type ProfileName, profileUses } from "../credentials/profiles";
import { RandomSecret } from "../credentials/secret";
import {
  Application,
  type ApplicationArgs,
  OAuth2Provider,
  type OAuth2ProviderArgs,
  PolicyBinding,
  type ScopeMapping,
} from "../resources/classes.generated";
import { AuthentikResource, type AuthentikResourceOptions, type Reference } from "../resources/resource";
import { keepOneLine } from "../resources/source-position";

import { defaults } from "./defaults";

/** A redirect URI that is compared as it is, or a pattern. */
export type RedirectUri = string | { url: string; matchingMode?: "strict" | "regex" };

/** One delivery of an application's credentials. */
export interface Delivery {
  /** The application's own names for the variables. Default: `generic`. */
  profile?: ProfileName;
  /** Default: `dotenv`. */
  format?: Format;
  /** Where the file lies, from the folder of Pulumi.yaml. Without it the credentials are an output only. */
  path?: string;
  /** Values of one's own, beside the profile's variables or instead of them. */
  values?: Record<string, pulumi.Input<string>>;
}

export interface OidcApplicationArgs {
  /** The application's slug: part of its issuer, and its name in stack files. */
  slug: string;
  /** What people see. Default: the slug. */
  name?: string;
  /** Where the browser may be sent back to; the first is the default. */
  redirectUris: RedirectUri[];
  /** Scope mappings, by standard name (`openid`), as resources or by their names on the server. Default: openid, profile, email. */
  scopes?: Reference[];
  /** The client id. Default: the slug. */
  clientId?: string;
  /** `public` for applications that can keep no secret; those need PKCE. Default: `confidential`. */
  clientType?: "confidential" | "public";
  /** Where the application is opened from the library. */
  launchUrl?: string;
  /** The flow that asks for consent. Default: Authentik's own, with implicit consent. */
  authorizationFlow?: Reference;
  /** The flow that ends the session. Default: Authentik's own. */
  invalidationFlow?: Reference;
  /** The key that signs tokens. Default: Authentik's self-signed certificate. Without one the client secret would. */
  signingKey?: Reference;
  /** Who may use it; everybody where nobody is named. */
  access?: { groups?: Record<string, Reference>; users?: Record<string, Reference> };
  /** Further fields of the provider, as {@link OAuth2Provider} takes them. */
  provider?: Partial<OAuth2ProviderArgs>;
  /** Further fields of the application, as {@link Application} takes them. */
  application?: Partial<ApplicationArgs>;
  /** Where its credentials go. */
  credentials?: Delivery[];
  /** The address at which the application's server reaches Authentik, where that is not the one of this run. */
  internalUrl?: pulumi.Input<string>;
}

/** An application's variables; those that are secret are secret outputs. */
export type Environment = Record<string, pulumi.Input<string>>;

/**
 * An application that people log in to by OpenID Connect: its OAuth2 provider, the application, who may use it, and its
 * credentials in the form that it takes.
 *
 * @example
 * const web = new OidcApplication("web", {
 *   slug: "web",
 *   redirectUris: ["https://web.example.com/auth/callback"],
 *   credentials: [{ profile: "fastapi", path: ".env.web" }],
 * });
 * export const clientId = web.clientId;
 */
export class OidcApplication extends pulumi.ComponentResource {
  readonly provider: OAuth2Provider;
  readonly application: Application;
  readonly clientId: pulumi.Output<string>;
  readonly clientSecret: pulumi.Output<string>;
  /** The issuer, from the discovery document; nothing where no credentials are asked for. */
  readonly issuer?: pulumi.Output<string>;
  /** The variables of each delivery, in the order of `credentials`. */
  readonly environments: Environment[];

  constructor(name: string, args: OidcApplicationArgs, opts: AuthentikResourceOptions = {}) {
    const { adopt, ...options } = opts;
    const { retainOnDelete } = options;
    const restore = keepOneLine();
    try {
      super("authentik:components:OidcApplication", name, {}, options);
    } finally {
      restore();
    }
    const scopes = args.scopes ?? ["openid", "profile", "email"];
    const isPublic = (args.clientType ?? args.provider?.clientType) === "public";
    const child: AuthentikResourceOptions = { parent: this, adopt, retainOnDelete };

    const provider = createProvider();
    const application = createApplication();
    const access = createAccess();
    const discovery = args.credentials?.length ? createDiscovery() : undefined;

    this.provider = provider;
    this.application = application;
    this.clientId = provider.clientId;
    this.clientSecret = provider.clientSecret;
    this.issuer = discovery?.issuer;
    this.environments = discovery ? createCredentials(discovery) : [];
    this.registerOutputs({ clientId: this.clientId, issuer: this.issuer });

    function createProvider(): OAuth2Provider {
      const fallback = {
        clientId: args.slug,
        clientType: "confidential",
        propertyMappings: scopes,
        ...defaults,
      } as const;
      const named = {
        clientId: args.clientId,
        clientType: args.clientType,
        authorizationFlow: args.authorizationFlow,
        invalidationFlow: args.invalidationFlow,
        signingKey: args.signingKey,
        propertyMappings: args.scopes,
        redirectUris: args.redirectUris.map(redirectUri),
        name: args.name ?? args.slug,
        ...args.provider,
      };
      return new OAuth2Provider(name, ...unlessAdopted(fallback, named, { assigned_application_slug: args.slug }));
    }

    function createApplication(): Application {
      const named = { name: args.name, slug: args.slug, provider, metaLaunchUrl: args.launchUrl, ...args.application };
      return new Application(name, ...unlessAdopted({ name: args.slug }, named));
    }

    /** What nobody named is managed all the same, but is no reason to change an object that is taken over. */
    function unlessAdopted<Fallback extends object, Named extends object>(
      fallback: Fallback,
      named: Named,
      adoptIf?: Record<string, string>,
    ): [args: Fallback & Named, options: AuthentikResourceOptions] {
      const given = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
      if (adopt) return [given as Fallback & Named, { ...child, onCreate: fallback, adoptIf }];
      return [{ ...fallback, ...given } as Fallback & Named, child];
    }

    function createAccess(): PolicyBinding[] {
      const groups = Object.entries(args.access?.groups ?? {}).map(
        ([key, group]) => [`group:${key}`, { group }] as const,
      );
      const users = Object.entries(args.access?.users ?? {}).map(([key, user]) => [`user:${key}`, { user }] as const);
      return [...groups, ...users].map(
        ([member, who], order) => new PolicyBinding(`${name}/${member}`, { target: application, order, ...who }, child),
      );
    }

    function createDiscovery(): OidcDiscovery {
      return new OidcDiscovery(
        name,
        { slug: application.slug, triggers: [provider.id, String(args.provider?.issuerMode ?? "per_provider")] },
        // Nobody gets credentials for an application before it is closed to those who may not use it.
        { parent: application, dependsOn: [application, provider, ...access] },
      );
    }

    function createCredentials(document: OidcDiscovery): Environment[] {
      const [first] = args.redirectUris;
      const redirect = first === undefined ? "" : redirectUri(first).url;
      const randomSecrets = new Map<string, RandomSecret>();
      return (args.credentials ?? []).map((delivery) => {
        const profile = delivery.profile ?? "generic";
        const facts: { [Fact in keyof Facts]: pulumi.Input<string> | undefined } = {
          clientId: provider.clientId,
          clientSecret: isPublic ? undefined : provider.clientSecret,
          issuer: document.issuer,
          discoveryUrl: document.discoveryUrl,
          authorizationEndpoint: document.authorizationEndpoint,
          tokenEndpoint: document.tokenEndpoint,
          userinfoEndpoint: document.userinfoEndpoint,
          endSessionEndpoint: document.endSessionEndpoint,
          jwksUri: document.jwksUri,
          url: document.url,
          internalUrl: args.internalUrl ?? document.url,
          redirectUri: redirect,
          redirectOrigin: originOf(redirect),
          launchOrigin: originOf(args.launchUrl ?? redirect),
          scopes: pulumi.all(scopes.map(scopeName)).apply((names) => names.join(" ")),
          randomSecret: profileUses(profile, "randomSecret") ? randomSecretFor(profile).value : undefined,
        };
        // What somebody adds may be anything, a password as well.
        const values = Object.entries(delivery.values ?? {}).map(([key, value]) => [key, pulumi.secret(value)]);
        const variables: Environment = environmentOf(profile, facts, Object.fromEntries(values));
        if (delivery.path !== undefined) {
          const { path, format } = delivery;
          new CredentialsFile(`${name}/${path}`, { path, variables, ...(format && { format }) }, { parent: document });
        }
        return variables;
      });

      // One for each profile: neither another path nor another order of the deliveries makes a new secret.
      function randomSecretFor(profile: ProfileName): RandomSecret {
        const secret =
          randomSecrets.get(profile) ??
          new RandomSecret(`${name}/${profile}`, {}, { parent: document, retainOnDelete });
        randomSecrets.set(profile, secret);
        return secret;
      }
    }
  }
}

function redirectUri(uri: RedirectUri): { url: string; matchingMode: "strict" | "regex" } {
  return typeof uri === "string" ? { url: uri, matchingMode: "strict" } : { matchingMode: "strict", ...uri };
}

/** The scope that a client asks for; Authentik's own mappings are named by it here. */
function scopeName(scope: Reference): pulumi.Input<string> {
  if (scope instanceof AuthentikResource) return (scope as ScopeMapping).scopeName;
  return pulumi.output(scope).apply(String);
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : "";
}
