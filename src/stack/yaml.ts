import {
  type Alias,
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  Parser,
  type Scalar,
  visit,
  type YAMLMap,
} from "yaml";
import { type Place, pathText, type StackProblem } from "./problems";
import type { Tree } from "./tree";
import { fillIn, type Variables } from "./variables";

type Path = (string | number)[];

/** Where a YAML text comes from, what fills its variables, and where its problems and its secrets go. */
export interface YamlContext {
  file: string;
  variables: Variables;
  problems: StackProblem[];
  secrets: Set<string>;
}

const maximumDepth = 100;
/** What the aliases of one file may unfold to; each value counts as some characters beside its text. */
const maximumUnfolded = 5_000_000;
const charactersPerValue = 50;

/** The values of a YAML text with their places; nothing where it is no valid YAML. */
export function readYaml(text: string, context: YamlContext): Tree | undefined {
  const { file, problems } = context;
  const lines = new LineCounter();
  const placeAt = (offset: number | undefined): Place => ({ file, line: lines.linePos(offset ?? 0).line });
  const [document, ...others] = compose(text, lines, placeAt, problems) ?? [];
  if (!document) return undefined;
  for (const error of document.errors) {
    const message = `This is no valid YAML: ${error.message}.`;
    problems.push({ ...placeAt(error.pos[0]), path: "", message });
  }
  if (others[0]) {
    const message = "A second document begins here (---). A stack file is one document.";
    problems.push({ ...placeAt(others[0].range[0]), path: "", message });
  }
  if (document.errors.length > 0 || others.length > 0) return undefined;
  return new TreeBuilder(document, placeAt, context).build();
}

/** The documents of a text; nothing where it is nested so deeply that reading it would exhaust the stack. */
function compose(
  text: string,
  lines: LineCounter,
  placeAt: (offset: number) => Place,
  problems: StackProblem[],
): Document.Parsed[] | undefined {
  const parser = new ShallowParser(lines.addNewLine);
  // Keys that stand twice are found while the tree is built, where their path is known.
  const composer = new Composer({ merge: true, uniqueKeys: false });
  try {
    return [...composer.compose(parser.parse(text), true, text.length)] as Document.Parsed[];
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    const message = `Here it is nested more than ${maximumDepth} deep. No stack needs that.`;
    problems.push({ ...placeAt(error.offset), path: "", message });
    return undefined;
  }
}

class TooDeep extends Error {
  constructor(readonly offset: number) {
    super("nested too deep");
  }
}

class ShallowParser extends Parser {
  override *next(source: string) {
    yield* super.next(source);
    if (this.stack.length > maximumDepth) throw new TooDeep(this.offset);
  }
}

class TreeBuilder {
  readonly #targets = new Map<Alias, unknown>();
  /** The aliases that are being followed, to see a circle. */
  readonly #following: Alias[] = [];
  #unfolded = 0;

  constructor(
    private readonly document: Document.Parsed,
    private readonly placeAt: (offset: number | undefined) => Place,
    private readonly context: YamlContext,
  ) {
    const anchors = new Map<string, unknown>();
    visit(document, (_, node) => {
      if (isAlias(node)) this.#targets.set(node, anchors.get(node.source));
      else if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor) anchors.set(node.anchor, node);
    });
  }

  build(): Tree {
    return this.#tree(this.document.contents, []);
  }

  /** @param place Where the value is said to stand, if not where it begins: at its key. */
  #tree(node: unknown, at: Path, place = this.#placeOf(node)): Tree {
    if (isAlias(node)) return this.#aliased(node, at, place);
    if (this.#isTooMuch(node)) return { place, value: null };
    if (isMap(node)) return { place, value: this.#map(node, at) };
    if (isSeq(node)) return { place, value: node.items.map((item, index) => this.#tree(item, [...at, index])) };
    return { place, value: isScalar(node) ? this.#scalar(node, at) : null };
  }

  #map(node: YAMLMap, at: Path): Map<string, Tree> {
    const own = new Map<string, Tree>();
    const merged = new Map<string, Tree>();
    for (const pair of node.items) {
      const place = this.#placeOf(pair.key);
      if (isScalar(pair.key) && typeof pair.key.value === "symbol") {
        for (const [key, tree] of this.#mergedInto(pair, at)) if (!merged.has(key)) merged.set(key, tree);
        continue;
      }
      const key = this.#keyText(pair.key);
      if (key === undefined) {
        this.#problem(place, at, "holds a key that is a list or a map. A key is a text.");
        continue;
      }
      const first = own.get(key);
      if (first) {
        this.#problem(place, [...at, key], `stands in line ${first.place.line} already. Keep one of the two.`);
      } else if (key === "__proto__") {
        this.#problem(place, [...at, key], "cannot be a key.");
      } else {
        own.set(key, this.#tree(pair.value, [...at, key], place));
      }
    }
    return new Map([...merged, ...own]);
  }

  /** What a merge key (`<<: *base`, `<<: [*a, *b]`) adds to the map around it; the first of several wins. */
  #mergedInto({ key, value }: Pair, at: Path): [string, Tree][] {
    const { value: sources } = this.#tree(value, at);
    const maps = (Array.isArray(sources) ? sources.map((source) => source.value) : [sources]).filter(
      (source) => source instanceof Map,
    );
    if (maps.length === 0 && sources !== null) {
      this.#problem(this.#placeOf(key), [...at, "<<"], "must be the alias of a map: <<: *name.");
    }
    return maps.flatMap((map) => [...map]);
  }

  #aliased(alias: Alias, at: Path, place: Place): Tree {
    const target = this.#targets.get(alias);
    if (target === undefined) {
      this.#problem(place, at, `There is no anchor &${alias.source} before this alias of it.`);
    } else if (this.#following.includes(alias)) {
      this.#problem(place, at, `*${alias.source} holds itself.`);
    } else if (at.length > maximumDepth) {
      this.#problem(place, at.slice(0, 1), `*${alias.source} is nested more than ${maximumDepth} deep.`);
    } else {
      this.#following.push(alias);
      const tree = this.#tree(target, at, place);
      this.#following.pop();
      return tree;
    }
    return { place, value: null };
  }

  /** Whether the aliases unfold to so much that it can only be meant to exhaust memory. */
  #isTooMuch(node: unknown): boolean {
    const [outermost] = this.#following;
    if (!outermost) return false;
    const wasTooMuch = this.#unfolded > maximumUnfolded;
    this.#unfolded += charactersPerValue + (isScalar(node) && typeof node.value === "string" ? node.value.length : 0);
    const isTooMuch = this.#unfolded > maximumUnfolded;
    if (isTooMuch && !wasTooMuch) {
      const message = "The aliases of this file unfold to more than 5 MB from here on. Write out less of it.";
      this.#problem(this.#placeOf(outermost), [], message);
    }
    return isTooMuch;
  }

  #scalar(node: Scalar, at: Path): Tree["value"] {
    const { value } = node;
    const problem = (message: string) => this.#problem(this.#placeOf(node), at, message);
    if (typeof value === "string") {
      return fillIn(value, this.context.variables, this.context.secrets, problem);
    }
    if (typeof value === "number" && !isExact(value)) {
      problem(`${node.source} is a number that cannot be kept with every digit. Put it in quotes, as a text.`);
    }
    if (value === null || typeof value === "number" || typeof value === "boolean") return value;
    return node.source ?? String(value);
  }

  #keyText(key: unknown): string | undefined {
    const target = isAlias(key) ? this.#targets.get(key) : key;
    return isScalar(target) ? String(target.value) : undefined;
  }

  #placeOf(node: unknown): Place {
    const range = (node as { range?: [number, number, number] } | null)?.range;
    return this.placeAt(range?.[0]);
  }

  #problem(place: Place, at: Path, message: string): void {
    this.context.problems.push({ ...place, path: pathText(at), message });
  }
}

function isExact(value: number): boolean {
  return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
}
