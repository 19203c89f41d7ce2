import type { FastifyInstance, FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { id, text } from "../policies/columns";
import { ANONYMOUS } from "../policies/membership";
import type { Row } from "../store";
import { defaultFlow } from "./default-flow";
import { registerExecutor } from "./executor";
import { acceptForms, brandOf, describe, sendNotFound, sendPage, sendRedirect } from "./http";
import { escapeHtml, page } from "./pages";
import { planFlow } from "./planner";
import { origin, query, urlencode, withQuery } from "./urls";

export { Links } from "./links";
export { Sessions } from "./sessions";

/** Flows: the executor, and the addresses that lead to it. */
export function registerFlows(app: FastifyInstance, context: SandboxContext): void {
  acceptForms(app);
  context.sessions.register(app);
  registerExecutor(app, context);

  app.get<{ Params: { designation: string } }>("/flows/-/default/:designation/", async (request, reply) => {
    const flow = await defaultFlow(context, request, request.params.designation);
    if (!flow) return sendNotFound(reply);
    const { data } = context.sessions.of(request);
    if (data.plan && data.plan.flow.pk !== flow.pk) data.plan = undefined;
    return sendRedirect(reply, withQuery(`/if/flow/${flow.slug}/`, query(request)));
  });

  app.get("/flows/-/cancel/", (request, reply) => {
    context.sessions.of(request).data.plan = undefined;
    return sendRedirect(reply, "/flows/-/default/invalidation/");
  });

  app.get("/", (request, reply) => {
    const isLoggedIn = context.sessions.user(request) !== undefined;
    return sendRedirect(reply, isLoggedIn ? "/if/user/" : "/flows/-/default/authentication/?next=/");
  });

  app.get("/if/user/", (request, reply) => {
    const user = context.sessions.user(request);
    if (!user) return sendRedirect(reply, "/flows/-/default/authentication/?next=/if/user/");
    const content = `<p>Logged in as ${escapeHtml(text(user, "username"))}.</p>`;
    return sendPage(reply, page(text(brandOf(context, request), "branding_title"), content));
  });

  app.get<{ Params: { slug: string } }>("/if/flow/:slug/", (request, reply) => {
    const flow = context.store.find("flows/instances", { slug: request.params.slug });
    if (!flow) return sendNotFound(reply);
    const executor = `/api/v3/flows/executor/${flow.slug}/?${urlencode([["query", query(request).toString()]])}`;
    const mount = `<ak-flow-executor flowSlug="${flow.slug}" data-url="${escapeHtml(executor)}"></ak-flow-executor>`;
    const content = `<h1>${escapeHtml(text(flow, "title"))}</h1>\n${mount}`;
    return sendPage(reply, page(text(brandOf(context, request), "branding_title"), content));
  });
}

/** A link with which a user gets into the brand's recovery flow, once. Undefined if the brand has none. */
export async function recoveryLink(
  context: SandboxContext,
  request: FastifyRequest,
  user: Row,
): Promise<string | undefined> {
  const flow = context.store.byId("flows/instances", id(brandOf(context, request), "flow_recovery") ?? "");
  if (!flow) return undefined;
  const asker = { user: ANONYMOUS, http: describe(context, request) };
  const plan = await planFlow(context, flow, asker, { pending_user: user }, { allowEmpty: true });
  const token = context.links.create(`${user.uid}-password-reset`, user, plan, { once: true });
  return `${origin(request)}/if/flow/${flow.slug}/?${urlencode([["flow_token", String(token.key)]])}`;
}
