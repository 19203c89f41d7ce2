import {
  existsIn,
  type Field,
  type Kind,
  kinds,
  type Release,
  readOnlyIn,
  requiredIn,
} from "../../authentik/catalogue";
import { applyChanges } from "./changes";
import type { EndpointModel, FieldModel, ModelsData, ObjectModel, SerializerModel } from "./types";

/** The release that the models were read from; its release candidate, to the letter. */
const known: Release = "2025.10";

/** The models as another release has them: kinds and fields that the catalogue says came or went. */
export function forRelease(data: ModelsData, release: Release): ModelsData {
  if (release === known) return data;
  const other: ModelsData = { ...data, version: `${release}.0`, endpoints: { ...data.endpoints } };
  other.serializers = { ...data.serializers };
  other.models = { ...data.models };
  for (const kind of Object.values(kinds)) {
    const endpoint = data.endpoints[kind.kind];
    if (!existsIn(kind, release)) delete other.endpoints[kind.kind];
    else if (endpoint) changed(other, kind, endpoint, release);
    else added(other, kind, release);
  }
  applyChanges(other, release);
  return other;
}

function changed(data: ModelsData, kind: Kind, endpoint: EndpointModel, release: Release): void {
  if (!endpoint.serializer || !endpoint.model) return;
  const serializer = data.serializers[endpoint.serializer] as SerializerModel;
  const model = data.models[endpoint.model] as ObjectModel;
  const fields: Record<string, FieldModel> = {};
  const columns = { ...model.columns };
  for (const [name, field] of Object.entries(kind.fields)) {
    if (!existsIn(field, release)) continue;
    const before = serializer.fields[name];
    const isSame = before !== undefined && (before.readOnly === true) === readOnlyIn(field, release);
    fields[name] = isSame ? withChanges(before, field, release) : fieldModel(field, release, data);
    if (!isSame && !readOnlyIn(field, release)) columns[name] = columnModel(field, data);
  }
  data.serializers[endpoint.serializer] = { ...serializer, fields };
  data.models[endpoint.model] = { ...model, columns };
}

function withChanges(before: FieldModel, field: Field, release: Release): FieldModel {
  const required = before.readOnly ? undefined : requiredIn(field, release) || undefined;
  const choices = before.choices && field.choices ? choicesIn(field, release) : before.choices;
  return { ...before, required, choices };
}

function choicesIn(field: Field, release: Release): (string | number)[] {
  return (field.choices ?? []).filter((choice) => existsIn(field.choiceLifetimes?.[choice] ?? {}, release));
}

function added(data: ModelsData, kind: Kind, release: Release): void {
  const family = kind.kind.split("/")[0] as string;
  const parent = { stages: "authentik_flows.stage", policies: "authentik_policies.policy" }[family];
  const label = `authentik_${kind.kind.replaceAll("/", "_")}.${kind.name.toLowerCase()}`;
  const fields = Object.entries(kind.fields).filter(([, field]) => existsIn(field, release));
  data.endpoints[kind.kind] = {
    model: label,
    serializer: label,
    lookup: kind.lookup,
    actions: ["list", "create", "retrieve", "update", "partial_update", "destroy"],
    more: { used_by: { detail: true, methods: ["get"] } },
    ordering: ["name"],
    search: ["name"],
    filters: Object.fromEntries(
      kind.filters.filter((name) => kind.fields[name]).map((name) => [name, { kind: "Char" }]),
    ),
  };
  data.serializers[label] = {
    model: label,
    fields: Object.fromEntries(fields.map(([name, field]) => [name, fieldModel(field, release, data)])),
  };
  const verbose = kind.name.replace(/(?<=[a-z])(?=[A-Z])/g, " ");
  data.models[label] = {
    name: kind.name,
    app: label.split(".")[0] as string,
    verbose: [verbose, `${verbose}s`],
    parents: parent ? [parent] : [],
    id: "uuid",
    columns: Object.fromEntries(fields.map(([name, field]) => [name, columnModel(field, data)])),
  };
}

const plainKinds: Record<string, FieldModel["kind"]> = {
  string: "string",
  integer: "integer",
  number: "number",
  boolean: "boolean",
  json: "json",
  list: "list",
  object: "json",
};

function fieldModel(field: Field, release: Release, data: ModelsData): FieldModel {
  const to = referenced(field, data);
  const readOnly = readOnlyIn(field, release) || undefined;
  return {
    kind: kindOf(field, to),
    readOnly,
    writeOnly: field.writeOnly,
    required: requiredIn(field, release) && !readOnly ? true : undefined,
    nullable: field.nullable,
    blank: field.minLength ? undefined : true,
    max_length: field.maxLength,
    min_value: field.minimum,
    max_value: field.maximum,
    choices: field.choices && choicesIn(field, release),
    items: field.items && !to ? fieldModel(field.items, release, data) : undefined,
    to,
  };
}

function kindOf(field: Field, to: string | undefined): FieldModel["kind"] {
  if (to) return field.type === "list" ? "references" : "reference";
  if (field.choices) return "choice";
  if (field.format === "date-time") return "time";
  if (field.format === "uuid") return "uuid";
  return plainKinds[field.type] ?? "json";
}

function referenced(field: Field, data: ModelsData): string | undefined {
  return field.ref?.map((path) => data.endpoints[path]?.model).find((label) => label !== undefined);
}

function columnModel(field: Field, data: ModelsData): ObjectModel["columns"][string] {
  const to = referenced(field, data);
  if (field.type === "list") return to ? { to, many: true, default: [] } : { default: field.default ?? [] };
  const empty = { string: field.choices ? (field.choices[0] ?? "") : "", boolean: false, integer: 0, number: 0 };
  const fallback = field.nullable || to ? null : (empty[field.type as keyof typeof empty] ?? {});
  return { to, gone: to ? "null" : undefined, default: field.default ?? fallback };
}
