import type { FieldModel, SerializerModel } from "../models";
import type { Row } from "../store";
import { departuresFor } from "./departures";
import type { Writing } from "./departure";
import { toInternal } from "./fields";
import { typeName } from "./python-values";
import { Invalid, invalid, invalidObject, type Problem } from "./refusal";

/** The values of a body that an endpoint's serializer takes. Throws the refusal that Authentik would answer. */
export async function validated(data: unknown, serializer: SerializerModel, writing: Writing): Promise<Row> {
  if (data === null || typeof data !== "object" || Array.isArray(data)) {
    if (data === null) throw invalidObject("No data provided");
    throw invalidObject(`Invalid data. Expected a dictionary, but got ${typeName(data)}.`);
  }
  const values = await fieldValues(data as Row, serializer, writing);
  requireTogether(values, serializer, writing);
  for (const departure of departuresFor(writing.path, writing.call)) await departure.validate?.(values, writing);
  return values;
}

async function fieldValues(data: Row, serializer: SerializerModel, writing: Writing): Promise<Row> {
  const { store } = writing.call.context;
  const scope = { store, models: store.models };
  const departures = departuresFor(writing.path, writing.call);
  const values: Row = {};
  const problems: Record<string, Problem> = {};
  for (const [name, field] of Object.entries(serializer.fields)) {
    if (field.readOnly || field.kind === "method") continue;
    try {
      if (!(name in data)) {
        if (writing.partial) continue;
        if (field.default !== undefined) values[name] = structuredClone(field.default);
        else if (field.required) throw new Invalid("This field is required.");
        else continue;
      } else {
        values[name] = withUniqueness(() => toInternal(field, data[name], scope), field, name, data[name], writing);
      }
      for (const { fields } of departures) {
        const check = fields?.[name] as ((value: unknown, writing: Writing) => unknown) | undefined;
        if (check) values[name] = await check(values[name], writing);
      }
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      problems[name] = error.problem;
    }
  }
  if (Object.keys(problems).length > 0) throw invalid(problems);
  return values;
}

/** Django asks for uniqueness before all else that a validator asks, and answers everything that is wrong. */
function withUniqueness(convert: () => unknown, field: FieldModel, name: string, raw: unknown, writing: Writing): unknown {
  let complaints: Problem = [];
  let value: unknown;
  try {
    value = convert();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    complaints = error.problem;
  }
  const candidate = value ?? (typeof raw === "string" && isValidatorProblem(complaints) ? raw.trim() : undefined);
  if (field.unique && candidate !== undefined && candidate !== null && isTaken(field, name, candidate, writing)) {
    complaints = [field.unique.text, ...(complaints as string[])];
  }
  if (Array.isArray(complaints) ? complaints.length > 0 : Object.keys(complaints).length > 0) throw new Invalid(complaints);
  return value;
}

function isValidatorProblem(problem: Problem): boolean {
  return Array.isArray(problem) && problem.some((text) => /^(Ensure|Enter) /.test(String(text)));
}

function isTaken(field: FieldModel, name: string, value: unknown, { call, row }: Writing): boolean {
  const { store } = call.context;
  const { model } = field.unique as { model: string };
  return store.models.paths(model).some((path) => {
    const column = name === store.models.column(path, field.source ?? name) ? name : store.models.column(path, field.source ?? name);
    return store.filter(path, { [column]: value }).some((other) => other !== row);
  });
}

function requireTogether(values: Row, serializer: SerializerModel, { call, path, row }: Writing): void {
  for (const fields of serializer.together ?? []) {
    const after = Object.fromEntries(fields.map((name) => [name, name in values ? values[name] : (row?.[name] ?? null)]));
    const changed = fields.filter((name) => !row || after[name] !== row[name]);
    if (changed.length === 0 || changed.some((name) => after[name] === null)) continue;
    const taken = call.context.store.filter(path, after).some((other) => other !== row);
    if (taken) throw invalidObject(`The fields ${fields.join(", ")} must make a unique set.`);
  }
}
