import type { SandboxContext } from "../context";
import type { Row } from "../store";
import { contextData, database, requestData, takeBack, userData } from "./python";
import { PolicyError, type PolicyRequest, type PolicyResult } from "./request";
import { carryOut } from "./writes";

const MODELS: Record<string, string> = {
  "core/applications": "core.application",
  "flows/instances": "flows.flow",
  "flows/bindings": "flows.flowstagebinding",
};

/** A policy in Python. What it changes in the request's context stays changed. */
export async function expression(context: SandboxContext, policy: Row, request: PolicyRequest): Promise<PolicyResult> {
  const { user, http, target } = request;
  const source = String(policy.expression);
  const sent = contextData(context, request.context, user);
  const result = await context.python.evaluate(source, {
    kind: "policy",
    name: String(policy.name),
    user: userData(context, user),
    http_request: http && requestData(context, http, user),
    obj: target && {
      pk: target.row.pk,
      name: target.row.name,
      slug: target.row.slug,
      $model: MODELS[target.kind] ?? target.kind,
    },
    context: sent,
    database: database(context, source),
  });
  if (!result.ok) throw new PolicyError(result.message);
  takeBack(context, request.context, sent, result.context);
  carryOut(context, result, { user, http });
  return { passing: result.passing === true, messages: result.messages };
}
