/** Properties as they travel on Pulumi's wire: JSON in which secrets and references are objects with a signature. */
export type PropertyMap = Record<string, unknown>;

export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE_REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

export interface Secret {
  value: unknown;
}

export function secret(value: unknown): PropertyMap {
  return { [SIGNATURE]: SECRET, value };
}

export function sealedSecret(ciphertext: string): PropertyMap {
  return { [SIGNATURE]: SECRET, ciphertext };
}

export function isObject(value: unknown): value is PropertyMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isSecret(value: unknown): value is PropertyMap & Secret {
  return isObject(value) && value[SIGNATURE] === SECRET;
}

export function contains(value: unknown, test: (leaf: unknown) => boolean): boolean {
  if (test(value)) return true;
  if (Array.isArray(value)) return value.some((item) => contains(item, test));
  return isObject(value) && Object.values(value).some((item) => contains(item, test));
}

export function containsSecret(value: unknown): boolean {
  return contains(value, isSecret);
}

export function containsUnknown(value: unknown): boolean {
  return contains(value, (leaf) => leaf === UNKNOWN);
}

export function mapValues(map: PropertyMap, change: (value: unknown, key: string) => unknown): PropertyMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}

/** What a provider gets to see: no secret marks, a reference as the id or URN that it stands for. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  switch (value[SIGNATURE]) {
    case SECRET:
      return plain(value.value);
    case RESOURCE_REFERENCE:
      return value.id ?? value.urn;
    default:
      return mapValues(value, plain);
  }
}

export function plainMap(map: PropertyMap): PropertyMap {
  return plain(map) as PropertyMap;
}

/** Output values, which the SDK sends where it can, become the values, unknowns and secrets that they hold. */
export function fromWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromWire);
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === OUTPUT_VALUE) {
    const inner = "value" in value ? fromWire(value.value) : UNKNOWN;
    return value.secret && !isSecret(inner) ? secret(inner) : inner;
  }
  return mapValues(value, fromWire);
}

/** A provider gives back plain values: what was secret going in is secret coming out. */
export function markSecrets(received: PropertyMap, sent: PropertyMap, additional: readonly string[] = []): PropertyMap {
  const marked = { ...received };
  for (const [key, value] of Object.entries(sent)) {
    const result = marked[key];
    if (!Object.hasOwn(marked, key) || containsSecret(result)) continue;
    if (isObject(value) && !isSecret(value) && isObject(result)) marked[key] = markSecrets(result, value);
    else if (containsSecret(value)) marked[key] = secret(result);
  }
  for (const key of additional) {
    if (Object.hasOwn(marked, key) && !isSecret(marked[key])) marked[key] = secret(plain(marked[key]));
  }
  return marked;
}

export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => equal(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}
