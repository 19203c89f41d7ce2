import { type Field, idFieldOf, kinds } from "../authentik/catalogue";
import type { ApiObject } from "../authentik/client";
import { AuthentikError } from "../authentik/errors";
import type { Snapshot } from "../authentik/snapshot";
import { unknown } from "./values";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** References between objects: by natural key in programs, by id in Authentik. */
export class References {
  /** What has been found by its name, by kind and id. */
  readonly #used = new Set<string>();

  constructor(private readonly snapshot: Snapshot) {}

  /** The ids behind a reference, or behind each item of a list of them. */
  async toIds(field: Field, value: unknown): Promise<unknown> {
    if (!field.ref) return value;
    if (Array.isArray(value)) return Promise.all(value.map((item) => this.#toId(field, item)));
    return this.#toId(field, value);
  }

  /** Whether something in this run refers to an object by its name. */
  isUsed(kind: string, id: string): boolean {
    const family = `${kind.slice(0, kind.indexOf("/"))}/all`;
    return this.#used.has(`${kind} ${id}`) || this.#used.has(`${family} ${id}`);
  }

  /** The natural keys behind ids, for a person to read; an id that leads nowhere stays. */
  async toKeys(field: Field, value: unknown): Promise<unknown> {
    if (!field.ref) return value;
    if (Array.isArray(value)) return Promise.all(value.map((item) => this.#toKey(field, item)));
    return this.#toKey(field, value);
  }

  async #toId(field: Field, value: unknown): Promise<unknown> {
    if (value === null || value === unknown || typeof value === "number") return value;
    const text = String(value);
    const isInteger = (field.items ?? field).type === "integer";
    if (!isInteger && uuid.test(text)) return field.via ? this.#through(field, text) : text;
    const found = await this.#named(field, text);
    const [only] = found;
    if (only && found.length === 1) {
      this.#used.add(`${only.kind} ${only.object[idFieldOf(only.kind)]}`);
      return only.object[columnFor(field, only.kind, only.object)];
    }
    // A user may be called 8: an id is what no name is.
    if (!only && isInteger && /^\d+$/.test(text)) return Number(text);
    const kindNames = field.ref?.join(" or ");
    throw new AuthentikError(
      only ? "CONFLICT" : "NOT_FOUND",
      only
        ? `'${text}' names ${found.length} objects of ${kindNames}. Give the id of the one that is meant.`
        : `There is no '${text}' in ${kindNames}. Declare it in the program, or check its spelling.`,
    );
  }

  async #toKey(field: Field, value: unknown): Promise<unknown> {
    if (value === null || value === undefined) return value;
    for (const kind of field.ref ?? []) {
      for (const object of await this.snapshot.all(kind)) {
        if (String(object[columnFor(field, kind, object)]) === String(value)) return object[keyColumn(kind, object)];
      }
    }
    return value;
  }

  /** The value that stands for an object in a reference which holds not its id but another of its fields. */
  async #through(field: Field, id: string): Promise<unknown> {
    for (const kind of field.ref ?? []) {
      const object = await this.snapshot.byId(kind, id);
      if (object) return object[columnFor(field, kind, object)];
    }
    return id;
  }

  /** The objects with this natural key, or else those that Authentik manages under this name. */
  async #named(field: Field, text: string): Promise<Named[]> {
    const objects = await Promise.all(
      (field.ref ?? []).map(async (kind) => (await this.snapshot.all(kind)).map((object) => ({ kind, object }))),
    );
    const candidates = objects.flat();
    const exact = candidates.filter(({ kind, object }) => object[keyColumn(kind, object)] === text);
    if (exact.length > 0) return exact;
    return candidates.filter(({ object }) => isManagedAs(object.managed, text));
  }
}

interface Named {
  kind: string;
  object: ApiObject;
}

/** Authentik's own scope mappings have long names for people, and are known by their scopes: `openid`. */
function isManagedAs(managed: unknown, text: string): boolean {
  return typeof managed === "string" && (managed === text || managed.endsWith(`/scope-${text}`));
}

function columnFor(field: Field, kind: string, object: ApiObject): string {
  return field.via && object[field.via] !== undefined ? field.via : idFieldOf(kind);
}

/** The field by which a person names an object: a kind's natural key, or in lists of a whole family slug or name. */
function keyColumn(kind: string, object: ApiObject): string {
  const key = kinds[kind]?.key;
  if (key?.length === 1 && key[0]) return key[0];
  return object.slug === undefined ? "name" : "slug";
}
