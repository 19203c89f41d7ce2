import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";

/** The Pulumi CLI on the PATH, or the one of the npm package `pulumi` in this project. */
export function findPulumi(projectDir: string): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), path.join(projectDir, "node_modules", ".bin")];
  return folders.map((folder) => path.join(folder, "pulumi")).find(isExecutable);
}

/** Runs the Pulumi CLI in the project, at this terminal. */
export function runPulumi(cli: string, projectDir: string, args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(cli, args, { cwd: projectDir, stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/** What the Pulumi CLI prints, with its errors at this terminal. */
export function readPulumi(cli: string, projectDir: string, args: string[]): Promise<{ code: number; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(cli, args, { cwd: projectDir, stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    child.on("error", reject);
    child.on("exit", (code) => resolve({ code: code ?? 1, text }));
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
