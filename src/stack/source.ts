import { readFileSync } from "node:fs";
import path from "node:path";
import type { Place, StackProblem } from "./problems";
import { mergeTrees, placeIn, plainValue, type Tree } from "./tree";
import type { Variables } from "./variables";
import { readYaml } from "./yaml";

/** A stack's files as one: the merged values, and where each of them was written. */
export interface StackSource {
  value: Record<string, unknown>;
  problems: StackProblem[];
  /** The values that came from variables whose names say that they are secret. */
  secrets: ReadonlySet<string>;
  /** Whether every file could be read, so that what is missing is not merely unread. */
  isComplete: boolean;
  /** Where a value stands, or the nearest one around it. */
  placeOf(path: readonly PropertyKey[]): Place;
}

const maximumBytes = 5 * 1024 * 1024;

/**
 * Reads a stack file and those that it extends, the nearest winning: maps are merged, null takes away, everything else is
 * replaced whole.
 *
 * @param file The path from `root`, as it is shown in problems.
 */
export function readStackSource(file: string, variables: Variables, root = "."): StackSource {
  const problems: StackProblem[] = [];
  const secrets = new Set<string>();
  let isComplete = true;
  const tree = readFile(path.normalize(file), []);
  return {
    value: Object.fromEntries(
      // A section with nothing in it, as when all of it is commented out, is no section.
      Object.entries(plainValue(tree) as Record<string, unknown>).filter(([, section]) => section !== null),
    ),
    problems,
    secrets,
    isComplete,
    placeOf: (wanted) => placeIn(tree, wanted),
  };

  function readFile(name: string, extendedBy: string[], from?: Place): Tree {
    const top: Place = { file: name, line: 1 };
    const unread = (message: string, place: Place = top): Tree => {
      problems.push({ ...place, path: place === from ? "extends" : "", message });
      isComplete = false;
      return { place: top, value: new Map() };
    };
    if (extendedBy.includes(name)) {
      return unread(`The files extend one another in a circle: ${[...extendedBy, name].join(" → ")}.`, from);
    }
    let text: string;
    try {
      text = readFileSync(path.resolve(root, name), "utf8");
    } catch {
      return unread(`There is no readable file ${name}.`, from);
    }
    if (Buffer.byteLength(text) > maximumBytes) {
      return unread(`${name} is larger than 5 MB. Split it, or take data out of it.`, from);
    }
    const tree = readYaml(text, { file: name, variables, problems, secrets });
    if (!tree) {
      isComplete = false;
      return { place: top, value: new Map() };
    }
    if (tree.value === null) return { place: top, value: new Map() };
    if (!(tree.value instanceof Map)) return unread("A stack file is a map with keys such as apps, groups and scopes.");
    return withBase(tree, tree.value, name, [...extendedBy, name]);
  }

  function withBase(tree: Tree, values: Map<string, Tree>, name: string, chain: string[]): Tree {
    const base = values.get("extends");
    if (!base) return tree;
    values.delete("extends");
    if (typeof base.value !== "string") {
      problems.push({ ...base.place, path: "extends", message: "must be the path of one stack file." });
      isComplete = false;
      return tree;
    }
    const baseName = path.isAbsolute(base.value) ? base.value : path.join(path.dirname(name), base.value);
    return mergeTrees(readFile(baseName, chain, base.place), tree);
  }
}
