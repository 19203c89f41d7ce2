import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { EngineError, messageOf } from "./errors";
import { isObject, type PropertyMap } from "./values";

export interface Project {
  /** The folder of Pulumi.yaml. */
  root: string;
  name: string;
  /** The folder that the program runs in, and its file there, `.` for the package's own entry. */
  programFolder: string;
  programFile: string;
  typescript: boolean;
  tsconfig?: string;
  nodeArgs: string[];
  stackConfigFolder: string;
  backendUrl?: string;
  /** The project's own settings with their defaults, as they stand in Pulumi.yaml. */
  config: PropertyMap;
}

const NAME = /^[A-Za-z0-9_.-]{1,100}$/;
const FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

export function readProject(folder: string): Project {
  const root = resolve(folder);
  const file = FILES.map((name) => join(root, name)).find((path) => existsSync(path));
  if (!file) throw new EngineError("project", `No Pulumi.yaml in ${root}: run in a Pulumi project's folder.`);
  const settings = parseSettings(file);
  const { name, main, config = {}, backend } = settings;
  if (typeof name !== "string" || !NAME.test(name)) {
    throw new EngineError("project", `${file}: \`name\` must be letters, digits, "-", "_" and ".", at most 100.`);
  }
  const { runtime, options } = runtimeOf(settings);
  if (runtime !== "nodejs") {
    throw new EngineError("unsupported", `${file}: the built-in engine runs \`nodejs\` only; use the Pulumi CLI.`);
  }
  const stackConfigDir = settings.stackConfigDir ?? (typeof config === "string" ? config : ".");
  return {
    root,
    name,
    ...programPlace(root, typeof main === "string" ? main : "", file),
    typescript: options.typescript !== false,
    tsconfig: typeof options.tsconfig === "string" ? options.tsconfig : undefined,
    nodeArgs: splitArguments(typeof options.nodeargs === "string" ? options.nodeargs : ""),
    stackConfigFolder: resolve(root, String(stackConfigDir)),
    backendUrl: isObject(backend) && typeof backend.url === "string" ? backend.url : undefined,
    config: isObject(config) ? config : {},
  };
}

function parseSettings(file: string): PropertyMap {
  let settings: unknown;
  try {
    settings = parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new EngineError("project", `${file}: ${messageOf(cause)}`, { cause });
  }
  if (!isObject(settings))
    throw new EngineError("project", `${file} is empty: it needs at least a name and a runtime.`);
  return settings;
}

function runtimeOf({ runtime }: PropertyMap): { runtime: unknown; options: PropertyMap } {
  if (!isObject(runtime)) return { runtime, options: {} };
  return { runtime: runtime.name, options: isObject(runtime.options) ? runtime.options : {} };
}

function programPlace(root: string, main: string, file: string): Pick<Project, "programFolder" | "programFile"> {
  const path = resolve(root, main);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) {
    throw new EngineError("project", `${file}: main, ${path}, does not exist. If it is compiled, run the build first.`);
  }
  if (found.isDirectory()) return { programFolder: path, programFile: "." };
  return { programFolder: dirname(path), programFile: basename(path) };
}

/** Words as a shell sees them, quotes and all. */
function splitArguments(text: string): string[] {
  const words = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}
