import { existsSync } from "node:fs";
import path from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { projectFolder } from "../credentials/files";
import { loadStack } from "../stack/load";

/** What every command about a stack takes. */
export interface StackOptions {
  stack: string;
  engine: "auto" | "pulumi" | "builtin";
}

export function withStackOptions(command: Command): Command {
  return command
    .requiredOption("-s, --stack <env>", "the stack: stacks/<env>.yaml", stackName)
    .addOption(
      new Option("--engine <engine>", "what runs the program: the Pulumi CLI where it is found, or the built-in engine")
        .choices(["auto", "pulumi", "builtin"])
        .default("auto"),
    );
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
 * @throws StackFileError with every problem.
 */
export function checkStackFile(stack: string, projectDir = projectFolder()): void {
  const file = path.join("stacks", `${stack}.yaml`);
  if (existsSync(path.join(projectDir, file))) loadStack(file, projectDir);
}

/** The argument of `--parallel`. */
export function parallel(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("A whole number of at least 1.");
  return number;
}
