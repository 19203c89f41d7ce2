import { type Command, InvalidArgumentError } from "commander";

export function sandboxCommand(program: Command): void {
  program
    .command("sandbox")
    .description("start an Authentik to try things on, in this process; it ends with it")
    .option("--port <port>", "the port on 127.0.0.1; 0 takes a free one", port, 9000)
    .option("--token <token>", "the API token (default: a random one, printed)")
    .option("--data <file>", "keep its objects in this file from one start to the next")
    .option("--json", "print one line of JSON")
    .action(async (options: { port: number; token?: string; data?: string; json?: boolean }) => {
      const { createSandbox } = await import("../sandbox/index.js");
      const sandbox = await createSandbox({ token: options.token, data: options.data });
      const url = await sandbox.listen(options.port);
      const ready = options.json
        ? JSON.stringify({ url, token: sandbox.token })
        : `Authentik sandbox ready: AUTHENTIK_URL=${url} AUTHENTIK_TOKEN=${sandbox.token}`;
      process.stdout.write(`${ready}\n`);
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void sandbox.close());
    });
}

function port(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 65535)
    throw new InvalidArgumentError("A port is 0 to 65535.");
  return number;
}
