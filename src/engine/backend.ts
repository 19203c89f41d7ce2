import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import type { Environment } from "./environment";
import { EngineError, messageOf } from "./errors";
import { readIfThere, writeWhole } from "./files";
import type { Project } from "./project";

/** Where a stack's state lies, laid out as Pulumi's own file backend does. */
export interface Backend {
  url: string;
  folder: string;
}

const FILE = "file://";

export function openBackend(project: Project, env: Environment, option?: string): Backend {
  const url = option || env.PULUMI_BACKEND_URL || project.backendUrl || currentLogin(env) || "file://~";
  if (!url.startsWith(FILE)) {
    throw new EngineError(
      "backend",
      `The state of this stack lives in ${withoutPassword(url)}, which the built-in engine cannot reach. Install the ` +
        "Pulumi CLI, or set PULUMI_BACKEND_URL=file://… to keep the state in a folder.",
    );
  }
  return { url, folder: join(folderOf(url, project, env), ".pulumi") };
}

function folderOf(url: string, project: Project, env: Environment): string {
  const raw = url.slice(FILE.length).split("?")[0] ?? "";
  const path = decodeURIComponent(raw);
  const home = env.HOME || homedir();
  if (path === "~") return home;
  if (path.startsWith("~/")) return join(home, path.slice(2));
  return resolve(project.root, path);
}

function currentLogin(env: Environment): string | undefined {
  const home = env.PULUMI_HOME || join(env.HOME || homedir(), ".pulumi");
  const text = readIfThere(join(home, "credentials.json"))?.toString("utf8");
  if (!text) return undefined;
  try {
    const { current } = JSON.parse(text) as { current?: unknown };
    return typeof current === "string" && current !== "" ? current : undefined;
  } catch (cause) {
    const problem = `${join(home, "credentials.json")} is not readable as JSON: ${messageOf(cause)}`;
    throw new EngineError("backend", `${problem}. Set PULUMI_BACKEND_URL to say where the state lives.`, { cause });
  }
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^/@]*@/, "//****@");
}

/** Refuses folders in the layout of before 2023, which knew no projects, and those of a newer Pulumi. */
export function checkLayout(backend: Backend): void {
  const text = readIfThere(join(backend.folder, "meta.yaml"))?.toString("utf8");
  const stacks = join(backend.folder, "stacks");
  const version = text === undefined ? undefined : (parse(text) as { version?: unknown } | null)?.version;
  const old =
    version === undefined && existsSync(stacks) && readdirSync(stacks).some((name) => /\.json(\.gz)?$/.test(name));
  if (old || version === 0) {
    throw new EngineError("backend", `${backend.folder} has the old layout: run \`pulumi state upgrade\` on it once.`);
  }
  if (version !== undefined && version !== 1) {
    throw new EngineError("backend", `${backend.folder} has layout ${version}, which is newer than this engine's, 1.`);
  }
}

export function writeLayout(backend: Backend): void {
  const path = join(backend.folder, "meta.yaml");
  if (!existsSync(path)) writeWhole(path, "version: 1\n");
}
