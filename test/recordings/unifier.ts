/** Why a value is not what the recording says, and where: `results.0.name`. */
export interface Difference {
  path: string;
  recorded: unknown;
  actual: unknown;
}

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?Z";
const jwt = "eyJ[\\w-]+\\.eyJ[\\w-]+\\.[\\w-]*";
/** Random words: hashes, and tokens, secrets and key material, which mix small letters, capitals and digits. */
const letter = "[A-Za-z0-9+/_-]";
const word = `(?:[0-9a-f]{32,}|(?=${letter}*\\d)(?=${letter}*[A-Z])(?=${letter}*[a-z])${letter}{25,}={0,2})`;
const fingerprint = "(?:[0-9a-f]{2}:){19,31}[0-9a-f]{2}";
const varying = new RegExp(`(${jwt}|${uuid}|${time}|${fingerprint}|${word})`);
const shapes = [jwt, uuid, time, fingerprint].map((shape) => new RegExp(`^${shape}$`));

/** Numbers that a database, a clock or a process picks. */
const numbers = new Set(["pk", "num_pk", "user_pk", "provider", "user", "for_user", "task_pk"]);
const clocks = new Set(["exp", "iat", "auth_time", "nbf"]);
/** Lists that are sets to Authentik, in the database's order. */
const sets = new Set(["property_mappings", "fields", "scope", "system_permissions"]);
const ids = /^(?:Access|Refresh) Token for (\d+) for user (\d+)$/;

/** What the recording calls a thing, and what this run calls it: learned from answers, put into requests. */
export class Unifier {
  readonly #words = new Map<string, string>();
  readonly #numbers = new Map<number, number>();

  /** Says beforehand what something is called here; `same` for what the seed already names. */
  bind(recorded: string, actual: string = recorded): void {
    this.#words.set(recorded, actual);
  }

  /** A text of the recording in this run's words. */
  text(recorded: string): string {
    let text = recorded;
    for (const [from, to] of this.#words) if (from !== to) text = text.replaceAll(from, to);
    return text
      .split(varying)
      .map((part) => this.#words.get(part) ?? part)
      .join("");
  }

  /** A path with its numbers in this run's words. */
  path(recorded: string): string {
    return this.text(recorded).replace(/(?<=\/|for_user=)\d+(?=\/|&|$)/g, (number) =>
      String(this.#numbers.get(Number(number)) ?? number),
    );
  }

  /** A request's body in this run's words. */
  value(recorded: unknown, key = ""): unknown {
    if (typeof recorded === "string") return this.text(recorded);
    if (typeof recorded === "number") return numbers.has(key) ? (this.#numbers.get(recorded) ?? recorded) : recorded;
    if (Array.isArray(recorded)) return recorded.map((item) => this.value(item, key));
    if (recorded === null || typeof recorded !== "object") return recorded;
    return Object.fromEntries(Object.entries(recorded).map(([name, item]) => [name, this.value(item, name)]));
  }

  /** Compares, and learns from what may differ. */
  differences(recorded: unknown, actual: unknown, path = "", key = ""): Difference[] {
    const different = [{ path, recorded, actual }];
    if (Array.isArray(recorded)) {
      if (!Array.isArray(actual)) return different;
      const [ours, theirs] = sets.has(key) ? [sorted(actual), sorted(this.value(recorded) as unknown[])] : [actual, recorded];
      if (ours.length !== theirs.length) return different;
      return theirs.flatMap((item, index) => this.differences(item, ours[index], `${path}.${index}`, key));
    }
    if (recorded !== null && typeof recorded === "object") {
      if (actual === null || typeof actual !== "object" || Array.isArray(actual)) return different;
      return this.#objects(recorded as Record<string, unknown>, actual as Record<string, unknown>, path);
    }
    if (typeof recorded === "string" && typeof actual === "string") {
      return this.#strings(recorded, actual, path, key);
    }
    if (typeof recorded === "number" && typeof actual === "number") {
      if (clocks.has(key)) return [];
      return (numbers.has(key) ? this.#learn(this.#numbers, recorded, actual) : recorded === actual) ? [] : different;
    }
    return recorded === actual ? [] : different;
  }

  #objects(recorded: Record<string, unknown>, actual: Record<string, unknown>, path: string): Difference[] {
    const at = (name: string) => (path ? `${path}.${name}` : name);
    const differences: Difference[] = [];
    for (const name of new Set([...Object.keys(recorded), ...Object.keys(actual)])) {
      if (!(name in actual)) differences.push({ path: at(name), recorded: recorded[name], actual: "(absent)" });
      else if (!(name in recorded)) differences.push({ path: at(name), recorded: "(absent)", actual: actual[name] });
      else differences.push(...this.differences(recorded[name], actual[name], at(name), name));
    }
    if (typeof recorded.exp === "number" && typeof recorded.iat === "number") {
      const lives = [recorded, actual].map((token) => Number(token.exp) - Number(token.iat));
      if (lives[0] !== lives[1]) differences.push({ path: at("exp - iat"), recorded: lives[0], actual: lives[1] });
    }
    return differences;
  }

  #strings(recorded: string, actual: string, path: string, key: string): Difference[] {
    if (recorded === actual) return [];
    const different = [{ path, recorded: this.text(recorded), actual }];
    if (recorded.startsWith("data:")) return different;
    if (recorded.endsWith("…")) return actual.startsWith(this.text(recorded.slice(0, -1))) ? [] : different;
    if (key === "scope") return this.differences(recorded.split(" "), actual.split(" "), path, key);
    const [theirs, ours] = [ids.exec(recorded), ids.exec(actual)];
    if (theirs && ours) {
      const known = theirs.slice(1).every((id, index) => this.#numbers.get(Number(id)) === Number(ours[index + 1]));
      return known ? [] : different;
    }
    if (key === "pk" && /^\d+$/.test(recorded) && /^\d+$/.test(actual)) return [];
    // A text in which only words that vary differ: the rest of it has to be the same, letter by letter.
    const parts = recorded.split(varying);
    const pattern = parts.map((part, index) => (index % 2 ? shapeOf(part) : escape(this.text(part)))).join("");
    const found = new RegExp(`^${pattern}$`).exec(actual);
    if (!found) return this.text(recorded) === actual ? [] : different;
    return parts
      .filter((_, index) => index % 2)
      .flatMap((part, index) => this.#word(part, found[index + 1] as string, path));
  }

  #word(recorded: string, actual: string, path: string): Difference[] {
    if (new RegExp(`^${jwt}$`).test(recorded)) {
      this.#words.set(recorded, actual);
      return [0, 1].flatMap((part) => this.differences(decoded(recorded, part), decoded(actual, part), `${path}(${part})`));
    }
    if (new RegExp(`^${time}$`).test(recorded)) return [];
    return this.#learn(this.#words, recorded, actual) ? [] : [{ path, recorded: this.#words.get(recorded), actual }];
  }

  #learn<T>(known: Map<T, T>, recorded: T, actual: T): boolean {
    const before = known.get(recorded);
    if (before !== undefined) return before === actual;
    for (const [other, taken] of known) if (taken === actual && other !== recorded) return false;
    known.set(recorded, actual);
    return true;
  }
}

function shapeOf(part: string): string {
  const shape = shapes.find((candidate) => candidate.test(part));
  if (shape) return `(${shape.source.slice(1, -1)})`;
  if (/^[0-9a-f]+$/.test(part)) return `([0-9a-f]{${part.length}})`;
  // Tokens keep their length; key material does not.
  return part.length > 200 ? `(${word})` : `([A-Za-z0-9+/_=-]{${part.length}})`;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function sorted(list: unknown[]): unknown[] {
  return [...list].sort((a, b) => (String(a) < String(b) ? -1 : 1));
}

function decoded(token: string, part: number): unknown {
  return JSON.parse(Buffer.from(token.split(".")[part] as string, "base64url").toString());
}
