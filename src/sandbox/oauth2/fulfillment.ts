import type { Run } from "../flows/run";
import type { Answer, Stage } from "../flows/stage";
import { urlencode } from "../flows/urls";
import { text } from "../policies/columns";
import { after, milliseconds } from "../policies/durations";
import { logEvent, reference } from "../policies/events";
import type { Id, Row } from "../store";
import type { AuthorizeRequest } from "./authorize-request";
import { AuthorizeError } from "./errors";
import { ACCESS_TOKENS, createAccessToken, createCode, type Grant } from "./grants";
import { halfHash, newIdToken, payload } from "./id-token";
import { encode } from "./jwt";

/** Where a plan keeps the request that it answers. */
export const REQUEST = "goauthentik.io/providers/oauth2/params";

type Parameters = Record<string, string>;

/** The last stage of an authorization flow: the client gets its code, its tokens, or an error. */
export const fulfillment: Stage = {
  async act(run) {
    const { application, [REQUEST]: request } = run.plan.context;
    const asked = request as AuthorizeRequest | undefined;
    if (!asked || !application) return run.invalid();
    if (asked.prompt.includes("none") && asked.prompt.includes("consent")) {
      run.cancel();
      return { redirect: new AuthorizeError("consent_required", asked).location };
    }
    logEvent(run.context, {
      action: "authorize_application",
      app: "authentik.providers.oauth2.views.authorize",
      context: {
        authorized_application: reference("authentik_core", "application", application),
        flow: text(run.flow, "pk").replaceAll("-", ""),
        scopes: asked.scope.join(" "),
      },
      user: run.user,
      http: run.http,
    });
    const parameters = await answerFor(run, asked);
    run.ok();
    return deliver(asked, application, parameters, run);
  },
};

async function answerFor(run: Run, asked: AuthorizeRequest): Promise<Parameters> {
  const code = asked.responseType.split(" ").includes("code") ? newCode(run, asked) : undefined;
  const state = asked.state ?? "";
  if (asked.grantType === "authorization_code") return { code: text(code, "code"), state };
  return { ...(await tokensFor(run, asked, code)), state };
}

function newCode(run: Run, asked: AuthorizeRequest): Row {
  const challenge = { code_challenge: asked.codeChallenge, code_challenge_method: asked.codeChallengeMethod };
  const asks = { nonce: asked.nonce ?? null, ...(asked.codeChallenge && challenge) };
  return createCode(run.context, grantFor(run, asked, "access_code_validity"), asks);
}

async function tokensFor(run: Run, asked: AuthorizeRequest, code: Row | undefined): Promise<Parameters> {
  const { context, request } = run;
  const types = asked.responseType.split(" ");
  const grant = grantFor(run, asked, "access_token_validity");
  const idToken = { ...(await newIdToken(context, grant, request)), nonce: asked.nonce };
  if (code && types.includes("id_token")) idToken.c_hash = halfHash(text(code, "code"));
  const access = await createAccessToken(context, grant, idToken);
  if (types.includes("token")) idToken.at_hash = halfHash(text(access, "token"));
  context.store.update(ACCESS_TOKENS, access.pk as Id, { id_token: JSON.stringify(idToken) });
  return {
    ...(types.includes("token") && { access_token: text(access, "token") }),
    ...(types.includes("id_token") && { id_token: await encode(context.store, asked.provider, payload(idToken)) }),
    ...(code && { code: text(code, "code") }),
    token_type: "Bearer",
    expires_in: String(Math.floor(milliseconds(asked.provider.access_token_validity ?? "hours=1") / 1000)),
  };
}

function grantFor(run: Run, asked: AuthorizeRequest, validity: string): Grant {
  const { login } = run.session.data;
  return {
    provider: asked.provider,
    user: run.user,
    scope: asked.scope,
    authTime: new Date(login?.at ?? Date.now()).toISOString(),
    session: run.session.uuid,
    expires: after(asked.provider[validity] ?? "minutes=1"),
  };
}

function deliver(asked: AuthorizeRequest, application: Row, parameters: Parameters, run: Run): Answer {
  const { redirectUri, responseMode } = asked;
  if (responseMode === "form_post") {
    const title = text(run.plan.context, "title") || `Redirecting to ${application.name}...`;
    return { challenge: { component: "ak-stage-autosubmit", title, url: redirectUri, attrs: parameters } };
  }
  const [address = "", fragment] = redirectUri.split("#", 2);
  if (responseMode === "fragment") {
    return { redirect: `${address}#${fragment ?? ""}${urlencode(Object.entries(parameters))}` };
  }
  const mark = address.indexOf("?");
  const before = new URLSearchParams(mark < 0 ? "" : address.slice(mark + 1));
  for (const name of Object.keys(parameters)) before.delete(name);
  const pairs = [...[...before].filter(([, value]) => value !== ""), ...Object.entries(parameters)];
  const path = mark < 0 ? address : address.slice(0, mark);
  return { redirect: `${path}?${urlencode(pairs)}${fragment === undefined ? "" : `#${fragment}`}` };
}
