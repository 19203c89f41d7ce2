import type { Place } from "./problems";

/** A value of a stack file, and where it and each part of it was written. */
export interface Tree {
  place: Place;
  value: Map<string, Tree> | Tree[] | string | number | boolean | null;
}

const sections = ["apps", "existing", "groups", "resources", "scopes"];

/**
 * Two stacks as one: maps are merged, null takes away what `base` has, of everything else `over` holds.
 *
 * @param at The way to where the two trees stand in their stacks.
 */
export function mergeTrees(base: Tree, over: Tree, at: readonly string[] = []): Tree {
  if (!(base.value instanceof Map && over.value instanceof Map)) return over;
  const merged = new Map(base.value);
  for (const [key, tree] of over.value) {
    const way = [...at, key];
    const known = base.value.get(key);
    if (!known) merged.set(key, tree);
    else if (tree.value !== null || isInRawData(way)) merged.set(key, mergeTrees(known, tree, way));
    // A section or an entry that is only named again, with nothing below it, says nothing new.
    else if (!isSectionOrEntry(way)) merged.delete(key);
  }
  if (at.length === 2 && at[0] === "scopes") keepOneSource(merged, over.value);
  return { place: over.place, value: merged };
}

/** A scope has either claims or an expression: the one that is given anew replaces the other. */
function keepOneSource(merged: Map<string, Tree>, over: Map<string, Tree>): void {
  const isGiven = (key: string) => (over.get(key)?.value ?? null) !== null;
  if (isGiven("expression") && !isGiven("claims")) merged.delete("claims");
  if (isGiven("claims") && !isGiven("expression")) merged.delete("expression");
}

function isSectionOrEntry([section = "", ...more]: readonly string[]): boolean {
  return sections.includes(section) && more.length <= 1;
}

/** Whether something stands in data that is kept as it is, where null is a value like any other. */
function isInRawData([section, , property = "", ...more]: readonly string[]): boolean {
  if (section === "groups") return property === "attributes" && more.length > 0;
  return section === "apps" && ["provider", "application"].includes(property) && more.length > 1;
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
