import type { FastifyReply, FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { isSuperuser } from "../policies";
import { sendRedirect } from "./http";
import type { Plan } from "./plan";
import { Run } from "./run";
import type { Answer, Stage } from "./stage";
import { query, withQuery } from "./urls";

/**
 * Starts a plan that was made elsewhere: leads to the flow's page, or, if nothing is left in it but the `silent` stage,
 * gives that stage's answer at once.
 */
export async function startPlan(
  context: SandboxContext,
  request: FastifyRequest,
  reply: FastifyReply,
  plan: Plan,
  silent?: Stage,
): Promise<FastifyReply> {
  const session = context.sessions.of(request);
  session.data.plan = plan;
  if (silent && plan.stages.every(({ stage, reevaluate }) => stage === silent && !reevaluate)) {
    const run = new Run(context, request, plan.flow, plan);
    run.current = plan.stages.at(-1);
    const answer: Answer | undefined = await silent.act?.(run);
    if (answer && "redirect" in answer) return sendRedirect(reply, answer.redirect);
  }
  const parameters = query(request);
  const user = context.sessions.user(request);
  if (user && isSuperuser(context.store, user)) parameters.set("inspector", "available");
  return sendRedirect(reply, withQuery(`/if/flow/${plan.flow.slug}/`, parameters));
}
