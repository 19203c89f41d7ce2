import type { Command } from "commander";
import { stringify } from "yaml";
import { CommandError } from "./failure";
import { type StackOptions, withStackOptions } from "./options";

export function outputsCommand(program: Command): void {
  withStackOptions(program.command("outputs"))
    .description("print what the stack's last up put out; secrets are masked unless asked for")
    .argument("[name]", "one output alone")
    .option("--show-secrets", "print secrets as they are")
    .option("--json", "as JSON")
    .action(async (name: string | undefined, options: StackOptions & { showSecrets?: boolean; json?: boolean }) => {
      const outputs = await (await import("./run.js")).readOutputs(options, { secrets: options.showSecrets ?? false });
      if (name !== undefined && outputs[name] === undefined) {
        throw new CommandError(`There is no output ${name}. There are: ${Object.keys(outputs).join(", ") || "none"}.`);
      }
      const shown = name === undefined ? outputs : outputs[name];
      process.stdout.write(options.json ? `${JSON.stringify(shown, null, 2)}\n` : stringify(shown));
    });
}
