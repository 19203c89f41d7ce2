import type { PropertyChange } from "./events";
import { formatPath } from "./paths";
import { MASK, type Redactor } from "./redact";
import { containsSecret, equal, isObject, isSecret, type PropertyMap, plain, UNKNOWN } from "./values";

type Path = (string | number)[];

/** The single properties in which two values differ, ready to be shown: secrets masked, `__` keys left out. */
export function changesBetween(
  from: PropertyMap,
  to: PropertyMap,
  redactor: Redactor,
  replaceKeys: readonly string[] = [],
): PropertyChange[] {
  const changes: PropertyChange[] = [];
  compareMaps(from, to, [], (path, before, after) => {
    const kind = before === ABSENT ? "add" : after === ABSENT ? "remove" : "change";
    const hidden = containsSecret(before) || containsSecret(after);
    changes.push({
      path: formatPath(path),
      kind,
      ...(before !== ABSENT && { from: hidden ? MASK : shown(before, redactor) }),
      ...(after !== ABSENT && { to: hidden ? MASK : shown(after, redactor) }),
      ...(replaceKeys.includes(String(path[0])) && { replaces: true }),
    });
  });
  return changes;
}

/** A value as people may see it. */
export function shown(value: unknown, redactor: Redactor): unknown {
  if (value === UNKNOWN) return "[unknown]";
  if (isSecret(value)) return MASK;
  if (typeof value === "string") return redactor.redact(value);
  if (Array.isArray(value)) return value.map((item) => shown(item, redactor));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => !key.startsWith("__"));
  return Object.fromEntries(entries.map(([key, item]) => [key, shown(item, redactor)]));
}

const ABSENT = Symbol("absent");
type Found = (path: Path, before: unknown, after: unknown) => void;

function compare(before: unknown, after: unknown, path: Path, found: Found): void {
  if (equal(before, after) || equal(plain(before), plain(after))) return;
  if (isSecret(before) || isSecret(after)) found(path, before, after);
  else if (isExpandable(before, after)) compareMaps(before, after, path, found);
  else if (isListLike(before, after)) compareLists(before, after, path, found);
  else found(path, before, after);
}

/** Something added or removed is shown by its parts, never as a whole object. */
function isExpandable(before: unknown, after: unknown): boolean {
  const objects = [before, after].filter((value) => value !== ABSENT);
  return objects.every((value) => isObject(value)) && objects.some((value) => Object.keys(value as object).length > 0);
}

function isListLike(before: unknown, after: unknown): boolean {
  const lists = [before, after].filter((value) => value !== ABSENT);
  return lists.every(Array.isArray) && lists.some((value) => (value as unknown[]).length > 0);
}

function compareMaps(before: unknown, after: unknown, path: Path, found: Found): void {
  const [old, now] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (key.startsWith("__")) continue;
    compare(key in old ? old[key] : ABSENT, key in now ? now[key] : ABSENT, [...path, key], found);
  }
}

function compareLists(before: unknown, after: unknown, path: Path, found: Found): void {
  const [old, now] = [Array.isArray(before) ? before : [], Array.isArray(after) ? after : []];
  for (let index = 0; index < Math.max(old.length, now.length); index++) {
    const [a, b] = [index < old.length ? old[index] : ABSENT, index < now.length ? now[index] : ABSENT];
    compare(a, b, [...path, index], found);
  }
}
