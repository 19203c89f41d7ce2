import type { FastifyInstance } from "fastify";
import type { SandboxContext } from "../context";
import { brandOf, describe, sendNotFound } from "../flows/http";
import { inMemory } from "../flows/plan";
import { FlowNotApplicable, planFlow } from "../flows/planner";
import { sessionEnd } from "../flows/stages/session-end";
import { startPlan } from "../flows/start-plan";
import { id } from "../policies/columns";
import { admits, sendDenied, sendToLogin } from "./access";

/** Leaving an application: its provider's invalidation flow, or the brand's. */
export function registerEndSession(app: FastifyInstance, context: SandboxContext): void {
  app.get<{ Params: { slug: string } }>("/application/o/:slug/end-session/", async (request, reply) => {
    const { store, sessions } = context;
    const application = store.find("core/applications", { slug: request.params.slug });
    const provider = store.member("providers", id(application, "provider") ?? "")?.row;
    const flowId = id(provider, "invalidation_flow") ?? id(brandOf(context, request), "flow_invalidation");
    const flow = store.byId("flows/instances", flowId ?? "");
    if (!application || !provider || !flow) return sendNotFound(reply);
    const user = sessions.user(request);
    if (!user) return sendToLogin(context, request, reply, application);
    if (!(await admits(context, request, reply, { application, user }))) return reply;
    try {
      const asker = { user, http: describe(context, request) };
      const plan = await planFlow(context, flow, asker, { application }, { allowEmpty: true });
      plan.stages.push(inMemory("Session end", sessionEnd));
      return await startPlan(context, request, reply, plan);
    } catch (error) {
      if (error instanceof FlowNotApplicable) return sendDenied(reply);
      throw error;
    }
  });
}
