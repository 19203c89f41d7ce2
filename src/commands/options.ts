import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { parse } from "yaml";
import { projectFolder } from "../credentials/files";
import { isRecord } from "../resources/values";
import { loadStack } from "../stack/load";
import type { StackFile } from "../stack/schema";
import { CommandError } from "./failure";

/** What every command about a stack takes. */
export interface StackOptions {
  stack: string;
  engine: "auto" | "pulumi" | "builtin";
}

export function withStackOptions(command: Command): Command {
  return command
    .requiredOption("-s, --stack <env>", "the stack: stacks/<env>.yaml", stackName)
    .addOption(engineOption());
}

export function engineOption(): Option {
  return new Option(
    "--engine <engine>",
    "what runs the program: the Pulumi CLI where it is found, or the built-in engine",
  )
    .choices(["auto", "pulumi", "builtin"])
    .default("auto");
}

function stackName(value: string): string {
  if (!/^[A-Za-z0-9_.-]{1,100}$/.test(value)) {
    throw new InvalidArgumentError("A stack's name has letters, digits, hyphens, underscores and dots.");
  }
  return value;
}

/**
 * Checks the stack file before anything is started. A project with a program of its own has none.
 *
 * @returns What the file says, where there is one.
 * @throws StackFileError with every problem; CommandError where there are files of other stacks only.
 */
export function checkStackFile(stack: string, projectDir = projectFolder()): StackFile | undefined {
  const configured = configuredFile(stack, projectDir);
  if (configured !== undefined) return loadStack(path.normalize(configured), projectDir);
  const file = stackFileOf(stack, projectDir);
  if (existsSync(path.join(projectDir, file))) return loadStack(file, projectDir);
  const others = stacksIn(path.join(projectDir, "stacks"));
  if (others.length > 0) throw new CommandError(`There is no ${file}. There are: ${others.join(", ")}.`);
  return undefined;
}

/** The path of a stack's file from the project's folder: that of its configuration, or else the one of its name. */
export function stackFileOf(stack: string, projectDir: string): string {
  return path.normalize(configuredFile(stack, projectDir) ?? path.join("stacks", `${stack}.yaml`));
}

/** What the configuration names with `authentik-stacks:file`, of the stack or of the whole project. */
function configuredFile(stack: string, projectDir: string): string | undefined {
  const project = readSettings(path.join(projectDir, "Pulumi.yaml"));
  const folder = typeof project.stackConfigDir === "string" ? project.stackConfigDir : ".";
  for (const { config } of [readSettings(path.join(projectDir, folder, `Pulumi.${stack}.yaml`)), project]) {
    const setting = isRecord(config) ? config["authentik-stacks:file"] : undefined;
    const value = isRecord(setting) ? setting.value : setting;
    if (typeof value === "string") return value;
  }
  return undefined;
}

/** Pulumi's own settings in a file; none where it cannot be read, which the engine tells better. */
function readSettings(file: string): Record<string, unknown> {
  try {
    const settings: unknown = parse(readFileSync(file, "utf8"));
    return isRecord(settings) ? settings : {};
  } catch {
    return {};
  }
}

function stacksIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml") && !name.startsWith("Pulumi."))
    .map((name) => name.slice(0, -".yaml".length))
    .sort();
}

/** The argument of `--parallel`. */
export function parallel(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("A whole number of at least 1.");
  return number;
}
