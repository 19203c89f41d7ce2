import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { describe, form, sendNotFound, sendPage, sendRedirect } from "../flows/http";
import { errorPage } from "../flows/pages";
import { inMemory, type Plan } from "../flows/plan";
import { FlowNotApplicable, planFlow } from "../flows/planner";
import { consent } from "../flows/stages/consent";
import { startPlan } from "../flows/start-plan";
import { query, scheme } from "../flows/urls";
import { id, text } from "../policies/columns";
import type { Row } from "../store";
import { admits, sendDenied, sendToLogin } from "./access";
import { type AuthorizeRequest, readAuthorizeRequest } from "./authorize-request";
import { AuthorizeError, RequestError } from "./errors";
import { fulfillment, REQUEST } from "./fulfillment";
import { applicationOf, clientOf, scopeMappings, sortedByScope } from "./providers";

export function registerAuthorize(app: FastifyInstance, context: SandboxContext): void {
  app.route({
    method: ["GET", "POST"],
    url: "/application/o/authorize/",
    handler: (request, reply) => authorize(context, request, reply),
  });
}

async function authorize(context: SandboxContext, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const inUrl = query(request);
  if (inUrl.size === 0) return sendNotFound(reply);
  const user = context.sessions.user(request);
  try {
    const asked = readAuthorizeRequest(context, request.method === "POST" ? new URLSearchParams(form(request)) : inUrl);
    if (asked.prompt.includes("none") && !user) throw new AuthorizeError("login_required", asked);
    const provider = clientOf(context.store, inUrl.get("client_id") ?? "");
    if (!provider) return sendNotFound(reply);
    const application = applicationOf(context.store, provider);
    if (!application) return sendDenied(reply, ["Failed to resolve application"]);
    if (!user) return sendToLogin(context, request, reply, application);
    if (!(await admits(context, request, reply, { application, user, about: policyContext(asked) }))) return reply;
    if (needsLogin(context, request, asked)) return sendToLogin(context, request, reply, application);
    return await start(context, request, reply, { asked, application, user });
  } catch (error) {
    if (error instanceof AuthorizeError) return sendError(reply, error);
    if (error instanceof RequestError) return sendPage(reply, errorPage(error.title, error.message), 400);
    throw error;
  }
}

/** Whether the login is too old, or one is demanded that has not happened since. */
function needsLogin(context: SandboxContext, request: FastifyRequest, { maxAge, prompt }: AuthorizeRequest): boolean {
  const { data } = context.sessions.of(request);
  const { login } = data;
  if (!login) return true;
  const isTooOld = maxAge !== undefined && Date.now() - login.at > maxAge * 1000;
  const isDemanded = prompt.includes("login") && (data.lastLogin === undefined || data.lastLogin === login.uid);
  if (isTooOld || isDemanded) data.lastLogin = login.uid;
  return isTooOld || isDemanded;
}

/** Runs the provider's authorization flow, at the end of which the client gets its answer. */
async function start(
  context: SandboxContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { asked, application, user }: { asked: AuthorizeRequest; application: Row; user: Row },
): Promise<FastifyReply> {
  const flow = context.store.byId("flows/instances", id(asked.provider, "authorization_flow") ?? "");
  if (!flow) return sendDenied(reply);
  const given = {
    is_sso: true,
    application,
    [REQUEST]: asked,
    consent_header: `You're about to sign into ${application.name}.`,
    consent_permissions: permissions(context, asked),
  };
  let plan: Plan;
  try {
    plan = await planFlow(context, flow, { user, http: describe(context, request) }, given, { allowEmpty: true });
  } catch (error) {
    if (error instanceof FlowNotApplicable) return sendDenied(reply);
    throw error;
  }
  if (asked.prompt.includes("consent") && !plan.stages.some(({ stage }) => stage === consent)) {
    plan.stages.push(inMemory("OAuth2 Provider In-memory consent stage", consent));
  }
  plan.stages.push(inMemory("OAuth2 fulfillment", fulfillment));
  return startPlan(context, request, reply, plan, asked.responseMode === "form_post" ? undefined : fulfillment);
}

function permissions({ store }: SandboxContext, { provider, scope }: AuthorizeRequest) {
  const mappings = scopeMappings(store, provider).filter((row) => scope.includes(text(row, "scope_name")));
  return sortedByScope(mappings).map((row) => ({ name: text(row, "description"), id: text(row, "scope_name") }));
}

/** What policies of an application see of the request. */
function policyContext(asked: AuthorizeRequest): Record<string, unknown> {
  return {
    oauth_scopes: asked.scope,
    oauth_grant_type: asked.grantType,
    oauth_code_challenge: asked.codeChallenge ?? null,
    oauth_code_challenge_method: asked.codeChallengeMethod,
    oauth_max_age: asked.maxAge ?? null,
    oauth_redirect_uri: asked.redirectUri,
    oauth_response_type: asked.responseType,
  };
}

export function sendError(reply: FastifyReply, error: AuthorizeError): FastifyReply {
  if (scheme(error.location)) return sendRedirect(reply, error.location);
  return sendPage(reply, errorPage(error.error, error.message), 400);
}
