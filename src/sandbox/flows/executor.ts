import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { logEvent } from "../policies/events";
import type { Row } from "../store";
import { body, describe, sendJson, sendPage, sendRedirect } from "./http";
import { page } from "./pages";
import type { PlannedStage } from "./plan";
import { EmptyFlow, FlowNotApplicable, planFlow } from "./planner";
import { Run } from "./run";
import { type Answer, type Challenge, Refused, StageInvalid } from "./stage";
import { query } from "./urls";

/** `GET` shows the challenge of the stage whose turn it is, `POST` answers it. */
export function registerExecutor(app: FastifyInstance, context: SandboxContext): void {
  app.route<{ Params: { slug: string } }>({
    method: ["GET", "POST"],
    url: "/api/v3/flows/executor/:slug/",
    handler: async (request, reply) => {
      const flow = context.store.find("flows/instances", { slug: request.params.slug });
      if (!flow) return sendPage(reply, page("Not Found", "<h1>Not Found</h1>"), 404);
      try {
        return send(request, reply, await execute(context, request, flow));
      } catch (error) {
        return sendJson(reply, failure(context, request, error));
      }
    },
  });
}

async function execute(context: SandboxContext, request: FastifyRequest, flow: Row): Promise<Answer> {
  const run = new Run(context, request, flow);
  const { data } = run.session;
  const given = new URLSearchParams(query(request).get("query") ?? "");
  data.plan = context.links.open(given.get("flow_token") ?? "") ?? data.plan;
  if (data.plan && data.plan.flow.pk !== flow.pk) run.cancel();
  data.query = given;
  try {
    run.plan = data.plan ??= await planFlow(context, flow, { user: run.user, http: run.http });
  } catch (error) {
    if (error instanceof FlowNotApplicable) return run.notApplicable(error);
    if (error instanceof EmptyFlow) return run.done();
    throw error;
  }
  const planned = await run.next();
  if (!planned) return run.done();
  return request.method === "POST" ? solve(run, planned) : show(run, planned);
}

/** What a stage could not cope with. Authentik tells superusers alone what it was; here everyone may know. */
function failure(context: SandboxContext, request: FastifyRequest, error: unknown): Challenge {
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const about = { message: "System exception during flow execution.", exception: message };
  const http = describe(context, request);
  logEvent(context, { action: "system_exception", app: "authentik.flows.views.executor", context: about, http });
  const id = randomUUID().replaceAll("-", "");
  return { component: "ak-stage-flow-error", request_id: id, error: message, traceback: stack };
}

/** The answer to a GET. */
async function show(run: Run, { stage }: PlannedStage): Promise<Answer> {
  if (stage.act) return stage.act(run);
  try {
    return (await stage.enter?.(run)) ?? (await ask(run));
  } catch (error) {
    if (error instanceof StageInvalid) return run.invalid(error.message);
    throw error;
  }
}

/** The answer to a POST. */
async function solve(run: Run, { stage }: PlannedStage): Promise<Answer> {
  if (stage.act) return stage.act(run);
  try {
    return (await stage.solve?.(run, body(run.request))) ?? (await ask(run));
  } catch (error) {
    if (error instanceof StageInvalid) return run.invalid(error.message);
    if (!(error instanceof Refused)) throw error;
    const instead = run.restartIfBound() ?? stage.refuse?.(run);
    return (await instead) ?? (await ask(run, { response_errors: error.errors }));
  }
}

async function ask(run: Run, extra: { response_errors?: Refused["errors"] } = {}): Promise<Answer> {
  const stage = run.current?.stage;
  const challenge = (await stage?.challenge?.(run)) ?? { component: "" };
  const { component, ...fields } = challenge;
  return { challenge: run.complete({ component, ...extra, ...fields }, stage?.showsUser) };
}

function send(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  if ("challenge" in answer) return sendJson(reply, answer.challenge);
  if ("page" in answer) return sendJson(reply, { component: "xak-flow-shell", body: answer.page });
  if (answer.redirect === request.url) return sendRedirect(reply, answer.redirect);
  return sendJson(reply, { component: "xak-flow-redirect", to: answer.redirect });
}
