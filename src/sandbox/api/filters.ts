import type { FilterModel } from "../models";
import { isSuperuser } from "../policies";
import type { Id, Row, Store } from "../store";
import type { Call } from "./api-context";
import { valuesAt } from "./columns";
import { uuid } from "./python-values";
import { invalid, type Problem, Refusal } from "./refusal";

type Test = (row: Row) => boolean;
type Check = (value: string, filter: FilterModel, call: Call, path: string) => unknown;

const bindingModel = "authentik_policies.policybindingmodel";

/** A filter's value that its form does not take. */
class Unfit extends Error {}

const notAmong = (value: string) => new Unfit(`Select a valid choice. ${value} is not one of the available choices.`);

/** The tests that a query's filters put to the rows of a path. Throws Django's complaints about values that do not fit. */
export function filterTests(call: Call, path: string): Test[] {
  const { store } = call.context;
  const problems: Record<string, Problem> = {};
  const tests: Test[] = [];
  for (const [name, filter] of Object.entries(store.models.endpoints[path]?.filters ?? {})) {
    const values = call.query.getAll(name).filter((value) => value !== "" || /Multiple/.test(filter.kind));
    if (values.length === 0) continue;
    try {
      const test = testFor(call, path, name, filter, values);
      if (test) tests.push(test);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      problems[name] = [error.message];
    }
  }
  if (Object.keys(problems).length > 0) throw invalid(problems);
  return tests;
}

function testFor(call: Call, path: string, name: string, filter: FilterModel, values: string[]): Test | undefined {
  const { store } = call.context;
  const column = filter.field ?? name;
  const check = checks[filter.kind] ?? checks.Char;
  const isMultiple = /Multiple|^CharIn$/.test(filter.kind);
  const given = isMultiple ? values : values.slice(-1);
  const wanted: unknown[] = given
    .map((value) => (check as Check)(value, filter, call, path))
    .filter((value) => value !== undefined);
  if (wanted.length === 0) return undefined;
  if (filter.method) return methods[filter.method]?.(call, wanted[0], path);
  if (filter.to === bindingModel) {
    const targets = wanted.map((id) => store.ofModel(bindingModel, id as Id)?.row.pk);
    return (row) => targets.includes(row.target);
  }
  const compare = lookups[filter.lookup ?? "exact"] ?? same;
  return (row) =>
    columnValues(store, path, row, column, filter).some((value) => wanted.some((one) => compare(value, one)));
}

function columnValues(store: Store, path: string, row: Row, column: string, filter: FilterModel): unknown[] {
  if (column === "application") return store.filter("core/applications", { provider: row.pk }).map(({ pk }) => pk);
  if (column === "users" || column === "users__username") {
    const members = store.rows("core/users").filter(({ groups }) => (groups as unknown[])?.includes(row.pk));
    return members.map((user) => (column === "users" ? user.pk : user.username));
  }
  if (column === "bindings" || column === "promptstage") {
    return boundIds(store, row, column);
  }
  const values = valuesAt(store, path, row, column);
  const isOwnId = store.models.modelOf(path)?.columns[column]?.id && values[0] === undefined;
  if (isOwnId) return [row[store.idColumn(path)]];
  return filter.to ? values.flat() : values;
}

function boundIds(store: Store, row: Row, column: string): unknown[] {
  if (column === "bindings") {
    const bindings = store.filter("policies/bindings", { policy: row.pk });
    return bindings.length > 0 ? bindings.map(({ pk }) => pk) : [null];
  }
  const stages = store.rows("stages/prompt/stages").filter((stage) => {
    return [stage.validation_policies, stage.fields].some((ids) => (ids as unknown[] | undefined)?.includes(row.pk));
  });
  return stages.length > 0 ? stages.map(({ pk }) => pk) : [null];
}

/** A time to the microsecond, in milliseconds. */
class Moment {
  readonly time: number;

  constructor(time: number) {
    this.time = time;
  }
}

function moment(value: unknown): number {
  const text = String(value).replace(" ", "T");
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`;
  const fraction = Number(`0.${/\.(\d+)/.exec(zoned)?.[1] ?? "0"}`) * 1000;
  return Date.parse(zoned.replace(/\.\d+/, "")) + fraction;
}

const same = (value: unknown, wanted: unknown) => {
  if (wanted instanceof Moment) return moment(value) === wanted.time;
  return value === wanted || (value === undefined && wanted === null);
};
const text = (value: unknown) => (value === null || value === undefined ? "" : String(value));

const lookups: Record<string, (value: unknown, wanted: unknown) => boolean> = {
  exact: same,
  iexact: (value, wanted) => text(value).toLowerCase() === text(wanted).toLowerCase(),
  icontains: (value, wanted) => text(value).toLowerCase().includes(text(wanted).toLowerCase()),
  startswith: (value, wanted) => text(value).startsWith(text(wanted)),
  isnull: (value, wanted) => (value === null || value === undefined) === wanted,
  in: same,
  lt: (value, wanted) => moment(value) < (wanted as Moment).time,
  gt: (value, wanted) => moment(value) > (wanted as Moment).time,
};

function bool(value: string): boolean | undefined {
  return { true: true, false: false }[value.toLowerCase()];
}

const checks: Record<string, Check> = {
  Char: (value) => value.trim(),
  CharIn: (value) => value.trim(),
  Boolean: (value) => bool(value),
  Number: (value) => {
    if (value.trim() === "" || Number.isNaN(Number(value))) throw new Unfit("Enter a number.");
    return Number(value);
  },
  UUID: (value) => {
    const id = uuid(value);
    if (id === undefined) throw new Unfit("Enter a valid UUID.");
    return id;
  },
  IsoDateTime: (value) => {
    if (!/^\d{4}-\d\d?-\d\d?([T ]\d|$)/.test(value.trim())) throw new Unfit("Enter a valid date/time.");
    const time = moment(value.trim());
    if (Number.isNaN(time)) throw new Unfit("Enter a valid date/time.");
    return new Moment(time);
  },
  Choice: choice,
  MultipleChoice: choice,
  ModelChoice: (value, filter, { context }) => model(value, filter, context.store, false),
  ModelMultipleChoice: (value, filter, { context }) => model(value, filter, context.store, true),
  AllValuesMultiple: (value, filter, { context }, path) => {
    const column = filter.field ?? "managed";
    const paths = context.store.models.paths(context.store.models.endpoints[path]?.model ?? "");
    if (!paths.some((one) => context.store.filter(one, { [column]: value }).length > 0)) throw notAmong(value);
    return value;
  },
};

function choice(value: string, filter: FilterModel): unknown {
  const found = filter.choices?.find((one) => String(one) === value);
  if (found === undefined) throw notAmong(value);
  return found;
}

function model(value: string, filter: FilterModel, store: Store, isMultiple: boolean): unknown {
  const label = filter.to as string;
  const { id: type, columns } = store.models.model(label);
  const by = filter.by && columns[filter.by] && !columns[filter.by]?.id ? filter.by : undefined;
  if (by) {
    const found = store.models.paths(label).some((kind) => store.filter(kind, { [by]: value }).length > 0);
    if (!found) throw notAmong(value);
    return value;
  }
  const missing = isMultiple
    ? notAmong(value)
    : new Unfit("Select a valid choice. That choice is not one of the available choices.");
  if (type === "integer") {
    if (!/^\s*-?\d+\s*$/.test(value)) throw isMultiple ? new Unfit(`“${value}” is not a valid value.`) : missing;
    if (!store.ofModel(label, Number(value))) throw missing;
    return Number(value);
  }
  const id = type === "uuid" ? uuid(value) : value;
  if (id === undefined) throw new Unfit(`“${value}” is not a valid UUID.`);
  const member = store.ofModel(label, id);
  // A binding's target is asked for by the id of its policy binding model alone.
  if (!member || (label === bindingModel && (member.row.policybindingmodel_ptr_id ?? id) !== id)) throw missing;
  return id;
}

/** Filters that Authentik computes. */
const methods: Record<string, (call: Call, value: unknown, path: string) => Test | undefined> = {
  filter_attributes: (_, value) => {
    const wanted = parsedAttributes(String(value));
    return (row) =>
      Object.entries(wanted).every(([key, one]) => {
        let inner: unknown = row.attributes;
        for (const part of key.split("__")) inner = (inner as Row | null | undefined)?.[part];
        return JSON.stringify(inner) === JSON.stringify(one);
      });
  },
  filter_is_superuser: ({ context }, value) => {
    return (row) => isSuperuser(context.store, row) === value;
  },
  filter_application__isnull: ({ context }, value) => {
    return ({ pk, backchannel_application: backchannel }) =>
      (context.store.find("core/applications", { provider: pk }) === undefined) === value ||
      (typeof backchannel === "string" && value === false);
  },
  filter_backchannel: (_, value) => (row) => (row.is_backchannel === true) === value,
  filter_has_jwks: (_, value) => (row) => {
    const keys = row.oidc_jwks as { keys?: unknown[] } | null;
    return !value || (keys !== null && Object.keys(keys).length > 0);
  },
  filter_has_key: (_, value) => (value ? (row) => row.key_data !== "" : undefined),
};

function parsedAttributes(value: string): Row {
  let wanted: unknown;
  try {
    wanted = JSON.parse(value);
  } catch {
    throw new Refusal(400, ["filter: failed to parse JSON"]);
  }
  if (wanted === null || typeof wanted !== "object" || Array.isArray(wanted)) {
    throw new Refusal(400, ["filter: value must be key:value mapping"]);
  }
  return wanted as Row;
}
