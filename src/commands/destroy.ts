import type { Command } from "commander";
import { parallel, withStackOptions } from "./options";
import type { RunOptions } from "./run";

export function destroyCommand(program: Command): void {
  withStackOptions(program.command("destroy"))
    .description("delete everything that the stack has made")
    .option("-y, --yes", "do not ask")
    .option("--parallel <n>", "how many objects at once", parallel)
    .option("--json", "print what happened as JSON")
    .action(async (options: RunOptions) => (await import("./run.js")).runStack("destroy", options));
}
