import type { SandboxContext } from "../context";
import type { Row } from "../store";
import { isObject, object } from "./columns";
import { type PolicyRequest, type PolicyResult, passed } from "./request";

/** Passes for an event that has everything that the policy names. */
export function eventMatcher(_: SandboxContext, policy: Row, request: PolicyRequest): PolicyResult {
  const { event } = request.context;
  if (!isObject(event)) return passed(false);
  const model = object(object(event, "context"), "model");
  const found: [column: string, value: unknown, message: string][] = [
    ["action", event.action, "Action matched."],
    ["client_ip", event.client_ip, "Client IP matched."],
    ["app", event.app, "App matched."],
    ["model", `${model.app}.${model.model_name}`, "Model matched."],
  ];
  const sources = found
    .filter(([column]) => policy[column] != null)
    .map(([column, value, message]) => passed(policy[column] === value, message));
  const messages = sources.flatMap((source) => source.messages);
  return { passing: sources.every((source) => source.passing), messages, sources };
}
