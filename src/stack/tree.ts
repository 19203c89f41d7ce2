import type { Place } from "./problems";

/** A value of a stack file, and where it and each part of it was written. */
export interface Tree {
  place: Place;
  value: Map<string, Tree> | Tree[] | string | number | boolean | null;
}

/** Two trees as one: maps are merged, of everything else `over` holds. */
export function mergeTrees(base: Tree, over: Tree): Tree {
  if (!(base.value instanceof Map)) return over;
  // A map that is only named again, with nothing below it, says nothing new.
  if (over.value === null) return base;
  if (!(over.value instanceof Map)) return over;
  const merged = new Map(base.value);
  for (const [key, tree] of over.value) {
    const known = merged.get(key);
    merged.set(key, known ? mergeTrees(known, tree) : tree);
  }
  return { place: over.place, value: merged };
}

/** The value alone. */
export function plainValue({ value }: Tree): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, tree]) => [key, plainValue(tree)]));
}

/** Where a part stands, or the nearest one around it. */
export function placeIn(tree: Tree, path: readonly PropertyKey[]): Place {
  let found = tree;
  for (const part of path) {
    const { value } = found;
    const inner =
      value instanceof Map ? value.get(String(part)) : Array.isArray(value) ? value[Number(part)] : undefined;
    if (!inner) break;
    found = inner;
  }
  return found.place;
}
