import { kinds } from "../authentik/catalogue";
import { isStandardScope } from "../components/defaults";
import { isRecord } from "../resources/values";
import { existingSections } from "./schema";

/** Objects that every Authentik has from its own blueprints, and that a stack may refer to. */
const wellKnown: Record<string, string[]> = {
  "core/brands": ["authentik-default"],
  "core/groups": ["authentik Admins", "authentik Read-only"],
  "core/users": ["akadmin"],
  "crypto/certificatekeypairs": ["authentik Self-signed Certificate"],
  "rbac/roles": ["authentik Read-only"],
  "sources/all": ["authentik-built-in"],
};

/** The names that references in a stack may lead to: what it declares, what it says is there, what always is. */
export class KnownNames {
  readonly #declared = new Map<string, Set<string>>();
  readonly #elsewhere = new Map<string, Set<string>>();
  readonly #others: Set<string>;

  constructor(stack: Record<string, unknown>) {
    for (const [kind, names] of Object.entries(wellKnown)) add(this.#elsewhere, kind, names);
    const existing = isRecord(stack.existing) ? stack.existing : {};
    for (const [section, kind] of Object.entries(existingSections))
      add(this.#elsewhere, kind, texts(existing[section]));
    this.#others = new Set(texts(existing.others));
    add(this.#declared, "core/groups", keys(stack.groups));
    add(this.#declared, "propertymappings/provider/scope", keys(stack.scopes));
    for (const [key, app] of entries(stack.apps)) {
      const slug = text(app.slug) ?? key;
      add(this.#declared, "core/applications", [slug]);
      add(this.#declared, "providers/oauth2", [providerName(key, app)]);
    }
    for (const resource of list(stack.resources)) {
      const kind = text(resource.kind) ?? "";
      const [only, ...more] = kinds[kind]?.key ?? [];
      const name = only && more.length === 0 ? text(resource[only]) : undefined;
      if (name !== undefined) add(this.#declared, kind, [name]);
    }
  }

  /** Whether a name leads somewhere among these kinds, or is an id. A number is an id, a text of digits is a name. */
  has(refs: string[], name: unknown): boolean {
    if (typeof name !== "string") return true;
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name)) return true;
    if (this.#others.has(name) || name.startsWith("goauthentik.io/")) return true;
    // Authentik names its own flows, stages, policies and prompts with this prefix.
    if (name.startsWith("default-") || name.startsWith("initial-setup")) return true;
    if (isStandardScope(name) && refs.includes("propertymappings/provider/scope")) return true;
    return this.declares(refs, name) || among(this.#elsewhere, refs).has(name);
  }

  /** Whether the stack itself declares an object of this name among these kinds. */
  declares(refs: string[], name: string): boolean {
    return among(this.#declared, refs).has(name);
  }

  /** All names among these kinds, for hints. */
  list(refs: string[]): string[] {
    return [...among(this.#declared, refs), ...among(this.#elsewhere, refs)];
  }
}

function add(names: Map<string, Set<string>>, kind: string, more: string[]): void {
  names.set(kind, new Set([...(names.get(kind) ?? []), ...more]));
}

function among(names: Map<string, Set<string>>, refs: string[]): Set<string> {
  const matching = [...names].filter(([kind]) =>
    refs.some((ref) => kind === ref || (ref.endsWith("/all") && kind.startsWith(ref.slice(0, -"all".length)))),
  );
  return new Set(matching.flatMap(([, found]) => [...found]));
}

/** The kinds that a reference may mean; `stages/all` stands for every kind of stage. */
export function kindsIn(ref: string): string[] {
  if (!ref.endsWith("/all")) return [ref];
  const prefix = ref.slice(0, -"all".length);
  return Object.keys(kinds).filter((kind) => kind.startsWith(prefix));
}

/** The name of the OAuth2 provider that an app of a stack gets. */
export function providerName(key: string, app: Record<string, unknown>): string {
  return text(app.providerName) ?? text(app.name) ?? text(app.slug) ?? key;
}

export function entries(value: unknown): [string, Record<string, unknown>][] {
  return isRecord(value) ? Object.entries(value).map(([key, item]) => [key, isRecord(item) ? item : {}]) : [];
}

export function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map((item) => (isRecord(item) ? item : {})) : [];
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function keys(value: unknown): string[] {
  return isRecord(value) ? Object.keys(value) : [];
}
