import { isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";

/** A value of a blueprint that is computed when its entry is applied: `!Find [...]`. */
export class Tagged {
  readonly tag: string;
  readonly value: unknown;

  constructor(tag: string, value: unknown) {
    this.tag = tag;
    this.value = value;
  }
}

export interface Entry {
  model: unknown;
  id?: unknown;
  state: unknown;
  conditions: unknown[];
  identifiers: Record<string, unknown>;
  attrs: Record<string, unknown>;
}

export interface Blueprint {
  version: number;
  metadata?: { name: string; labels: Record<string, string> };
  context: Record<string, unknown>;
  entries: Entry[];
}

/** A file that is no blueprint at all: Authentik's own code fails over it. */
export class Unreadable extends Error {}

const states = ["present", "created", "must_created", "absent"];

export function readBlueprint(text: string): Blueprint {
  const document = parseDocument(text, { merge: true, version: "1.1", logLevel: "silent" });
  if (document.errors.length > 0) throw new Unreadable(document.errors[0]?.message);
  const read = plain(document.contents as Node | null);
  const file = isObject(read) ? read : {};
  const entries = Array.isArray(file.entries)
    ? file.entries
    : Object.values(isObject(file.entries) ? file.entries : {}).flat();
  return {
    version: typeof file.version === "number" ? file.version : 1,
    metadata: isObject(file.metadata)
      ? { name: String(file.metadata.name), labels: (file.metadata.labels as Record<string, string> | undefined) ?? {} }
      : undefined,
    context: isObject(file.context) ? file.context : {},
    entries: entries.filter(isObject).map(entryOf),
  };
}

function entryOf(entry: Record<string, unknown>): Entry {
  const state = entry.state ?? "present";
  if (!(state instanceof Tagged) && !states.includes(String(state))) throw new Unreadable(`'${state}' is no state`);
  return {
    ...{ model: entry.model, id: entry.id, state, conditions: (entry.conditions as unknown[] | undefined) ?? [] },
    identifiers: isObject(entry.identifiers) ? entry.identifiers : {},
    attrs: isObject(entry.attrs) ? entry.attrs : {},
  };
}

/** A node with its tags kept. */
function plain(node: Node | null | undefined): unknown {
  const value = untagged(node);
  const tag = node?.tag;
  return tag?.startsWith("!") && !tag.startsWith("!!") ? new Tagged(tag.slice(1), value) : value;
}

function untagged(node: Node | null | undefined): unknown {
  if (isSeq(node)) return node.items.map((item) => plain(item as Node));
  if (isMap(node)) {
    return Object.fromEntries(node.items.map(({ key, value }) => [String(plain(key as Node)), plain(value as Node)]));
  }
  if (isScalar(node)) return node.value;
  return node?.toJSON?.() ?? null;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Tagged);
}
