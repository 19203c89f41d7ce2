import type { FastifyRequest } from "fastify";
import type { Action } from "../api/actions";
import { invalid } from "../api/refusal";
import type { SandboxContext } from "../context";
import { origin } from "../flows/urls";
import { text } from "../policies/columns";
import { after } from "../policies/durations";
import type { Row } from "../store";
import { newIdToken, payload } from "./id-token";
import { applicationOf, issuerOf, scopeMappings } from "./providers";

/** The endpoints of the API that only OAuth2 providers have. */
export const oauth2Actions: Record<string, Action> = {
  "providers/oauth2/setup_urls": ({ context, request }, _, member) => ({
    body: setupUrls(context, request, member?.row ?? {}),
  }),
  "providers/oauth2/preview_user": async ({ context, request, query, user }, _, member) => {
    const wanted = query.get("for_user");
    if (wanted !== null && !/^\d+$/.test(wanted)) throw invalid({ for_user: "input must be numerical" });
    const subject = wanted === null ? user : context.store.byId("core/users", Number(wanted));
    if (!subject) throw invalid({ for_user: "User not found" });
    return { body: await previewUser(context, request, member?.row ?? {}, subject) };
  },
};

function setupUrls({ store }: SandboxContext, request: FastifyRequest, provider: Row): Record<string, string | null> {
  const base = `${origin(request)}/application/o`;
  const slug = applicationOf(store, provider)?.slug;
  const own = slug === undefined ? undefined : `${base}/${slug}`;
  return {
    issuer: issuerOf(store, provider, request),
    authorize: `${base}/authorize/`,
    token: `${base}/token/`,
    user_info: `${base}/userinfo/`,
    provider_info: own ? `${own}/.well-known/openid-configuration` : null,
    logout: own ? `${own}/end-session/` : null,
    ...(own && { jwks: `${own}/jwks/` }),
  };
}

/** The ID token of a user with all scopes. */
async function previewUser(
  context: SandboxContext,
  request: FastifyRequest,
  provider: Row,
  user: Row,
): Promise<{ preview: Record<string, unknown> }> {
  const scope = scopeMappings(context.store, provider).map((row) => text(row, "scope_name"));
  const grant = { provider, user, scope, authTime: new Date().toISOString(), expires: after("minutes=30") };
  return { preview: payload(await newIdToken(context, grant, request)) };
}
