import { compareReleases, type Release } from "../../authentik/catalogue";
import { type Words, wordsOf } from "../words";
import base from "./2025.10.generated.json";
import { forRelease } from "./release";
import type { ColumnModel, EndpointModel, FieldModel, ModelsData, ObjectModel, SerializerModel } from "./types";

export type * from "./types";

/** A relation from a row to another: which table's column points at which model. */
export interface Relation {
  path: string;
  /** The column of the row. */
  column: string;
  about: ColumnModel;
}

/** What Authentik knows of its own objects in one release: endpoints, serializers, tables and how they hang together. */
export class Models {
  readonly version: string;
  readonly release: Release;
  readonly words: Words;
  readonly endpoints: Readonly<Record<string, EndpointModel>>;
  readonly #data: ModelsData;
  readonly #paths = new Map<string, string[]>();
  readonly #relations = new Map<string, Relation[]>();

  constructor(data: ModelsData, release: Release) {
    this.#data = data;
    this.release = release;
    this.words = wordsOf(release);
    this.version = data.version;
    this.endpoints = data.endpoints;
    for (const [path, endpoint] of Object.entries(data.endpoints)) {
      if (endpoint.model && isTable(path, endpoint)) this.#note(path, endpoint.model);
    }
  }

  /** Whether something that came with a release is there. */
  has(since: Release): boolean {
    return compareReleases(this.release, since) >= 0;
  }

  /** The model of a path's objects. */
  modelOf(path: string): ObjectModel | undefined {
    const label = this.endpoints[path]?.model;
    return label ? this.#data.models[label] : undefined;
  }

  model(label: string): ObjectModel {
    const model = this.#data.models[label];
    if (!model) throw new Error(`'${label}' is no model of Authentik ${this.version}.`);
    return model;
  }

  serializer(name: string): SerializerModel {
    const serializer = this.#data.serializers[name];
    if (!serializer) throw new Error(`'${name}' is no serializer of Authentik ${this.version}.`);
    return serializer;
  }

  /** The paths whose rows are of this model or of one derived from it. */
  paths(label: string): readonly string[] {
    return this.#paths.get(label) ?? [];
  }

  /** The path whose rows are of exactly this model, as `meta_model_name` names it. */
  pathOf(label: string): string | undefined {
    return this.paths(label).find((path) => this.endpoints[path]?.model === label);
  }

  /** A model's label and those it is derived from. */
  lineage(path: string): string[] {
    const label = this.endpoints[path]?.model;
    return label ? [label, ...(this.#data.models[label]?.parents ?? [])] : [];
  }

  /** What points at a model, in all tables. */
  relations(label: string): readonly Relation[] {
    return this.#relations.get(label) ?? [];
  }

  /** The name that a model's column has in the rows of a path: the name of the field that shows it. */
  column(path: string, column: string): string {
    const name = this.endpoints[path]?.serializer;
    const fields = name ? this.serializer(name).fields : {};
    if (fields[column] && (fields[column].source ?? column) === column) return column;
    const shown = Object.entries(fields).find(([, field]) => field.source === column && isPlain(field));
    return shown?.[0] ?? column;
  }

  #note(path: string, label: string): void {
    const model = this.model(label);
    for (const ancestor of [label, ...(model.parents ?? [])]) {
      this.#paths.set(ancestor, [...(this.#paths.get(ancestor) ?? []), path]);
    }
    for (const [name, about] of Object.entries(model.columns)) {
      if (!about.to || about.through) continue;
      const column = this.column(path, name);
      const relations = this.#relations.get(about.to) ?? [];
      this.#relations.set(about.to, [...relations, { path, column, about }]);
    }
  }
}

function isPlain(field: FieldModel): boolean {
  if (field.kind === "object" || field.kind === "objects") return !field.readOnly;
  return field.kind !== "method" && !field.source?.includes(".");
}

/** Lists over a family, a user's own devices and an outpost's view show rows that live elsewhere. */
function isTable(path: string, endpoint: EndpointModel): boolean {
  // Sources alone have a member that is of no particular kind: the users of Authentik itself.
  if (path === "sources/all") return true;
  if (/(^|\/)all$/.test(path) || /^outposts\/(ldap|proxy|radius)$/.test(path)) return false;
  if (/^authenticators\/(?!admin\/)/.test(path) || /^rbac\/permissions\/assigned_by/.test(path)) return false;
  return endpoint.model !== undefined;
}

const cache = new Map<Release, Models>();

/** The models of a release: those that were read from 2025.10, with what the catalogue says changed since. */
export function modelsOf(release: Release): Models {
  let models = cache.get(release);
  if (!models) {
    models = new Models(forRelease(base as unknown as ModelsData, release), release);
    cache.set(release, models);
  }
  return models;
}
