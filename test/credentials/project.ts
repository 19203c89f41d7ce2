import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach } from "vitest";

/** Each test works in a project folder of its own; what is returned gives paths in it. */
export function inProject(): (file: string) => string {
  const before = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), "project-")));
    writeFileSync(path.join(folder, "Pulumi.yaml"), "name: test\nruntime: nodejs\n");
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });
  return (file) => path.join(folder, file);
}
