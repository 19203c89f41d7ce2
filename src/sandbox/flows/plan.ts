import type { Row } from "../store";
import type { Stage } from "./stage";

/** A stage that a flow will run. */
export interface PlannedStage {
  /** `stages/prompt/stages`, or `memory` for one that no row stands for. */
  kind: string;
  row: Row;
  stage: Stage;
  /** The binding that brought it here. */
  binding?: Row;
  /** The binding's policies are asked when its turn comes. */
  reevaluate?: boolean;
}

/** The stages ahead, the current one first, and what the flow knows by now, under Authentik's names. */
export interface Plan {
  flow: Row;
  stages: PlannedStage[];
  context: PlanContext;
  /** The backend that took the pending user's password. */
  backend?: string;
}

export interface PlanContext extends Record<string, unknown> {
  pending_user?: Row;
  /** What was typed, shown instead of the user that it belongs to. */
  pending_user_identifier?: string;
  prompt_data?: Record<string, unknown>;
  application?: Row;
  redirect?: string;
  auth_method?: string;
  auth_method_args?: Record<string, unknown>;
  consent_header?: string;
  consent_permissions?: Permission[];
  consent_additional_permissions?: Permission[];
  /** The token that brought this plan back. */
  is_restored?: Row;
}

export interface Permission {
  name: string;
  id: string;
}

/** A stage made for one plan, as Authentik's `in_memory_stage`. */
export function inMemory(name: string, stage: Stage, row: Row = {}): PlannedStage {
  return { kind: "memory", row: { name, ...row }, stage };
}

/** A plan to be taken up later, from a link. */
export function copyPlan(plan: Plan): Plan {
  const { prompt_data } = plan.context;
  const context = { ...plan.context, ...(prompt_data && { prompt_data: structuredClone(prompt_data) }) };
  return { ...plan, stages: [...plan.stages], context };
}
