import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { afterAll } from "vitest";
import { type TestStack, temporaryFolder } from "./stack";

const repository = resolve(__dirname, "../..");
let compiled: string | undefined;
const started = new Set<ChildProcess>();

afterAll(() => {
  for (const child of started) child.kill("SIGKILL");
});

/** The engine as plain JavaScript, for processes that a test starts. */
function compiledEngine(): string {
  if (compiled) return compiled;
  const folder = temporaryFolder();
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  const out = join(folder, "engine");
  mkdirSync(out);
  const source = join(repository, "src", "engine");
  for (const name of readdirSync(source)) {
    const { outputText } = ts.transpileModule(readFileSync(join(source, name), "utf8"), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true },
    });
    writeFileSync(join(out, name.replace(/\.ts$/, ".js")), outputText);
  }
  compiled = out;
  return out;
}

export interface Run {
  process: ChildProcess;
  output: () => string;
  exited: Promise<number | null>;
}

export function startRun(stack: TestStack, operation: string, env: Record<string, string> = {}): Run {
  const { onEvent: _onEvent, signal: _signal, resumeCreate: _resume, ...options } = stack.options();
  const args = [join(__dirname, "fixtures", "up.js"), compiledEngine(), operation, JSON.stringify(options)];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  started.add(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (data: string) => {
      text += data;
    });
  }
  return { process: child, output: () => text, exited: new Promise((done) => child.on("close", done)) };
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done, 10));
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // Killed, and not yet fetched by whoever adopted it.
  return !existsSync(`/proc/${pid}/stat`) || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
}

export function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return children === "" ? [] : children.split(" ").map(Number);
}
