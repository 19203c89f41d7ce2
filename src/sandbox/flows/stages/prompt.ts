import { decideAll } from "../../policies";
import { ids, integer, text } from "../../policies/columns";
import type { Row } from "../../store";
import { Answers } from "../answers";
import type { Run } from "../run";
import { Refused, type Stage } from "../stage";
import { choicesOf, initialValue, placeholder, pythonText } from "./prompt-values";

/** Asks for whatever its prompts say, and keeps the answers as the plan's `prompt_data`. */
export const prompt: Stage = {
  async challenge(run) {
    const fields: unknown[] = [];
    for (const row of promptsOf(run)) fields.push(await shown(run, row));
    return { component: "ak-stage-prompt", fields };
  },

  async solve(run, data) {
    const answers = new Answers(data);
    const given: Record<string, unknown> = {};
    const prompts = promptsOf(run);
    for (const row of prompts) {
      const value = await read(run, row, answers);
      if (value !== undefined) given[text(row, "field_key")] = value;
    }
    answers.check();
    for (const row of prompts.filter((one) => FIXED.includes(text(one, "type")))) {
      given[text(row, "field_key")] = (await initialValue(run, row)) || fallback(row);
    }
    given.component = "ak-stage-prompt";
    checkRepeated(prompts, data);
    await checkPolicies(run, given);
    run.plan.context.prompt_data = Object.assign(run.plan.context.prompt_data ?? {}, given);
    return run.ok();
  },
};

/** What is answered to these does not count. */
const FIXED = ["hidden", "static", "text_read_only", "text_area_read_only"];

function promptsOf({ context, stage }: Run): Row[] {
  return ids(stage, "fields")
    .map((pk) => context.store.byId("stages/prompt/prompts", pk))
    .filter((row) => row !== undefined)
    .sort((a, b) => integer(a, "order") - integer(b, "order"));
}

async function shown(run: Run, row: Row): Promise<Record<string, unknown>> {
  const choices = await choicesOf(run, row);
  return {
    field_key: row.field_key,
    label: row.label,
    type: row.type,
    required: row.required !== false,
    placeholder: pythonText(await placeholder(run, row)),
    initial_value: pythonText(await initialValue(run, row)),
    order: integer(row, "order"),
    sub_text: text(row, "sub_text"),
    choices: choices?.length ? choices.map(pythonText) : null,
  };
}

async function read(run: Run, row: Row, answers: Answers): Promise<unknown> {
  const key = text(row, "field_key");
  const type = text(row, "type");
  const initial = (await initialValue(run, row)) || (["hidden", "static"].includes(type) ? row.placeholder : undefined);
  if (initial && answers.data[key] === undefined) return initial;
  const optional = row.required === false || ["checkbox", "separator", "hidden", "static"].includes(type);
  if (type === "hidden") return undefined;
  const value = await readValue(run, row, answers, optional);
  if (type === "username" && value !== undefined) checkUsername(run, answers, key, String(value));
  return value;
}

async function readValue(run: Run, row: Row, answers: Answers, optional: boolean): Promise<unknown> {
  const key = text(row, "field_key");
  const blank = { optional, allowBlank: row.required === false };
  switch (row.type) {
    case "text":
    case "text_area":
      return answers.text(key, { ...blank, keepSpace: true });
    case "email":
      return answers.email(key, blank);
    case "number":
      return answers.integer(key, { optional });
    case "checkbox":
      return answers.boolean(key, { optional });
    case "date":
      return answers.date(key, { optional });
    case "date-time":
      return answers.dateTime(key, { optional });
    case "radio-button-group":
    case "dropdown":
      return answers.choice(key, ((await choicesOf(run, row)) ?? []).map(pythonText), { optional });
    case "file":
      return readFile(answers, key, optional);
    case "ak-locale":
      return answers.text(key, { optional, allowBlank: true });
    default:
      return answers.text(key, { optional });
  }
}

function readFile(answers: Answers, key: string, optional: boolean): string | undefined {
  const data = answers.text(key, { optional });
  if (data === undefined) return undefined;
  if (!data.startsWith("data:")) return answers.refuse(key, "Invalid scheme");
  const [header = ""] = data.slice("data:".length).split(",", 1);
  return header.endsWith(";base64") ? data : answers.refuse(key, "Invalid encoding");
}

function checkUsername({ context, pendingUser }: Run, answers: Answers, key: string, value: string): void {
  const taken = context.store.find("core/users", { username: value });
  if (taken && (pendingUser.pk === undefined || pendingUser.username !== value)) {
    answers.refuse(key, "Username is already taken.");
  }
}

function fallback(row: Row): string {
  return ["hidden", "static"].includes(text(row, "type")) ? text(row, "placeholder") : "";
}

function checkRepeated(prompts: Row[], data: Record<string, unknown>): void {
  const keys = prompts.filter((row) => row.type === "password").map((row) => text(row, "field_key"));
  if (keys.length === 2 && data[keys[0] ?? ""] !== data[keys[1] ?? ""]) throw Refused.whole("Passwords don't match.");
}

async function checkPolicies(run: Run, given: Record<string, unknown>): Promise<void> {
  const policies = ids(run.stage, "validation_policies")
    .map((pk) => run.context.store.member("policies", pk)?.row)
    .filter((row) => row !== undefined);
  const request = { user: run.pendingUser, http: run.http, context: { prompt_data: given } };
  const result = await decideAll(run.context, policies, request);
  if (!result.passing) throw Refused.whole(...result.messages);
}
