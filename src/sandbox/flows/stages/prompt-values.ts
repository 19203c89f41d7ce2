import { isObject, text } from "../../policies/columns";
import { logEvent } from "../../policies/events";
import { database, requestData, userData } from "../../policies/python";
import type { Row } from "../../store";
import type { Run } from "../run";

const CHOICES = ["radio-button-group", "dropdown"];

/** The choices of a field that has some. */
export async function choicesOf(run: Run, row: Row): Promise<unknown[] | undefined> {
  if (!CHOICES.includes(text(row, "type"))) return undefined;
  const given = known(run)[`${row.field_key}__choices`];
  const found = given ?? (await evaluated(run, row, "placeholder"));
  return Array.isArray(found) ? found : [found];
}

export async function placeholder(run: Run, row: Row): Promise<unknown> {
  return CHOICES.includes(text(row, "type")) ? "" : evaluated(run, row, "placeholder");
}

/** What a field holds at first: what was answered under its name before, else what the prompt says. */
export async function initialValue(run: Run, row: Row): Promise<unknown> {
  const before = known(run);
  const key = text(row, "field_key");
  // An answer is never taken for an expression.
  const value = key in before ? before[key] : await evaluated(run, row, "initial_value");
  const choices = await choicesOf(run, row);
  return !choices || choices.includes(value) ? value : (choices[0] ?? "");
}

function known(run: Run): Record<string, unknown> {
  return run.plan.context.prompt_data ?? {};
}

async function evaluated(run: Run, row: Row, column: "placeholder" | "initial_value"): Promise<unknown> {
  const source = text(row, column);
  if (row[`${column}_expression`] !== true) return source;
  const { context, pendingUser, http } = run;
  const result = await context.python.evaluate(source, {
    name: text(row, "name"),
    user: userData(context, pendingUser),
    http_request: requestData(context, http, run.user),
    context: { prompt_context: known(run) },
    database: database(context, source),
  });
  if (result.ok) return result.value;
  const about = { message: "Failed to execute property mapping", expression: source, error: result.message };
  logEvent(context, {
    action: "property_mapping_exception",
    app: "authentik.core.expression.evaluator",
    context: about,
    http,
  });
  return source;
}

/** Python's `str`. */
export function pythonText(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return isObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
}
