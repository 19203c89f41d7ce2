import type * as pulumi from "@pulumi/pulumi";
import { AuthentikError } from "../authentik/errors";
import { ProviderResource } from "../resources/base";
import type { Handler } from "../resources/handler";
import { changedProperties, ownProperties, type Properties } from "../resources/inputs";
import type { Session } from "../resources/session";

export const discoveryKind = "oidc/discovery";

/** What is taken from the document, by the names of OpenID Connect Discovery. */
const endpoints = {
  issuer: "issuer",
  authorizationEndpoint: "authorization_endpoint",
  tokenEndpoint: "token_endpoint",
  userinfoEndpoint: "userinfo_endpoint",
  endSessionEndpoint: "end_session_endpoint",
  introspectionEndpoint: "introspection_endpoint",
  revocationEndpoint: "revocation_endpoint",
  jwksUri: "jwks_uri",
} as const;

export interface OidcDiscoveryArgs {
  /** The application's slug. */
  slug: pulumi.Input<string>;
  /** Values whose change makes the document worth reading again. */
  triggers?: pulumi.Input<pulumi.Input<string | number | null>[]>;
}

/** An application's OpenID Connect discovery document: where its endpoints are, as the server says. */
export class OidcDiscovery extends ProviderResource {
  declare readonly issuer: pulumi.Output<string>;
  declare readonly authorizationEndpoint: pulumi.Output<string>;
  declare readonly tokenEndpoint: pulumi.Output<string>;
  declare readonly userinfoEndpoint: pulumi.Output<string>;
  declare readonly endSessionEndpoint: pulumi.Output<string>;
  declare readonly introspectionEndpoint: pulumi.Output<string>;
  declare readonly revocationEndpoint: pulumi.Output<string>;
  declare readonly jwksUri: pulumi.Output<string>;
  /** The address of the document itself. */
  declare readonly discoveryUrl: pulumi.Output<string>;
  /** The address at which this run reached Authentik. */
  declare readonly url: pulumi.Output<string>;

  constructor(name: string, args: OidcDiscoveryArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = [...Object.keys(endpoints), "discoveryUrl", "url"];
    super({ kind: discoveryKind, typeName: "OidcDiscovery", outputs, secrets: [] }, name, args, opts);
  }
}

export const discoveryHandler: Handler = {
  check: async () => [],
  diff: async ({ client }, olds, news) => {
    const moved = client.url === olds.url ? [] : ["url"];
    return { changed: [...changedProperties(olds, news, ["slug", "triggers"]), ...moved], replaces: [] };
  },
  create: async (session, inputs) => ({
    id: String(inputs.slug),
    outs: { ...inputs, ...(await discover(session, inputs)) },
  }),
  // What the document says follows from the application, which is read for itself: no request for each one here.
  read: async (_session, _id, props) => ({
    inputs: { ...ownProperties(props), slug: props.slug, triggers: props.triggers },
    outs: props,
  }),
  update: async (session, _id, _olds, news) => ({ ...news, ...(await discover(session, news)) }),
  delete: async () => {},
};

async function discover({ client }: Session, { slug }: Properties): Promise<Properties> {
  const path = `/application/o/${encodeURIComponent(String(slug))}/.well-known/openid-configuration`;
  const document = await client.request("GET", path);
  const found = Object.entries(endpoints).map(([property, name]) => [property, document[name]] as const);
  const missing = found.find(([, value]) => typeof value !== "string");
  if (missing) {
    throw new AuthentikError(
      "BAD_ANSWER",
      `The discovery document of ${slug} has no ${endpoints[missing[0] as keyof typeof endpoints]}.`,
      { method: "GET", path },
    );
  }
  return { ...Object.fromEntries(found), discoveryUrl: `${client.url}${path}`, url: client.url };
}
