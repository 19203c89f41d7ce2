#!/usr/bin/env node
import { Command } from "commander";
import { AuthentikError } from "./authentik/errors";
import { credentialsCommand } from "./commands/credentials";
import { destroyCommand } from "./commands/destroy";
import { doctorCommand } from "./commands/doctor";
import { CommandError } from "./commands/failure";
import { outputsCommand } from "./commands/outputs";
import { previewCommand } from "./commands/preview";
import { refreshCommand } from "./commands/refresh";
import { sandboxCommand } from "./commands/sandbox";
import { upCommand } from "./commands/up";
import { EngineError } from "./engine/errors";
import { StackFileError } from "./stack/problems";

const { version } = require("../package.json") as { version: string };

const program = new Command("authentik-stacks")
  .description("Authentik's configuration as code: previewed, applied, watched, with the credentials delivered.")
  .version(version)
  .showHelpAfterError();

for (const add of [
  previewCommand,
  upCommand,
  refreshCommand,
  destroyCommand,
  outputsCommand,
  credentialsCommand,
  doctorCommand,
  sandboxCommand,
]) {
  add(program);
}

// A reader that goes away early (`| head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${isExpected(error) ? error.message : ((error as Error)?.stack ?? String(error))}\n`);
  process.exitCode = error instanceof CommandError ? error.exitCode : 1;
});

/** Whether an error says all there is to know in its text. */
function isExpected(error: unknown): error is Error {
  return [AuthentikError, CommandError, EngineError, StackFileError].some((type) => error instanceof type);
}
