import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { AuthentikError } from "../authentik/errors";

/** The folder of the nearest Pulumi.yaml, from which the paths of a stack count. */
export function projectFolder(from = process.cwd()): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, "Pulumi.yaml")) || existsSync(path.join(folder, "Pulumi.yml"))) return folder;
    if (path.dirname(folder) === folder) return from;
  }
}

/** What is wrong with a path for a file with credentials, if anything. */
export function pathProblem(file: string): string | undefined {
  if (path.normalize(file) === "." || file.endsWith("/")) return "must name a file.";
  if (path.isAbsolute(file) || path.normalize(file).split(path.sep)[0] === "..") {
    return `leads out of the project's folder. Give a path below it, such as .env.${path.basename(file) || "app"}.`;
  }
  return undefined;
}

/** The absolute path of a file in the project; no symbolic link may lead elsewhere. */
export function insideProject(file: string): string {
  const problem = pathProblem(file);
  if (problem) throw new AuthentikError("CONFIGURATION", `The path ${file} ${problem}`);
  const root = realpathSync(projectFolder());
  const target = path.join(root, file);
  const parts = path.relative(root, target).split(path.sep);
  for (const [index] of parts.entries()) {
    const part = path.join(root, ...parts.slice(0, index + 1));
    const isFile = index === parts.length - 1;
    const found = lstatSync(part, { throwIfNoEntry: false });
    if (!found) break;
    if (found.isSymbolicLink()) {
      throw new AuthentikError("CONFIGURATION", `${file} is, or lies behind, a symbolic link. Name the file itself.`);
    }
    if (isFile ? !found.isFile() : !found.isDirectory()) {
      const what = isFile ? "a file" : "a folder";
      throw new AuthentikError(
        "CONFIGURATION",
        `${path.relative(root, part)} is in the way of ${file}: it is not ${what}.`,
      );
    }
  }
  return target;
}

export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Whether a file that is there can be read by others than its owner. */
export function isExposed(file: string): boolean {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0;
  return (mode & 0o077) !== 0;
}

/** Writes a file that only its owner can read, whole or not at all. */
export function writePrivate(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString("hex")}`);
  try {
    const descriptor = openSync(draft, "wx", 0o600);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

export function removeFile(file: string): void {
  rmSync(file, { force: true });
}
