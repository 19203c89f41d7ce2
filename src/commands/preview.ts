import type { Command } from "commander";
import { parallel, withStackOptions } from "./options";
import type { RunOptions } from "./run";

export function previewCommand(program: Command): void {
  withStackOptions(program.command("preview"))
    .description("show what up would do, and change nothing")
    .option("--refresh", "read every object first, so that changes made by others show")
    .option("--expect-no-changes", "exit with 2 when there is a difference")
    .option("--parallel <n>", "how many objects at once", parallel)
    .option("--json", "print what happened as JSON")
    .action(async (options: RunOptions) => (await import("./run.js")).runStack("preview", options));
}
