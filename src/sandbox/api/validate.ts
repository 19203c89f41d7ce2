import type { FieldModel, SerializerModel } from "../models";
import type { Row } from "../store";
import type { Writing } from "./departure";
import { departuresFor } from "./departures";
import { complaintsAbout, converted, type FieldScope } from "./fields";
import { typeName } from "./python-values";
import { Invalid, invalid, invalidObject, type Problem, Refusal } from "./refusal";

/** The values of a body that an endpoint's serializer takes. Throws the refusal that Authentik would answer. */
export async function validated(data: unknown, serializer: SerializerModel, writing: Writing): Promise<Row> {
  if (data === null || typeof data !== "object" || Array.isArray(data)) {
    if (data === null) throw invalidObject("No data provided");
    throw invalidObject(`Invalid data. Expected a dictionary, but got ${typeName(data)}.`);
  }
  const values = await fieldValues(data as Row, serializer, writing);
  requireTogether(values, serializer, writing);
  for (const departure of departuresFor(writing.path, writing.call)) {
    try {
      await departure.validate?.(values, writing);
    } catch (error) {
      throw error instanceof Refusal && error.status === 400 ? invalid(listed(error.body as Problem)) : error;
    }
  }
  return values;
}

/** A serializer makes lists of the texts that its own validation raises. */
function listed(problem: Problem): Problem {
  if (typeof problem === "string" || Array.isArray(problem)) return problem;
  return Object.fromEntries(
    Object.entries(problem).map(([name, text]) => [name, typeof text === "string" ? [text] : text]),
  );
}

async function fieldValues(data: Row, serializer: SerializerModel, writing: Writing): Promise<Row> {
  const { store } = writing.call.context;
  const scope = { store, models: store.models, partial: writing.partial };
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
        values[name] = validValue(field, name, data[name], writing, scope);
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

/** The value of a field. Django asks for uniqueness first, and answers all that is wrong. */
function validValue(field: FieldModel, name: string, raw: unknown, writing: Writing, scope: FieldScope): unknown {
  const value = converted(field, raw, scope);
  const complaints = complaintsAbout(field, value, scope);
  const isBlank = value === "" || value === null;
  if (field.unique && !isBlank && isTaken(field, name, value, writing)) complaints.unshift(field.unique.text);
  if (complaints.length > 0) throw new Invalid(complaints);
  return value;
}

function isTaken(field: FieldModel, name: string, value: unknown, { call, row }: Writing): boolean {
  const { store } = call.context;
  const { model } = field.unique as { model: string };
  return store.models.paths(model).some((path) => {
    const column = store.models.column(path, field.source ?? name);
    return store.filter(path, { [column]: value }).some((other) => other !== row);
  });
}

/** References whose objects Django takes for others than those that it knows, though they are the same. */
const restated: Record<string, string> = { "policies/bindings": "target" };

function requireTogether(values: Row, serializer: SerializerModel, { call, path, row }: Writing): void {
  for (const fields of serializer.together ?? []) {
    const after = Object.fromEntries(
      fields.map((name) => [name, name in values ? values[name] : (row?.[name] ?? null)]),
    );
    const isChanged = (name: string) =>
      !row || after[name] !== row[name] || (restated[path] === name && name in values);
    const changed = fields.filter(isChanged);
    if (changed.length === 0 || changed.some((name) => after[name] === null)) continue;
    const taken = call.context.store.filter(path, after).some((other) => other !== row);
    if (taken) throw invalidObject(`The fields ${fields.join(", ")} must make a unique set.`);
  }
}
