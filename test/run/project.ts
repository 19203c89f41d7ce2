import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { resumeCreate } from "../../src/commands/run";
import { type EngineEvent, type EngineOptions, linesOf } from "../../src/engine";
import { createSandbox, type Sandbox } from "../../src/sandbox";

const repository = path.resolve(__dirname, "../..");

/** A folder as somebody has it who installed the package, with a sandbox to work on. */
export class Project {
  readonly folder = mkdtempSync(path.join(tmpdir(), "authentik-stacks-test-"));
  readonly events: EngineEvent[] = [];
  #sandbox?: Sandbox;
  #url = "";

  constructor(program = 'module.exports = require("authentik-stacks/stack");\n') {
    this.write(
      "Pulumi.yaml",
      "name: trial\nruntime: { name: nodejs, options: { typescript: false } }\nstackConfigDir: stacks\n",
    );
    this.write("index.js", program);
    mkdirSync(path.join(this.folder, "node_modules"));
    symlinkSync(repository, path.join(this.folder, "node_modules", "authentik-stacks"));
    // npm puts it there, and there the Pulumi CLI looks for it.
    symlinkSync(path.join(repository, "node_modules", "@pulumi"), path.join(this.folder, "node_modules", "@pulumi"));
  }

  async start(): Promise<this> {
    this.#sandbox = await createSandbox();
    this.#url = await this.#sandbox.listen();
    return this;
  }

  async close(): Promise<void> {
    await this.#sandbox?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get sandbox(): Sandbox {
    if (!this.#sandbox) throw new Error("The sandbox is not started.");
    return this.#sandbox;
  }

  get connection(): { url: string; token: string } {
    return { url: this.#url, token: this.sandbox.token };
  }

  /** What the commands and the programs find in their environment. */
  get env(): Record<string, string> {
    return {
      AUTHENTIK_URL: this.#url,
      AUTHENTIK_TOKEN: this.sandbox.token,
      PULUMI_CONFIG_PASSPHRASE: "correct horse battery staple",
      PULUMI_BACKEND_URL: `file://${path.join(this.folder, "state")}`,
    };
  }

  options(more: Partial<EngineOptions> = {}): EngineOptions {
    mkdirSync(path.join(this.folder, "state"), { recursive: true });
    return {
      projectDir: this.folder,
      stack: "dev",
      env: this.env,
      resumeCreate,
      onEvent: (event) => this.events.push(event),
      ...more,
    };
  }

  write(file: string, text: string): void {
    const target = path.join(this.folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), "utf8");
  }

  mode(file: string): number {
    return statSync(path.join(this.folder, file)).mode & 0o777;
  }

  /** Everything that the runs so far have shown. */
  shown(): string {
    return `${JSON.stringify(this.events)}\n${this.events.flatMap((event) => linesOf(event)).join("\n")}`;
  }

  /** Every file of the state, with its text. */
  stateFiles(): [file: string, text: string][] {
    const root = path.join(this.folder, "state");
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [file, readFileSync(file, "utf8")]);
  }

  /** The requests that some work makes, counted by method. */
  async counted<T>(work: () => Promise<T>): Promise<{ result: T; requests: Record<string, number> }> {
    const before = this.sandbox.requests.length;
    const result = await work();
    const requests: Record<string, number> = {};
    for (const { method } of this.sandbox.requests.slice(before)) requests[method] = (requests[method] ?? 0) + 1;
    return { result, requests };
  }
}
