import { compareReleases, type Field, type Kind, type Lifetime, type Release } from "../authentik/catalogue";
import {
  computedCandidates,
  integerReferences,
  isIncluded,
  isOrdered,
  isSecret,
  naturalKeys,
  ownIds,
  referencedField,
  referencedKinds,
  replacing,
} from "./kinds";
import type { Schema, SchemaDocument, SchemaKind } from "./schema";

/** What the generator knows of a field beyond the catalogue: the text for its doc comment. */
export interface Descriptions {
  [kind: string]: { kind?: string; fields: Record<string, string> };
}

/** The catalogue of all releases, from one schema for each. */
export function buildCatalogue(documents: Record<Release, SchemaDocument>): {
  releases: Release[];
  kinds: Record<string, Kind>;
  descriptions: Descriptions;
} {
  const releases = Object.keys(documents).sort(compareReleases);
  const byRelease = new Map(releases.map((release) => [release, kindsOf(documents[release] as SchemaDocument)]));
  const paths = [...new Set(releases.flatMap((release) => [...(byRelease.get(release)?.keys() ?? [])]))].sort();

  const descriptions: Descriptions = {};
  const kinds: Record<string, Kind> = {};
  for (const path of paths) {
    const versions = releases.flatMap((release) => {
      const kind = byRelease.get(release)?.get(path);
      return kind ? [{ release, kind, document: documents[release] as SchemaDocument }] : [];
    });
    const newest = versions[versions.length - 1] as (typeof versions)[number];
    const fields = mergeFields(
      versions.map(({ release, kind, document }) => ({ release, value: fieldsOf(kind, document) })),
    );
    const id = idField(path, fields);
    kinds[path] = {
      kind: path,
      name: newest.kind.name,
      ...lifetime(
        versions.map((v) => v.release),
        releases,
      ),
      id,
      lookup: lookupField(newest.kind, fields, id),
      key: naturalKeys[path] ?? (fields.slug ? ["slug"] : ["name"]),
      computed: [id, ...computedCandidates.filter((name) => name !== id && fields[name] && !fields[name].writeOnly)],
      fields,
      filters: [...new Set(versions.flatMap((v) => v.kind.filters))].sort(),
    };
    descriptions[path] = {
      fields: Object.assign({}, ...versions.map((v) => fieldDescriptions(v.kind))) as Record<string, string>,
    };
  }
  return { releases, kinds, descriptions };

  function kindsOf(document: SchemaDocument): Map<string, SchemaKind> {
    return new Map(
      document
        .kinds()
        .filter(({ kind }) => isIncluded(kind))
        .map((kind) => [kind.kind, kind]),
    );
  }
}

/** What a set of releases says of each field, as one. */
function mergeFields(versions: Version<Record<string, Field>>[]): Record<string, Field> {
  const merged: Record<string, Field> = {};
  const having = versions.map(({ release }) => release);
  for (const name of new Set(versions.flatMap(({ value }) => Object.keys(value)))) {
    const present = versions.flatMap(({ release, value }) => (value[name] ? [{ release, value: value[name] }] : []));
    merged[name] = { ...mergeField(present), ...lifetime(releasesOf(present), having) };
  }
  return merged;
}

/** The newest form of a field, with what other releases have or lack. */
function mergeField(versions: Version<Field>[]): Field {
  const newest = versions[versions.length - 1]?.value as Field;
  const field: Field = { ...newest, ...mergeFlag("required", versions) };
  // Where the newest release takes no value, older schemas only seem to.
  if (!newest.readOnly) Object.assign(field, mergeFlag("readOnly", versions));
  const items = versions.flatMap(({ release, value }) => (value.items ? [{ release, value: value.items }] : []));
  if (newest.items) field.items = mergeField(items);
  if (newest.fields)
    field.fields = mergeFields(versions.map(({ release, value }) => ({ release, value: value.fields ?? {} })));
  if (newest.choices) Object.assign(field, mergeChoices(versions));
  return field;
}

function mergeFlag(flag: "required" | "readOnly", versions: Version<Field>[]): Partial<Field> {
  const having = releasesOf(versions.filter(({ value }) => value[flag]));
  return { [flag]: having.length === versions.length ? true : having.length > 0 ? having : undefined };
}

function mergeChoices(versions: Version<Field>[]): Partial<Field> {
  const all = [...new Set(versions.flatMap(({ value }) => value.choices ?? []))];
  const having = releasesOf(versions);
  const lifetimes: Record<string, Lifetime> = {};
  for (const choice of all) {
    const span = lifetime(releasesOf(versions.filter(({ value }) => value.choices?.includes(choice))), having);
    if (span.since || span.until) lifetimes[String(choice)] = span;
  }
  return { choices: all, ...(Object.keys(lifetimes).length > 0 && { choiceLifetimes: lifetimes }) };
}

interface Version<T> {
  release: Release;
  value: T;
}

function releasesOf(versions: Version<unknown>[]): Release[] {
  return versions.map(({ release }) => release);
}

function lifetime(present: Release[], all: Release[]): Lifetime {
  const first = present[0];
  const last = present[present.length - 1];
  return {
    ...(first !== all[0] && { since: first }),
    ...(last !== all[all.length - 1] && { until: last }),
  };
}

function fieldsOf(kind: SchemaKind, document: SchemaDocument): Record<string, Field> {
  const request = kind.request.properties ?? {};
  const response = kind.response.properties ?? {};
  const required = new Set(kind.request.required ?? []);
  const fields: Record<string, Field> = {};
  for (const [name, schema] of Object.entries({ ...response, ...request })) {
    const field = toField(schema, document);
    // The request part of the schema leaves out what is read-only, so what only a response has is read-only.
    if (!request[name]) field.readOnly = true;
    else delete field.readOnly;
    if (request[name] && !response[name]) field.writeOnly = true;
    if (required.has(name)) field.required = true;
    if (isSecret(name) && !field.readOnly && field.type === "string") field.secret = true;
    if (replacing[kind.kind]?.includes(name)) field.replaces = true;
    if (field.readOnly) {
      delete field.fields;
      if (field.items) delete field.items.fields;
    } else {
      markReference(kind.kind, name, field);
      if (field.type === "list" && !isOrdered(kind.kind, name)) field.set = true;
    }
    fields[name] = field;
  }
  return fields;
}

function markReference(kind: string, name: string, field: Field): void {
  const value = field.items ?? field;
  const isReference =
    value.type === "integer" ? integerReferences.has(name) : value.format === "uuid" && !ownIds.has(name);
  if (!isReference) return;
  field.ref = referencedKinds(kind, name);
  if (!field.ref) throw new Error(`${kind}.${name} is a reference, and kinds.ts does not say to what.`);
  const via = referencedField(kind, name);
  if (via) field.via = via;
}

function toField(input: Schema, document: SchemaDocument): Field {
  const schema = document.resolve(input);
  const field: Field = { type: fieldType(schema) };
  if (schema.oneOf) {
    const options = schema.oneOf.map((option) => document.resolve(option));
    field.choices = options.flatMap((option) => (option.enum ?? []).filter((choice) => choice !== null));
    field.type = field.choices.every((choice) => typeof choice === "number") ? "integer" : "string";
  }
  if (schema.enum) field.choices = schema.enum.filter((choice) => choice !== null);
  if (field.type === "list") field.items = toField(schema.items ?? {}, document);
  if (field.type === "object") {
    field.fields = {};
    const required = new Set(schema.required ?? []);
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      field.fields[name] = { ...toField(property, document), ...(required.has(name) && { required: true as const }) };
    }
  }
  for (const flag of ["readOnly", "writeOnly", "nullable"] as const) if (schema[flag]) field[flag] = true;
  for (const name of ["format", "default", "minLength", "maxLength", "minimum", "maximum", "pattern"] as const) {
    if (schema[name] !== undefined) Object.assign(field, { [name]: schema[name] });
  }
  return field;
}

function fieldType(schema: Schema): Field["type"] {
  if (schema.type === "array") return "list";
  if (schema.type === "object") return schema.properties ? "object" : "json";
  if (schema.type === "string" || schema.type === "integer" || schema.type === "number") return schema.type;
  if (schema.type === "boolean") return "boolean";
  return schema.enum ? "string" : "json";
}

function idField(kind: string, fields: Record<string, Field>): string {
  const id = ["pk", "brand_uuid", "pbm_uuid", "uuid", "id"].find((name) => fields[name]?.readOnly === true);
  if (!id) throw new Error(`${kind} has no field that could be its id.`);
  return id;
}

function lookupField(kind: SchemaKind, fields: Record<string, Field>, id: string): string {
  return fields[kind.lookupParameter] && !fields[kind.lookupParameter]?.readOnly ? kind.lookupParameter : id;
}

function fieldDescriptions(kind: SchemaKind): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, schema] of Object.entries({ ...kind.response.properties, ...kind.request.properties })) {
    const text = schema.description ?? schema.title;
    if (text) texts[name] = text;
  }
  return texts;
}
