import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { describe, sendJson, sendNotFound } from "../flows/http";
import { isSince2026 } from "../flows/releases";
import { origin } from "../flows/urls";
import { text } from "../policies/columns";
import { ANONYMOUS_ACCOUNT } from "../policies/membership";
import type { Row } from "../store";
import { claimNames } from "./claims";
import { allowOrigins } from "./clients";
import { algorithmOf, jwk, keyPairOf } from "./jwt";
import { issuerOf, providerOf, scopeMappings } from "./providers";

interface BySlug {
  Params: { slug: string };
}

const CLAIMS = ["sub", "iss", "aud", "exp", "iat", "auth_time", "acr", "amr", "nonce"];

/** What an application's clients read first: OpenID's configuration and the keys. */
export function registerDiscovery(app: FastifyInstance, context: SandboxContext): void {
  const { store } = context;
  const configuration = async (request: FastifyRequest<BySlug>, reply: FastifyReply) => {
    const application = store.find("core/applications", { slug: request.params.slug });
    const provider = providerOf(store, application);
    if (!application || !provider) return sendNotFound(reply);
    allowOrigins(request, reply, provider);
    return sendJson(reply, await describeProvider(context, request, application, provider));
  };
  app.get<BySlug>("/application/o/:slug/.well-known/openid-configuration", configuration);
  app.get<BySlug>("/.well-known/oauth-authorization-server/application/o/:slug/", configuration);
  app.get<BySlug>("/application/o/:slug/", (request, reply) =>
    reply.redirect(`/application/o/${request.params.slug}/.well-known/openid-configuration`),
  );

  app.get<BySlug>("/application/o/:slug/jwks/", async (request, reply) => {
    const provider = providerOf(store, store.find("core/applications", { slug: request.params.slug }));
    if (!provider) return sendNotFound(reply);
    const found = [await jwk(store, provider, "signing_key"), await jwk(store, provider, "encryption_key")];
    const keys = found.filter((key) => key !== undefined);
    reply.header("access-control-allow-origin", "*");
    return sendJson(reply, keys.length > 0 ? { keys } : {});
  });
}

async function describeProvider(
  context: SandboxContext,
  request: FastifyRequest,
  application: Row,
  provider: Row,
): Promise<Record<string, unknown>> {
  const { store } = context;
  const base = `${origin(request)}/application/o`;
  const scopes = scopeMappings(store, provider).map((row) => text(row, "scope_name"));
  const subject = { provider, user: ANONYMOUS_ACCOUNT, http: describe(context, request) };
  return {
    issuer: issuerOf(store, provider, request),
    authorization_endpoint: `${base}/authorize/`,
    token_endpoint: `${base}/token/`,
    userinfo_endpoint: `${base}/userinfo/`,
    end_session_endpoint: `${base}/${application.slug}/end-session/`,
    introspection_endpoint: `${base}/introspect/`,
    revocation_endpoint: `${base}/revoke/`,
    device_authorization_endpoint: `${base}/device/`,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    ...(isSince2026(context) && { frontchannel_logout_supported: true, frontchannel_logout_session_supported: true }),
    response_types_supported: [
      "code",
      "id_token",
      "id_token token",
      "code token",
      "code id_token",
      "code id_token token",
    ],
    response_modes_supported: ["query", "fragment", "form_post"],
    jwks_uri: `${base}/${application.slug}/jwks/`,
    grant_types_supported: [
      ...["authorization_code", "refresh_token", "implicit", "client_credentials", "password"],
      "urn:ietf:params:oauth:grant-type:device_code",
    ],
    id_token_signing_alg_values_supported: [await algorithmOf(store, provider)],
    subject_types_supported: ["public"],
    token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
    acr_values_supported: ["goauthentik.io/providers/oauth2/default"],
    scopes_supported: scopes.includes("openid") ? scopes : [...scopes, "openid"],
    request_parameter_supported: false,
    claims_supported: [...CLAIMS, ...(await claimNames(context, subject))],
    claims_parameter_supported: false,
    code_challenge_methods_supported: ["plain", "S256"],
    ...(keyPairOf(store, provider, "encryption_key") && {
      id_token_encryption_alg_values_supported: ["RSA-OAEP-256"],
      id_token_encryption_enc_values_supported: ["A256CBC-HS512"],
    }),
  };
}
