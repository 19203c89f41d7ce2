import type { Id, Row } from "../store";

/** A column of text, empty when it holds none. */
export function text(row: Row | undefined, column: string): string {
  const value = row?.[column];
  return typeof value === "string" ? value : "";
}

/** A column of a number, or what is given instead. */
export function integer(row: Row | undefined, column: string, otherwise = 0): number {
  const value = row?.[column];
  return typeof value === "number" ? value : otherwise;
}

/** A relation to many: ids. */
export function ids(row: Row | undefined, column: string): Id[] {
  const value = row?.[column];
  return Array.isArray(value) ? (value as Id[]) : [];
}

/** A relation to one: an id, or undefined. */
export function id(row: Row | undefined, column: string): Id | undefined {
  const value = row?.[column];
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

/** A column of JSON, as the object that it is. */
export function object(row: Row | undefined, column: string): Record<string, unknown> {
  const value = row?.[column];
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
