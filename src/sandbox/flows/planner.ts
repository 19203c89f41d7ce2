import type { SandboxContext } from "../context";
import { decide, isSuperuser, type PolicyResult } from "../policies";
import { integer, text } from "../policies/columns";
import type { HttpRequestData } from "../python";
import type { Row } from "../store";
import type { Plan, PlanContext, PlannedStage } from "./plan";
import { stageOf } from "./stages";

/** A flow is not for this user, or not now. */
export class FlowNotApplicable extends Error {
  constructor(readonly result?: PolicyResult) {
    super(result?.messages.join("\n") || "Flow does not apply to current user.");
  }
}

/** Nothing is left of a flow to run. */
export class EmptyFlow extends Error {}

/** Who asks for a flow, and how. */
export interface Asker {
  /** Without a login: nobody. */
  user: Row;
  http: HttpRequestData;
}

/** Plans a flow for someone: the stages whose policies let them in, in order. */
export async function planFlow(
  context: SandboxContext,
  flow: Row,
  asker: Asker,
  given: PlanContext = {},
  options: { allowEmpty?: boolean } = {},
): Promise<Plan> {
  const plan: Plan = { flow, stages: [], context: given };
  checkAuthentication(context, flow, asker.user, given);
  const user = given.pending_user ?? asker.user;
  const target = { kind: "flows/instances", row: flow };
  const result = await decide(context, { user, http: asker.http, target, context: { ...given } });
  if (!result.passing) throw new FlowNotApplicable(result);
  for (const binding of bindingsOf(context, flow)) {
    const planned = await planBinding(context, plan, binding, { user, http: asker.http });
    if (planned) plan.stages.push(planned);
  }
  if (plan.stages.length === 0 && !options.allowEmpty) throw new EmptyFlow(`Flow ${flow.slug} has no stages.`);
  return plan;
}

function bindingsOf({ store }: SandboxContext, flow: Row): Row[] {
  return store.filter("flows/bindings", { target: flow.pk }).sort((a, b) => integer(a, "order") - integer(b, "order"));
}

async function planBinding(
  context: SandboxContext,
  plan: Plan,
  binding: Row,
  asker: Asker,
): Promise<PlannedStage | undefined> {
  const found = context.store.member("stages", text(binding, "stage"));
  if (!found) return undefined;
  if (binding.evaluate_on_plan === true && !(await isBindingFor(context, plan, binding, asker)).passing)
    return undefined;
  return { ...found, stage: stageOf(found.kind), binding, reevaluate: binding.re_evaluate_policies !== false };
}

/** Whether a binding's policies let a stage be run. */
export function isBindingFor(context: SandboxContext, plan: Plan, binding: Row, asker: Asker): Promise<PolicyResult> {
  const target = { kind: "flows/bindings", row: binding };
  return decide(context, { ...asker, target, context: { ...plan.context, flow_plan: plan } });
}

function checkAuthentication(context: SandboxContext, flow: Row, user: Row, given: PlanContext): void {
  const isLoggedIn = user.pk !== undefined;
  const fits: Record<string, () => boolean> = {
    require_authenticated: () => isLoggedIn,
    require_unauthenticated: () => !isLoggedIn,
    require_superuser: () => isLoggedIn && isSuperuser(context.store, user),
    require_redirect: () => given.is_redirected !== undefined,
    require_outpost: () => false,
  };
  if (fits[text(flow, "authentication")]?.() === false) throw new FlowNotApplicable();
}
