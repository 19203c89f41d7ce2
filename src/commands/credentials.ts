import { type Command, Option } from "commander";
import { type Format, formatNames, formats } from "../credentials/formats";
import { inProfileOrder } from "../credentials/profiles";
import { isRecord } from "../resources/values";
import { CommandError } from "./failure";
import { type StackOptions, withStackOptions } from "./options";

export function credentialsCommand(program: Command): void {
  withStackOptions(program.command("credentials"))
    .description("print one application's credentials, as the last up left them; they are secret")
    .requiredOption("--app <name>", "the application's key in the stack file")
    .addOption(new Option("--format <format>", "the form").choices(formatNames).default("dotenv"))
    .addOption(new Option("--json", "the same as --format json").conflicts("format"))
    .option("--profile <profile>", "which delivery, where the application has several")
    .action(async (options: StackOptions & { app: string; format: Format; json?: boolean; profile?: string }) => {
      const { credentials } = await (await import("./run.js")).readOutputs(options, { secrets: true });
      const variables = variablesOf(credentials, options.app, options.profile);
      process.stdout.write(formats[options.json ? "json" : options.format](variables));
    });
}

/** The variables of one delivery, out of a stack's outputs. */
export function variablesOf(credentials: unknown, app: string, profile?: string): Record<string, string> {
  const all = isRecord(credentials) ? credentials : {};
  const deliveries = Array.isArray(all[app]) ? all[app].filter(isRecord) : [];
  const wanted = deliveries.filter((delivery) => profile === undefined || delivery.profile === profile);
  const [delivery, ...others] = wanted;
  if (!delivery || !isRecord(delivery.variables)) {
    const names = Object.keys(all);
    throw new CommandError(
      deliveries.length > 0
        ? `${app} has no credentials in the profile ${profile}. It has: ${profilesOf(deliveries)}.`
        : `There are no credentials of ${app}. ${
            names.length > 0
              ? `This stack has those of ${names.join(", ")}.`
              : "Name them in the stack file (credentials: [{ profile: fastapi }]) and run up."
          }`,
    );
  }
  if (others.length > 0 && profile === undefined) {
    throw new CommandError(`${app} has several deliveries. Choose one with --profile: ${profilesOf(deliveries)}.`);
  }
  return inProfileOrder(String(delivery.profile), delivery.variables as Record<string, string>);
}

function profilesOf(deliveries: Record<string, unknown>[]): string {
  return deliveries.map((delivery) => String(delivery.profile)).join(", ");
}
