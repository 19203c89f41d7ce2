/** What Python calls the type of a JSON value. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return "NoneType";
  if (Array.isArray(value)) return "list";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  return { string: "str", boolean: "bool", object: "dict" }[typeof value as "string"] ?? "object";
}

/** Python's str() of a JSON value. */
export function str(value: unknown): string {
  if (typeof value === "string") return value;
  return repr(value);
}

/** Python's repr() of a JSON value. */
export function repr(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (Array.isArray(value)) return `[${value.map(repr).join(", ")}]`;
  if (typeof value === "string") {
    const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
    const text = value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\t", "\\t").replaceAll("\r", "\\r");
    return quote + (quote === "'" ? text.replaceAll("'", "\\'") : text) + quote;
  }
  if (typeof value === "object") {
    const pairs = Object.entries(value).map(([name, item]) => `${repr(name)}: ${repr(item)}`);
    return `{${pairs.join(", ")}}`;
  }
  return String(value);
}

const uuids = /^[0-9a-f]{32}$/;

/** A UUID in its usual form, from any that Python's class takes; undefined if it is none. */
export function uuid(value: string): string | undefined {
  const digits = value
    .toLowerCase()
    .replace("urn:", "")
    .replace("uuid:", "")
    .replace(/^[{}]+|[{}]+$/g, "")
    .replaceAll("-", "");
  if (!uuids.test(digits)) return undefined;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
