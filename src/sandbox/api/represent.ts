import type { FieldModel, SerializerModel } from "../models";
import type { Id, Row, Store } from "../store";
import type { Call } from "./api-context";
import { departuresFor } from "./departures";

const absent = Symbol("not shown");

/** An object as its endpoint shows it. */
export function represent(call: Call, path: string, row: Row): Row {
  const { store } = call.context;
  const name = store.models.endpoints[path]?.serializer;
  return name ? representAs(call, path, row, store.models.serializer(name)) : row;
}

/** An object as a serializer shows it, its own or that of a family or of a reference to it. */
export function representAs(call: Call, path: string, row: Row, serializer: SerializerModel): Row {
  const shown: Row = {};
  const departures = departuresFor(path, call);
  for (const [name, field] of Object.entries(serializer.fields)) {
    if (field.writeOnly) continue;
    const show = departures.find((departure) => departure.shown?.[name])?.shown?.[name];
    const value = show ? show(row, call, path) : shownValue(call, path, row, name, field);
    if (value !== absent) shown[name] = value;
  }
  return shown;
}

function shownValue(call: Call, path: string, row: Row, name: string, field: FieldModel): unknown {
  if (field.kind === "object" || field.kind === "objects") return related(call, path, row, name, field);
  if (field.source?.includes(".")) return distant(call, path, row, field);
  if (name === "pk" && row.pk === undefined) return row[call.context.store.idColumn(path)];
  if (field.kind === "references") {
    return row[name] ?? [];
  }
  return row[name] ?? (field.kind === "choice" && field.blank ? "" : null);
}

/** A relation to many has no order of its own: the database answers in that of the other table. */
export function inTableOrder(store: Store, label: string | undefined, ids: Id[]): Id[] {
  if (!label || ids.length < 2) return ids;
  const wanted = new Set(ids);
  const ordered: Id[] = [];
  for (const path of store.models.paths(label)) {
    const column = store.idColumn(path);
    for (const row of store.rows(path)) if (wanted.has(row[column] as Id)) ordered.push(row[column] as Id);
  }
  return ordered;
}

function related(call: Call, path: string, row: Row, name: string, field: FieldModel): unknown {
  const { store } = call.context;
  const serializer = store.models.serializer(field.serializer as string);
  const source = store.models.column(path, field.source ?? name);
  const value = row[source];
  if (!serializer.model) return value ?? (field.kind === "objects" ? [] : null);
  const label = serializer.model;
  const show = (id: Id) => {
    const member = store.ofModel(label, id);
    return member ? representAs(call, member.kind, member.row, serializer) : null;
  };
  if (field.kind === "object") return value === null || value === undefined ? null : show(value as Id);
  return ((value as Id[] | undefined) ?? []).map(show);
}

/** A column of another object, `parent.name`: left out where there is no other object, as Django does for read-only fields. */
function distant(call: Call, path: string, row: Row, field: FieldModel): unknown {
  const { store } = call.context;
  const [relation = "", column = ""] = (field.source as string).split(".");
  const label = store.models.modelOf(path)?.columns[relation]?.to;
  const id = row[store.models.column(path, relation)] as Id | null | undefined;
  if (label === undefined) return null;
  if (id === null || id === undefined) return field.nullable ? null : absent;
  return store.ofModel(label, id)?.row[column] ?? null;
}
