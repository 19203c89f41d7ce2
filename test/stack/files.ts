import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { type ReadStack, readStack } from "../../src/stack/load";
import { StackFileError, type StackProblem } from "../../src/stack/problems";
import type { StackFile } from "../../src/stack/schema";

type Environment = Record<string, string | undefined>;

/** A folder with these files, until the test is over. */
export function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "stack-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** What `stack.yaml` among these files, or this text as `stack.yaml`, says. */
export function load(files: string | Record<string, string>, env: Environment = {}): StackFile {
  return read(files, env).stack;
}

/** The same, with what in it is secret. */
export function read(files: string | Record<string, string>, env: Environment = {}): ReadStack {
  const folder = folderWith(typeof files === "string" ? { "stack.yaml": files } : files);
  return readStack("stack.yaml", folder, { env });
}

/** What is wrong with them. */
export function problemsOf(files: string | Record<string, string>, env: Environment = {}): StackProblem[] {
  try {
    load(files, env);
  } catch (error) {
    if (error instanceof StackFileError) return error.problems;
    throw error;
  }
  return [];
}

/** The same, each as `line path: message`, with the file's name in front where it is another. */
export function complaints(files: string | Record<string, string>, env: Environment = {}): string[] {
  return problemsOf(files, env).map(
    ({ file, line, path, message }) => `${file === "stack.yaml" ? "" : `${file}:`}${line} ${path}: ${message}`,
  );
}
