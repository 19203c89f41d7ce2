import type { Command } from "commander";
import { parallel, withStackOptions } from "./options";
import type { RunOptions } from "./run";

export function upCommand(program: Command): void {
  withStackOptions(program.command("up"))
    .description("make Authentik what the stack says, and deliver the credentials")
    .option("-y, --yes", "do not ask")
    .option("--refresh", "read every object first, so that changes made by others are undone")
    .option("--expect-no-changes", "exit with 2 when something was changed")
    .option("--parallel <n>", "how many objects at once", parallel)
    .option("--json", "print what happened as JSON")
    .action(async (options: RunOptions) => (await import("./run.js")).runStack("up", options));
}
