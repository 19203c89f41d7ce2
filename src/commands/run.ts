import { createInterface } from "node:readline/promises";
import { projectFolder } from "../credentials/files";
import {
  configuration,
  createDisplay,
  destroy,
  type EngineEvent,
  type EngineOptions,
  preview,
  type RunResult,
  refresh,
  stackOutputs,
  up,
} from "../engine";
import { CommandError } from "./failure";
import { checkStackFile, type StackOptions } from "./options";
import { findPulumi, readPulumi, runPulumi } from "./pulumi";

/** What the commands that run a stack take beside the stack. */
export interface RunOptions extends StackOptions {
  yes?: boolean;
  refresh?: boolean;
  expectNoChanges?: boolean;
  parallel?: number;
  json?: boolean;
}

export type RunCommand = "preview" | "up" | "refresh" | "destroy";

/** Runs a stack on the engine that is asked for, and says how it went by its exit code. */
export async function runStack(command: RunCommand, options: RunOptions): Promise<void> {
  const projectDir = projectFolder();
  if (command === "preview" || command === "up") checkStackFile(options.stack, projectDir);
  const cli = chooseCli(options, projectDir);
  if (cli) process.exitCode = await runWithPulumi(cli, projectDir, command, options);
  else await runBuiltIn(projectDir, command, options);
}

/** The outputs of a stack, with secrets only where they are asked for. */
export async function readOutputs(options: StackOptions, show: { secrets: boolean }): Promise<Record<string, unknown>> {
  const projectDir = projectFolder();
  const cli = chooseCli(options, projectDir);
  if (!cli) return (await stackOutputs({ projectDir, stack: options.stack }, show)).outputs;
  const args = ["stack", "output", "--json", "--stack", options.stack, ...(show.secrets ? ["--show-secrets"] : [])];
  const { code, text } = await readPulumi(cli, projectDir, args);
  if (code !== 0) throw new CommandError("The Pulumi CLI could not read the stack's outputs.");
  return JSON.parse(text) as Record<string, unknown>;
}

/** What the stack's own configuration says of the connection; it needs the passphrase only if a secret is in it. */
export async function readConfiguration(stack: string): Promise<{ url?: string; token?: string; insecure?: string }> {
  const values = await configuration({ projectDir: projectFolder(), stack });
  return { url: values["authentik:url"], token: values["authentik:token"], insecure: values["authentik:insecure"] };
}

/** The permission that the provider needs to take over what an interrupted create of its own has made. */
export function resumeCreate(type: string, inputs: Record<string, unknown>): Record<string, unknown> {
  return type.startsWith("pulumi-nodejs:dynamic/authentik:") ? { ...inputs, __adopt: true } : inputs;
}

function chooseCli({ engine }: StackOptions, projectDir: string): string | undefined {
  if (engine === "builtin") return undefined;
  const cli = findPulumi(projectDir);
  if (!cli && engine === "pulumi") {
    throw new CommandError("There is no Pulumi CLI on the PATH. Install it, or take --engine builtin.");
  }
  if (!cli) process.stderr.write("No Pulumi CLI is found: the built-in engine runs this stack. It is not Pulumi.\n");
  return cli;
}

async function runWithPulumi(cli: string, projectDir: string, command: RunCommand, options: RunOptions) {
  const stack = ["--stack", options.stack];
  if (command === "up" || command === "preview") {
    const { code, text } = await readPulumi(cli, projectDir, ["stack", "ls", "--json"]);
    if (code !== 0) return code;
    if (!hasStack(text, options.stack)) {
      const made = await runPulumi(cli, projectDir, ["stack", "init", "--no-select", options.stack]);
      if (made !== 0) return made;
    }
  }
  return runPulumi(cli, projectDir, [
    command,
    ...stack,
    ...(command !== "preview" && options.yes ? ["--yes"] : []),
    ...(options.refresh && command !== "refresh" ? ["--refresh"] : []),
    ...(options.expectNoChanges ? ["--expect-no-changes"] : []),
    ...(options.parallel ? ["--parallel", String(options.parallel)] : []),
    ...(options.json ? ["--json"] : []),
  ]);
}

function hasStack(listed: string, stack: string): boolean {
  const names = (JSON.parse(listed) as { name: string }[]).map(({ name }) => name.split("/").pop());
  return names.includes(stack);
}

async function runBuiltIn(projectDir: string, command: RunCommand, options: RunOptions): Promise<void> {
  const events: EngineEvent[] = [];
  const engine: EngineOptions = {
    projectDir,
    stack: options.stack,
    parallel: options.parallel,
    resumeCreate,
    onEvent: options.json ? (event) => events.push(event) : createDisplay(),
  };
  // Planned first whoever confirms it: what is wrong shows before anything is written.
  if (command === "up" || (command !== "preview" && !options.yes)) {
    const planned = await plan(command, engine, options);
    if (!planned.ok) return finish(planned);
    // With nothing to change there is nothing to ask, but the state may have to learn of new names and outputs.
    const mustAsk = !options.yes && (command !== "up" || changes(planned) > 0);
    if (mustAsk && !(await confirmed(command, options.stack))) throw new CommandError("Nothing was changed.");
    events.length = 0;
  }
  return finish(await carryOut(command, engine, options));

  function finish(result: RunResult): void {
    if (options.json) process.stdout.write(`${JSON.stringify({ ...result, events }, null, 2)}\n`);
    if (!result.ok) process.exitCode = 1;
    else if (options.expectNoChanges && changes(result) > 0) process.exitCode = 2;
  }
}

function plan(command: RunCommand, engine: EngineOptions, options: RunOptions): Promise<RunResult> {
  if (command === "destroy") return destroy({ ...engine, preview: true });
  if (command === "refresh") return refresh({ ...engine, preview: true });
  return preview({ ...engine, refresh: options.refresh });
}

function carryOut(command: RunCommand, engine: EngineOptions, options: RunOptions): Promise<RunResult> {
  if (command === "preview") return preview({ ...engine, refresh: options.refresh });
  if (command === "up") return up({ ...engine, refresh: options.refresh });
  return command === "refresh" ? refresh(engine) : destroy(engine);
}

function changes({ summary }: RunResult): number {
  return Object.entries(summary).reduce((sum, [operation, count]) => (operation === "same" ? sum : sum + count), 0);
}

async function confirmed(command: RunCommand, stack: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new CommandError(`There is no terminal to confirm ${command} at. Add --yes to go ahead without being asked.`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${command} ${stack}: go ahead? [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
