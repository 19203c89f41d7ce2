import type { Row, Store } from "../../store";
import { str } from "../python-values";
import { type Blueprint, type Entry, isObject, Tagged, Unreadable } from "./read";

/** What tags are resolved against. */
export interface Scope {
  store: Store;
  blueprint: Blueprint;
  entry: Entry;
  context: Row;
  /** The objects of entries that were applied, by the entry's id. */
  made: Map<unknown, { kind: string; row: Row }>;
  /** The items of the enumerations around, the innermost last. */
  items: { index: unknown; value: unknown }[];
}

/** A value of a blueprint with its tags resolved. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (value instanceof Tagged) return tags[value.tag]?.(value.value, scope) ?? null;
  if (Array.isArray(value)) return value.map((item) => resolve(item, scope));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolve(item, scope)]));
}

type Tag = (value: unknown, scope: Scope) => unknown;

const list = (value: unknown) => (Array.isArray(value) ? value : [value]);

const tags: Record<string, Tag> = {
  KeyOf: (value, scope) => {
    const { store, made, entry } = scope;
    const member = made.get(value);
    if (!member) throw new Unreadable(`KeyOf: failed to find entry with \`id\` of \`${value}\` and a model instance`);
    // What policies are bound to has an id of its own.
    const isTarget = entry.model === "authentik_policies.policybinding";
    const bindable = isTarget ? member.row.policybindingmodel_ptr_id : undefined;
    return bindable ?? member.row[store.idColumn(member.kind)];
  },
  Find: (value, scope) => {
    const found = find(value, scope);
    return found ? found.row[scope.store.idColumn(found.kind)] : null;
  },
  FindObject: (value, scope) => find(value, scope)?.row ?? null,
  Context: (value, scope) => {
    const [name, otherwise = null] = list(value);
    const key = str(resolve(name, scope));
    return key in scope.context ? resolve(scope.context[key], scope) : resolve(otherwise, scope);
  },
  Env: (value, scope) => resolve(list(value)[1] ?? null, scope),
  File: (value, scope) => resolve(list(value)[1] ?? null, scope),
  Format: (value, scope) => {
    const [format, ...items] = list(value).map((item) => resolve(item, scope));
    return String(format).replace(/%[sd]/g, () => str(items.shift()));
  },
  ParseJSON: (value, scope) => JSON.parse(String(resolve(value, scope))),
  Condition: (value, scope) => {
    const [mode, ...items] = list(value).map((item) => resolve(item, scope));
    const truths = items.map(Boolean);
    const count = truths.filter(Boolean).length;
    const modes: Record<string, boolean> = {
      AND: count === truths.length,
      NAND: count !== truths.length,
      OR: count > 0,
      NOR: count === 0,
      XOR: count % 2 === 1,
      XNOR: count % 2 === 0,
    };
    return modes[String(mode).toUpperCase()] ?? false;
  },
  If: (value, scope) => {
    if (!Array.isArray(value)) return Boolean(resolve(value, scope));
    const [condition, yes = true, no = false] = value;
    return resolve(resolve(condition, scope) ? yes : no, scope);
  },
  Enumerate: (value, scope) => {
    const [iterable, kind, node] = list(value);
    const items = resolve(iterable, scope);
    const pairs = Array.isArray(items) ? [...items.entries()] : Object.entries((items as Row | null) ?? {});
    const results = pairs.map(([index, item]) =>
      resolve(node, { ...scope, items: [...scope.items, { index, value: item }] }),
    );
    return String(kind).toUpperCase() === "MAP" ? Object.fromEntries(results as [string, unknown][]) : results;
  },
  Index: (value, { items }) => items.at(-1 - Number(value))?.index,
  Value: (value, { items }) => items.at(-1 - Number(value))?.value,
  AtIndex: (value, scope) => {
    const [object, index, otherwise = null] = list(value).map((item) => resolve(item, scope));
    return (object as Row | null)?.[String(index)] ?? otherwise;
  },
};

function find(value: unknown, scope: Scope): { kind: string; row: Row } | undefined {
  const [model, ...conditions] = list(value);
  const { store } = scope;
  const wanted = conditions.map((pair) => list(pair).map((item) => resolve(item, scope)) as [string, unknown]);
  for (const kind of store.models.paths(String(resolve(model, scope)).toLowerCase())) {
    const columns = wanted.map(([name, one]) => [
      name === "pk" ? store.idColumn(kind) : store.models.column(kind, name),
      one,
    ]);
    const row = store.find(kind, Object.fromEntries(columns));
    if (row) return { kind, row };
  }
  return undefined;
}
