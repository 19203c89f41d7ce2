import type { Registration } from "./registration";
import type { ResourceState } from "./state";
import { equal, type PropertyMap } from "./values";

export interface Result {
  id?: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
  initErrors?: string[];
}

/** The state of a resource as the program wants it. */
export function newState(
  urn: string,
  wanted: Registration,
  provider: string | undefined,
  old: ResourceState | undefined,
  result: Result,
): ResourceState {
  const now = new Date().toISOString();
  return {
    urn,
    custom: wanted.custom,
    ...(result.id && { id: result.id }),
    type: wanted.type,
    ...optional("inputs", result.inputs),
    ...optional("outputs", result.outputs),
    ...(wanted.parent && { parent: wanted.parent }),
    ...(wanted.protect && { protect: true }),
    ...optional("dependencies", wanted.dependencies),
    ...optional("initErrors", result.initErrors ?? []),
    ...(provider && { provider }),
    ...optional("propertyDependencies", wanted.propertyDependencies),
    ...optional("additionalSecretOutputs", wanted.additionalSecretOutputs),
    ...optional("customTimeouts", wanted.customTimeouts),
    ...(wanted.retainOnDelete && { retainOnDelete: true }),
    ...(wanted.deletedWith && { deletedWith: wanted.deletedWith }),
    created: old?.created ?? now,
    modified: now,
    ...(wanted.sourcePosition && { sourcePosition: wanted.sourcePosition }),
    ...optional("ignoreChanges", wanted.ignoreChanges),
    ...optional("replaceOnChanges", wanted.replaceOnChanges),
  };
}

function optional<Key extends string, Value extends object>(key: Key, value: Value): { [K in Key]?: Value } {
  return (Object.keys(value).length > 0 ? { [key]: value } : {}) as { [K in Key]?: Value };
}

const VOLATILE = new Set(["created", "modified", "sourcePosition", "stackTrace", "aliases"]);

const UNORDERED = new Set(["dependencies", "propertyDependencies"]);

/** Whether writing the new state would tell anything that the old one does not. */
export function sameState(a: ResourceState, b: ResourceState): boolean {
  return equal(essence(a), essence(b));
}

function essence(state: ResourceState): PropertyMap {
  const entries = Object.entries(state).filter(([key, value]) => !VOLATILE.has(key) && !isEmpty(value));
  return Object.fromEntries(entries.map(([key, value]) => [key, UNORDERED.has(key) ? inOrder(value) : value]));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return [...value].sort();
  return Object.fromEntries(Object.entries(value as PropertyMap).map(([key, urns]) => [key, inOrder(urns)]));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
