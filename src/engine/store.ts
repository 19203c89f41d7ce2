import { createHash } from "node:crypto";
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { type Backend, writeLayout } from "./backend";
import type { Environment } from "./environment";
import { EngineError, messageOf } from "./errors";
import { readIfThere, writeWhole } from "./files";
import { type Deployment, emptyDeployment } from "./state";

const VERSION = 3;
const WITH_FEATURES = 4;
const KNOWN_FEATURES = new Set(["refreshBeforeUpdate"]);

export interface Stored {
  deployment: Deployment;
  /** What the file's content is known by; `none` where there is no file. */
  digest: string;
}

/** One stack's files in a backend. */
export class Store {
  readonly lockFolder: string;
  readonly journalPath: string;
  private readonly path: string;
  private version = VERSION;
  private features: string[] = [];

  constructor(
    private readonly backend: Backend,
    private readonly project: string,
    private readonly stack: string,
    private readonly env: Environment,
  ) {
    this.lockFolder = join(backend.folder, "locks", "organization", project, stack);
    this.journalPath = join(backend.folder, "journals", project, `${stack}.jsonl`);
    this.path = join(backend.folder, "stacks", project, `${stack}.json`);
    if (existsSync(`${this.path}.zst`)) {
      throw new EngineError("unsupported", `${this.path}.zst is compressed with zstd; use the Pulumi CLI.`);
    }
  }

  read(): Stored | undefined {
    const bytes = readIfThere(this.path) ?? unzipped(readIfThere(`${this.path}.gz`));
    if (!bytes) return undefined;
    return { deployment: this.parse(bytes.toString("utf8")), digest: digestOf(bytes) };
  }

  /** The text of a state and its digest, so that a journal can name the state before it is written. */
  encode(deployment: Deployment): { text: string; digest: string } {
    const stack = `organization/${this.project}/${this.stack}`;
    const text = JSON.stringify({
      version: this.version,
      ...(this.features.length > 0 && { features: this.features }),
      checkpoint: { stack, latest: deployment },
    });
    return { text, digest: digestOf(Buffer.from(text)) };
  }

  write(text: string): void {
    writeLayout(this.backend);
    const zipped = existsSync(`${this.path}.gz`) && !existsSync(this.path);
    const path = zipped ? `${this.path}.gz` : this.path;
    const data = zipped ? gzipSync(text) : text;
    if (existsSync(path)) copyFileSync(path, `${path}.bak`);
    writeWhole(path, data);
    this.backup(data, zipped ? ".json.gz" : ".json");
  }

  private backup(data: string | Uint8Array, extension: string): void {
    const { PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: disabled, PULUMI_DISABLE_CHECKPOINT_BACKUPS: before } =
      this.env;
    if (isTrue(disabled) || isTrue(before)) return;
    const name = `${this.stack}.${nanoseconds()}${extension}`;
    writeWhole(join(this.backend.folder, "backups", this.project, this.stack, name), data);
  }

  /** Adds to what `pulumi stack history` shows. */
  record(run: Record<string, unknown>): void {
    const name = `${this.stack}-${nanoseconds()}.history.json`;
    writeWhole(join(this.backend.folder, "history", this.project, this.stack, name), JSON.stringify(run));
  }

  private parse(text: string): Deployment {
    const file = this.path;
    let content: { version?: number; features?: string[]; checkpoint?: { latest?: Deployment | null } };
    try {
      content = JSON.parse(text);
    } catch (cause) {
      throw new EngineError("state", `${file} is not readable: ${messageOf(cause)}. A copy may be in ${file}.bak.`, {
        cause,
      });
    }
    const { version = 0, features = [], checkpoint } = content;
    const unknown = features.filter((feature) => !KNOWN_FEATURES.has(feature));
    if ((version !== VERSION && version !== WITH_FEATURES) || unknown.length > 0 || !checkpoint) {
      const what = unknown.length > 0 ? `uses ${unknown.join(", ")}` : `has version ${version}`;
      throw new EngineError(
        "unsupported",
        `${file} ${what}, which the built-in engine does not know; use the Pulumi CLI.`,
      );
    }
    this.version = version;
    this.features = features;
    const { latest } = checkpoint;
    const deployment = latest ?? emptyDeployment();
    const type = deployment.secrets_providers?.type;
    if (type && type !== "passphrase") {
      throw new EngineError("unsupported", `${file} is encrypted with ${type}, not a passphrase; use the Pulumi CLI.`);
    }
    return deployment;
  }
}

function unzipped(bytes: Buffer | undefined): Buffer | undefined {
  return bytes && gunzipSync(bytes);
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}

function nanoseconds(): string {
  return `${Date.now()}${String(process.hrtime.bigint() % 1_000_000n).padStart(6, "0")}`;
}
