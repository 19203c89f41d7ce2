import { describe } from "../../flows/http";
import type { FieldModel } from "../../models";
import { decideAll } from "../../policies";
import type { PythonContext } from "../../python";
import type { Member, Row } from "../../store";
import type { Call } from "../api-context";
import { toInternal } from "../fields";
import { Invalid, invalid, type Problem } from "../refusal";
import type { Action } from ".";

const context: FieldModel = { kind: "json", checks: ["dict"] };
const user: FieldModel = { kind: "reference", to: "authentik_core.user" };
const group: FieldModel = { kind: "reference", to: "authentik_core.group", nullable: true };

/** The parameters of a test, by the fields that describe them. */
function parameters(call: Call, fields: Record<string, FieldModel>): Row {
  const { store } = call.context;
  const values: Row = {};
  const problems: Record<string, Problem> = {};
  for (const [name, field] of Object.entries(fields)) {
    const given = (call.data as Row)[name];
    try {
      if (given !== undefined) values[name] = toInternal(field, given, { store, models: store.models });
      else if (field.required) throw new Invalid("This field is required.");
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      problems[name] = error.problem;
    }
  }
  if (Object.keys(problems).length > 0) throw invalid(problems);
  return values;
}

export const tests: Record<string, Action> = {
  "propertymappings/all/test": async (call, _, member) => {
    const { store, python } = call.context;
    const given = parameters(call, { user: { ...user, nullable: true }, group, context });
    const { row } = member as Member;
    const who = given.user ? store.byId("core/users", given.user as number) : undefined;
    const known: Row = { ...(given.context as Row | undefined) };
    if (given.group) known.group = { $model: "core.group", ...store.byId("core/groups", given.group as string) };
    const http = describe(call.context, call.request);
    const asked = {
      ...known,
      name: row.name,
      ...(who ? { user: who } : {}),
      http_request: http,
      request: { user: who, http_request: http },
    };
    const result = await python.evaluate(String(row.expression), asked as unknown as PythonContext);
    if (!result.ok) return { body: { result: result.traceback, successful: false } };
    const pretty = call.query.get("format_result")?.toLowerCase() === "true";
    return { body: { result: dumps(result.value, pretty ? 4 : undefined), successful: true } };
  },
  "policies/all/test": async (call, _, member) => {
    const given = parameters(call, { user: { ...user, required: true }, context });
    const who = call.context.store.byId("core/users", given.user as number) as Row;
    const request = {
      user: who,
      http: describe(call.context, call.request),
      context: (given.context as Row | undefined) ?? {},
    };
    const result = await decideAll(call.context, [(member as Member).row], request);
    return { body: { passing: result.passing, messages: result.messages, log_messages: [] } };
  },
};

/** Python's json.dumps. */
export function dumps(value: unknown, indent?: number): string {
  if (indent !== undefined) return JSON.stringify(value, null, indent).replace(/[\u0080-\uffff]/g, escaped);
  return spaced(value).replace(/[\u0080-\uffff]/g, escaped);
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const pairs = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${spaced(item)}`);
  return `{${pairs.join(", ")}}`;
}
