import type { SandboxContext } from "../context";
import type { Row } from "../store";
import { id, integer, text } from "./columns";
import { eventMatcher } from "./event-matcher";
import { logEvent } from "./events";
import { passwordExpiry } from "./expiry";
import { expression } from "./expression";
import { geoip } from "./geoip";
import { groupsOf } from "./membership";
import { password } from "./password";
import { reputation } from "./reputation";
import { PolicyError, type PolicyRequest, type PolicyResult, passed } from "./request";

type Policy = (context: SandboxContext, policy: Row, request: PolicyRequest) => PolicyResult | Promise<PolicyResult>;

const POLICIES: Record<string, Policy> = {
  "policies/expression": expression,
  "policies/password": password,
  "policies/password_expiry": passwordExpiry,
  "policies/event_matcher": eventMatcher,
  "policies/reputation": reputation,
  "policies/geoip": geoip,
  // Authentik waits between wait_min and wait_max seconds; that helps no one here.
  "policies/dummy": (_, policy) => passed(policy.result === true, "dummy"),
};

/** Whether what is bound to an object lets the request pass, with the messages of all policies. */
export async function decide(context: SandboxContext, request: PolicyRequest): Promise<PolicyResult> {
  const { store } = context;
  const target = request.target?.row ?? {};
  const keys = [id(target, "pk"), id(target, "policybindingmodel_ptr_id")].filter((key) => key !== undefined);
  const bindings = store
    .rows("policies/bindings")
    .filter((binding) => binding.enabled !== false && keys.some((key) => key === binding.target))
    .sort((a, b) => integer(a, "order") - integer(b, "order"));

  const sources: PolicyResult[] = [];
  for (const binding of bindings.filter((one) => one.policy != null)) {
    sources.push(await decideBinding(context, binding, request));
  }
  const members = bindings.filter((one) => one.policy == null && (one.group != null || one.user != null));
  // Users and groups count as one result, passed by any of them, in both modes.
  if (members.length > 0) sources.push(passed(members.some((binding) => isMember(context, binding, request.user))));
  return combine(sources, text(target, "policy_engine_mode"));
}

/** Whether all of these policies pass, as a prompt stage asks its validation policies. */
export async function decideAll(
  context: SandboxContext,
  policies: Row[],
  request: PolicyRequest,
): Promise<PolicyResult> {
  const sources: PolicyResult[] = [];
  for (const policy of policies) sources.push(await decideBinding(context, { policy: policy.pk }, request));
  return combine(sources, "all");
}

function combine(sources: PolicyResult[], mode: string): PolicyResult {
  const passing = (one: PolicyResult) => one.passing;
  return {
    passing: sources.length === 0 || (mode === "all" ? sources.every(passing) : sources.some(passing)),
    messages: sources.flatMap((source) => source.messages),
    sources,
  };
}

async function decideBinding(context: SandboxContext, binding: Row, request: PolicyRequest): Promise<PolicyResult> {
  const found = context.store.member("policies", id(binding, "policy") ?? "");
  try {
    const policy = found && POLICIES[found.kind];
    if (!policy) throw new PolicyError(`The sandbox has no ${found?.kind ?? "such policy"}.`);
    const result = await policy(context, found.row, request);
    const passing = binding.negate === true ? !result.passing : result.passing;
    if (found.row.execution_logging === true) tell(context, "policy_execution", "Policy Execution", found.row, request);
    return { ...result, passing, binding };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    tell(context, "policy_exception", "Policy failed to execute", found?.row, request);
    return { ...passed(binding.failure_result === true, error.message), binding };
  }
}

function tell(
  context: SandboxContext,
  action: string,
  message: string,
  policy: Row | undefined,
  request: PolicyRequest,
): void {
  const about = { message, policy_uuid: text(policy, "pk").replaceAll("-", "") };
  logEvent(context, {
    action,
    app: "authentik.policies.process",
    context: about,
    user: request.user,
    http: request.http,
  });
}

function isMember(context: SandboxContext, binding: Row, user: Row): boolean {
  if (user.pk == null) return false;
  const matches =
    binding.user != null
      ? binding.user === user.pk
      : groupsOf(context.store, user).some((group) => group.pk === binding.group);
  return matches !== (binding.negate === true);
}
