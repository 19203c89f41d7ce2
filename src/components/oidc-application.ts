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
} from "../resources/classes.generated";
import type { AuthentikResourceOptions, Reference } from "../resources/resource";
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
  /** The scopes that the application is to ask for, by name. Default: those of `scopes` that are names. */
  scopeNames?: string[];
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
    const restore = keepOneLine();
    try {
      super("authentik:components:OidcApplication", name, {}, options);
    } finally {
      restore();
    }
    const scopes = args.scopes ?? ["openid", "profile", "email"];
    const child: AuthentikResourceOptions = { parent: this, adopt };

    const provider = createProvider();
    const application = createApplication();
    createAccess();
    const discovery = args.credentials?.length ? createDiscovery() : undefined;

    this.provider = provider;
    this.application = application;
    this.clientId = provider.clientId;
    this.clientSecret = provider.clientSecret;
    this.issuer = discovery?.issuer;
    this.environments = discovery ? createCredentials(discovery) : [];
    this.registerOutputs({ clientId: this.clientId, issuer: this.issuer });

    function createProvider(): OAuth2Provider {
      return new OAuth2Provider(
        name,
        {
          name: args.name ?? args.slug,
          clientId: args.clientId ?? args.slug,
          clientType: args.clientType ?? "confidential",
          authorizationFlow: args.authorizationFlow ?? defaults.authorizationFlow,
          invalidationFlow: args.invalidationFlow ?? defaults.invalidationFlow,
          signingKey: args.signingKey ?? defaults.signingKey,
          propertyMappings: scopes,
          redirectUris: args.redirectUris.map(redirectUri),
          ...args.provider,
        },
        child,
      );
    }

    function createApplication(): Application {
      return new Application(
        name,
        {
          name: args.name ?? args.slug,
          slug: args.slug,
          provider,
          ...(args.launchUrl !== undefined && { metaLaunchUrl: args.launchUrl }),
          ...args.application,
        },
        child,
      );
    }

    function createAccess(): void {
      const groups = Object.entries(args.access?.groups ?? {}).map(
        ([key, group]) => [`group:${key}`, { group }] as const,
      );
      const users = Object.entries(args.access?.users ?? {}).map(([key, user]) => [`user:${key}`, { user }] as const);
      for (const [order, [member, who]] of [...groups, ...users].entries()) {
        new PolicyBinding(`${name}/${member}`, { target: application, order, ...who }, child);
      }
    }

    function createDiscovery(): OidcDiscovery {
      return new OidcDiscovery(
        name,
        { slug: application.slug, triggers: [provider.id] },
        { parent: application, dependsOn: [application, provider] },
      );
    }

    function createCredentials(document: OidcDiscovery): Environment[] {
      const [first] = args.redirectUris;
      const redirect = first === undefined ? "" : redirectUri(first).url;
      return (args.credentials ?? []).map((delivery, index) => {
        const profile = delivery.profile ?? "generic";
        const deliveryName = index === 0 ? name : `${name}/${index}`;
        const facts: Record<keyof Facts, pulumi.Input<string>> = {
          clientId: provider.clientId,
          clientSecret: provider.clientSecret,
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
          scopes: (args.scopeNames ?? scopes.filter((scope) => typeof scope === "string")).join(" "),
          randomSecret: profileUses(profile, "randomSecret")
            ? new RandomSecret(deliveryName, {}, { parent: document }).value
            : "",
        };
        // What somebody adds may be anything, a password as well.
        const values = Object.entries(delivery.values ?? {}).map(([key, value]) => [key, pulumi.secret(value)]);
        const variables: Environment = environmentOf(profile, facts, Object.fromEntries(values));
        if (delivery.path !== undefined) {
          const { path, format } = delivery;
          new CredentialsFile(deliveryName, { path, variables, ...(format && { format }) }, { parent: document });
        }
        return variables;
      });
    }
  }
}

function redirectUri(uri: RedirectUri): { url: string; matchingMode: "strict" | "regex" } {
  return typeof uri === "string" ? { url: uri, matchingMode: "strict" } : { matchingMode: "strict", ...uri };
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : "";
}
