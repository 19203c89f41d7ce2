import data from "./catalogue.generated.json";

/** A release of Authentik as the catalogue counts it: year and month, without the patch. */
export type Release = string;

/** When a kind, a field or a choice exists; an absent bound means "in every release of the catalogue on that side". */
export interface Lifetime {
  /** The first release that has it. */
  since?: Release;
  /** The last release that has it. */
  until?: Release;
}

export type FieldType = "string" | "integer" | "number" | "boolean" | "json" | "list" | "object";

/** One field of a kind, named as Authentik names it. */
export interface Field extends Lifetime {
  type: FieldType;
  /** Of a list: what its items are. */
  items?: Field;
  /** Of an object: its fields. */
  fields?: Record<string, Field>;
  /** `uuid`, `uri`, `email`, `date-time`, … as in the schema. */
  format?: string;
  /** The values allowed; a choice that is not in every release is in `choiceLifetimes` as well. */
  choices?: (string | number)[];
  choiceLifetimes?: Record<string, Lifetime>;
  /** Needed to create an object; a list when only some releases need it. */
  required?: true | Release[];
  /** Set by Authentik alone; a list when only in some releases. */
  readOnly?: true | Release[];
  /** Accepted, never shown again. */
  writeOnly?: true;
  nullable?: true;
  /** Only where the schema states one. */
  default?: unknown;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  /** The kinds of object that the value (or each item) is the id of; `stages/all` stands for every kind of stage. */
  ref?: string[];
  /** Of a reference: the field of the other object that the value holds, where that object has it; else its id. */
  via?: string;
  /** Of a list: its order carries no meaning. */
  set?: true;
  /** Never to be shown. */
  secret?: true;
  /** A change makes a new object. */
  replaces?: true;
}

/** One kind of object: everything that is known about it, as data. */
export interface Kind extends Lifetime {
  /** The path below `/api/v3/`, without slashes at its ends: `core/applications`. */
  kind: string;
  /** Authentik's own name for it, and the name of its class: `Application`. */
  name: string;
  /** The field that stays the same for an object's whole life. It becomes the Pulumi id. */
  id: string;
  /** The field whose value stands in the object's URL. */
  lookup: string;
  /** The fields that tell an object from all others of its kind to a person, and in Authentik. */
  key: string[];
  /** The response's fields kept beside the inputs: ids others refer to, and what the server picks. */
  computed: string[];
  fields: Record<string, Field>;
  /** The query parameters of the list. */
  filters: string[];
}

interface CatalogueData {
  releases: Release[];
  kinds: Record<string, Kind>;
}

const catalogue = data as unknown as CatalogueData;

/** The releases that the catalogue knows, oldest first. */
export const releases: readonly Release[] = catalogue.releases;

/** Every kind, by its path. */
export const kinds: Readonly<Record<string, Kind>> = Object.assign(Object.create(null), catalogue.kinds);

/** The kind at `path`, or an error that names those there are. */
export function kindOf(path: string): Kind {
  const kind = kinds[path];
  if (!kind) throw new Error(`'${path}' is no kind of Authentik object. Known are: ${Object.keys(kinds).join(", ")}.`);
  return kind;
}

// Lists that references lead to, though they are no kinds of this catalogue, and whose ids have names of their own.
const otherIds: Record<string, string> = {
  "endpoints/connectors": "connector_uuid",
  "stages/authenticator/webauthn_device_types": "aaguid",
};

/** The field that holds an object's id, in the list at `path`: a kind's, or one that only references lead to. */
export function idFieldOf(path: string): string {
  return kinds[path]?.id ?? otherIds[path] ?? "pk";
}

/** The catalogue's release for a version that a server reports: `2025.10.0-rc1` → `2025.10`. */
export function releaseOf(version: string): Release {
  return /^\d+\.\d+/.exec(version)?.[0] ?? version;
}

/** Orders releases by time. */
export function compareReleases(a: Release, b: Release): number {
  const [ay = 0, am = 0] = a.split(".").map(Number);
  const [by = 0, bm = 0] = b.split(".").map(Number);
  return ay - by || am - bm;
}

/** Whether something with this lifetime exists in a release. */
export function existsIn(lifetime: Lifetime, release: Release): boolean {
  if (lifetime.since && compareReleases(release, lifetime.since) < 0) return false;
  return !(lifetime.until && compareReleases(release, lifetime.until) > 0);
}

/** Whether a create in this release needs the field. */
export function requiredIn(field: Field, release: Release): boolean {
  return isFlagged(field.required, release);
}

/** Whether Authentik alone sets the field in this release. */
export function readOnlyIn(field: Field, release: Release): boolean {
  return isFlagged(field.readOnly, release);
}

function isFlagged(flag: true | Release[] | undefined, release: Release): boolean {
  return Array.isArray(flag) ? flag.includes(release) : flag === true;
}

/** The fields that a stack can set in some release, by Authentik's names. */
export function writableFields(kind: Kind): [name: string, field: Field][] {
  return Object.entries(kind.fields).filter(([, field]) => field.readOnly !== true);
}
