import { isObject } from "./columns";

/** Objects merge, lists follow one another, anything else is replaced. The first is changed and returned. */
export function merge(into: Record<string, unknown>, from: Record<string, unknown>): Record<string, unknown> {
  for (const [name, value] of Object.entries(from)) {
    const known = into[name];
    if (isObject(known) && isObject(value)) merge(known, value);
    else if (Array.isArray(known) && Array.isArray(value)) into[name] = [...known, ...value];
    else into[name] = structuredClone(value);
  }
  return into;
}
