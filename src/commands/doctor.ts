import { type Command, Option } from "commander";
import pc from "picocolors";
import { compareReleases, releaseOf, releases } from "../authentik/catalogue";
import { AuthentikClient } from "../authentik/client";
import { type Connection, resolveConnection } from "../authentik/connection";
import { AuthentikError } from "../authentik/errors";
import { projectFolder } from "../credentials/files";
import { openSession } from "../resources/session";
import { needsOf } from "../stack/needs";
import { pathText, StackFileError } from "../stack/problems";
import type { StackFile } from "../stack/schema";
import { CommandError } from "./failure";
import { checkStackFile, engineOption, type StackOptions, stackFileOf } from "./options";
import { findPulumi } from "./pulumi";

/** One thing looked at. */
export interface Finding {
  about: string;
  state: "ok" | "warning" | "missing";
  text: string;
}

export function doctorCommand(program: Command): void {
  program
    .command("doctor")
    .description("what is reachable, which release, what the token may do, what the stack needs that is missing")
    .addOption(new Option("-s, --stack <env>", "look at this stack and its configuration as well"))
    .addOption(engineOption())
    .option("--json", "print the findings as JSON")
    .action(async (options: Partial<StackOptions> & { json?: boolean }) => {
      const findings = await examine(options.stack, options.engine);
      if (options.json) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
      else for (const finding of findings) process.stdout.write(`${lineOf(finding)}\n`);
      const missing = findings.filter(({ state }) => state === "missing").length;
      if (missing > 0) throw new CommandError(`${missing} of ${findings.length} findings stand in the way.`);
    });
}

/** Looks at everything that a run needs, without writing anything. */
export async function examine(
  stackName: string | undefined,
  engine: StackOptions["engine"] = "auto",
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const note = (about: string, state: Finding["state"], text: string) => findings.push({ about, state, text });

  const folder = projectFolder();
  note("node", "ok", process.version);
  examineEngine(engine, findPulumi(folder), note);

  let stack: StackFile | undefined;
  if (stackName) {
    try {
      stack = checkStackFile(stackName, folder);
      const file = stackFileOf(stackName, folder);
      note("stack", "ok", stack ? `${file} has no problems` : `there is no ${file}: the project's own program runs`);
    } catch (error) {
      if (!(error instanceof StackFileError || error instanceof CommandError)) throw error;
      note("stack", "missing", error.message);
    }
  }

  let connection: Connection;
  try {
    connection = resolveConnection(stackName ? await (await import("./run.js")).readConfiguration(stackName) : {});
  } catch (error) {
    note("connection", "missing", (error as Error).message);
    return findings;
  }
  const client = new AuthentikClient(connection, { retries: 1 });
  try {
    await examineServer(client, note);
    if (stack) await examineNeeds(client, stack, note);
  } catch (error) {
    if (!(error instanceof AuthentikError)) throw error;
    note("server", "missing", error.message);
  }
  return findings;
}

type Note = (about: string, state: Finding["state"], text: string) => void;

function examineEngine(engine: StackOptions["engine"], cli: string | undefined, note: Note): void {
  if (engine === "builtin") note("engine", "ok", "the built-in engine runs the program");
  else if (cli) note("engine", "ok", `the Pulumi CLI at ${cli}`);
  else if (engine === "auto") note("engine", "ok", "no Pulumi CLI is found: the built-in engine runs the program");
  else note("engine", "missing", "there is no Pulumi CLI on the PATH. Install it, or take --engine builtin.");
}

async function examineServer(client: AuthentikClient, note: Note): Promise<void> {
  const version = await client.version();
  note("server", "ok", `Authentik ${version} at ${client.url}`);
  const release = releaseOf(version);
  const [oldest = "", newest = ""] = [releases[0], releases[releases.length - 1]];
  if (releases.includes(release)) note("release", "ok", `${release} is in the catalogue`);
  else if (compareReleases(release, oldest) < 0)
    note("release", "missing", `${release} is older than ${oldest}, the oldest that is supported`);
  else
    note(
      "release",
      "warning",
      `${release} is not in the catalogue (newest: ${newest}); what it added cannot be declared`,
    );

  const { user } = (await client.get("core/users/me")) as { user?: { username?: string; is_superuser?: boolean } };
  if (user?.is_superuser) note("token", "ok", `belongs to ${user.username}, who may do everything`);
  else {
    note(
      "token",
      "warning",
      `belongs to ${user?.username}, who is no superuser: give its role the permissions to view, add, change and delete each kind that the stack declares`,
    );
  }
}

async function examineNeeds(client: AuthentikClient, stack: StackFile, note: Note): Promise<void> {
  const { references } = openSession(client);
  const needs = needsOf(stack);
  let missing = 0;
  for (const { path: place, refs, name } of needs) {
    try {
      await references.toIds({ type: "string", ref: refs }, name);
    } catch (error) {
      if (!(error instanceof AuthentikError) || error.path) throw error;
      missing++;
      note("needs", "missing", `${pathText(place)}: ${error.message}`);
    }
  }
  if (missing === 0) note("needs", "ok", `all ${needs.length} objects that the stack refers to are there`);
}

function lineOf({ about, state, text }: Finding): string {
  const mark = { ok: pc.green("ok"), warning: pc.yellow("warning"), missing: pc.red("missing") }[state];
  return `${mark} ${about}: ${text}`;
}
