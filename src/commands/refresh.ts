import type { Command } from "commander";
import { parallel, withStackOptions } from "./options";
import type { RunOptions } from "./run";

export function refreshCommand(program: Command): void {
  withStackOptions(program.command("refresh"))
    .description("read every object, and note in the state what others have changed")
    .option("-y, --yes", "do not ask")
    .option("--expect-no-changes", "exit with 2 when there is a difference")
    .option("--parallel <n>", "how many objects at once", parallel)
    .option("--json", "print what happened as JSON")
    .action(async (options: RunOptions) => (await import("./run.js")).runStack("refresh", options));
}
