import type { Field } from "../authentik/catalogue";
import { toCamel } from "../authentik/names";

/** What stands for a value that is not known yet while Pulumi previews. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value, or a part of it, is not known yet. */
export function hasUnknown(value: unknown): boolean {
  if (value === unknown) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
}

/** A value of the program in Authentik's form: names of nested fields become Authentik's, raw data stays. */
export function toApi(field: Field, value: unknown): unknown {
  if (field.type === "list" && Array.isArray(value) && field.items) {
    return value.map((item) => toApi(field.items as Field, item));
  }
  if (field.type === "object" && field.fields && isRecord(value)) {
    const entries = Object.entries(field.fields).filter(([name]) => value[toCamel(name)] !== undefined);
    return Object.fromEntries(entries.map(([name, inner]) => [name, toApi(inner, value[toCamel(name)])]));
  }
  return value;
}

/** A value of Authentik's in the program's form. */
export function fromApi(field: Field, value: unknown): unknown {
  if (field.type === "list" && Array.isArray(value) && field.items) {
    return value.map((item) => fromApi(field.items as Field, item));
  }
  if (field.type === "object" && field.fields && isRecord(value)) {
    const entries = Object.entries(field.fields).filter(([name]) => value[name] !== undefined);
    return Object.fromEntries(entries.map(([name, inner]) => [toCamel(name), fromApi(inner, value[name])]));
  }
  return value;
}

/**
 * Whether the server's value is what the program wants, both in Authentik's form. What Authentik does to a value on its
 * own is no difference: it trims text, reorders sets and the keys of JSON, and adds defaults to objects.
 */
export function isSame(field: Field, wanted: unknown, actual: unknown): boolean {
  if (wanted === null || wanted === undefined || actual === null || actual === undefined) {
    return (wanted ?? null) === (actual ?? null);
  }
  switch (field.type) {
    case "list":
      return isSameList(field, wanted, actual);
    case "object":
      if (!isRecord(wanted) || !isRecord(actual)) return false;
      return Object.entries(wanted).every(([name, value]) =>
        isSame(field.fields?.[name] ?? { type: "json" }, value, actual[name]),
      );
    case "json":
      return canonical(wanted) === canonical(actual);
    case "integer":
    case "number":
      return typeof wanted === typeof actual ? wanted === actual : String(wanted) === String(actual);
    case "string":
      if (field.format === "date-time" && Date.parse(String(wanted)) === Date.parse(String(actual))) return true;
      return String(wanted).trim() === String(actual).trim();
    default:
      return wanted === actual;
  }
}

function isSameList(field: Field, wanted: unknown, actual: unknown): boolean {
  if (!Array.isArray(wanted) || !Array.isArray(actual)) return false;
  const item = field.items ?? { type: "json" };
  if (!field.set) {
    return wanted.length === actual.length && wanted.every((value, index) => isSame(item, value, actual[index]));
  }
  const [wantedOnce, actualOnce] = [distinct(item, wanted), distinct(item, actual)];
  return (
    wantedOnce.length === actualOnce.length &&
    wantedOnce.every((value) => actualOnce.some((other) => isSame(item, value, other))) &&
    actualOnce.every((value) => wantedOnce.some((other) => isSame(item, other, value)))
  );
}

// An object is the same as one that only says more; it is one with it only where that holds both ways.
function distinct(item: Field, values: unknown[]): unknown[] {
  return values.filter(
    (value, index) => values.findIndex((other) => isSame(item, other, value) && isSame(item, value, other)) === index,
  );
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
