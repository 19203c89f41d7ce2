import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Environment } from "./environment";
import { EngineError } from "./errors";
import type { Project } from "./project";

// Loaded into every child before anything else. One that holds the other end of a pipe notices its closing even when
// this process was killed outright. And Node 20 fills its memory when it colours a stack that names a file directly
// below a scope, `node_modules/@pulumi/resource.ts`, as those of the SDK do: errors are reported without colours.
const PRELOAD = `
import { Socket } from "node:net";
import util from "node:util";
const tether = new Socket({ fd: 3 });
for (const event of ["end", "close", "error"]) tether.on(event, () => process.exit(1));
tether.resume();
tether.unref();
const { inspect } = util;
const plain = (value, options, ...rest) =>
  inspect(value, value instanceof Error && options?.colors ? { ...options, colors: false } : options, ...rest);
util.inspect = Object.defineProperties(plain, Object.getOwnPropertyDescriptors(inspect));
`;

const GRACE_MS = 3_000;
const DRAIN_MS = 500;

/** The project's own copy of Pulumi's SDK, or else the one that came with this package. */
export function sdkPath(project: Project, ...parts: string[]): string {
  for (const from of [join(project.programFolder, "x.js"), __filename]) {
    try {
      return join(createRequire(from).resolve("@pulumi/pulumi/package.json"), "..", ...parts);
    } catch {}
  }
  throw new EngineError("project", `@pulumi/pulumi is not installed in ${project.root}: run \`npm install\` there.`);
}

export interface ChildOptions {
  nodeArgs?: readonly string[];
  script: string;
  args: readonly string[];
  cwd: string;
  env: Environment;
}

/** A Node process that ends with this one, however this one ends. */
export class Child {
  readonly process: ChildProcess;
  /** The exit code, or null after a signal. */
  readonly exited: Promise<number | null>;
  private ended = false;

  constructor({ nodeArgs = [], script, args, cwd, env }: ChildOptions) {
    const preload = `--import=data:text/javascript,${encodeURIComponent(PRELOAD)}`;
    // In a group of its own, or else Ctrl-C in a terminal would reach it before it has finished what it is doing.
    this.process = spawn(process.execPath, [preload, ...nodeArgs, script, ...args], {
      cwd,
      env: withoutProxyToSelf(env),
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      detached: true,
    });
    this.process.stdio[3]?.on("error", () => {});
    this.exited = new Promise((resolve, reject) => {
      this.process.on("error", reject);
      this.process.on("exit", (code) => {
        this.ended = true;
        // What it started may outlive it and keep its output open.
        setTimeout(() => resolve(code), DRAIN_MS).unref();
      });
      this.process.on("close", resolve);
    });
    this.exited.catch(() => {});
  }

  /** Asks it to end, and makes it end if it does not. */
  async stop(grace = GRACE_MS): Promise<void> {
    if (this.ended) return;
    this.signal("SIGTERM");
    const timer = setTimeout(() => this.signal("SIGKILL"), grace);
    await this.exited.catch(() => null);
    clearTimeout(timer);
  }

  kill(): void {
    if (!this.ended) this.signal("SIGKILL");
  }

  private signal(signal: NodeJS.Signals): void {
    const { pid } = this.process;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      this.process.kill(signal);
    }
  }
}

/** gRPC would go through a proxy even to this machine. */
function withoutProxyToSelf(env: Environment): Environment {
  const others = env.no_grpc_proxy || env.no_proxy;
  return { ...env, no_grpc_proxy: others ? `${others},127.0.0.1` : "127.0.0.1" };
}

/** Calls back for every line, the last one with or without its end. */
export function eachLine(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
  let rest = "";
  stream?.setEncoding("utf8");
  stream?.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
  stream?.on("end", () => {
    if (rest !== "") onLine(rest);
  });
}
