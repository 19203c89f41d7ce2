import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, vi } from "vitest";
import {
  destroy,
  type EngineEvent,
  type EngineOptions,
  preview,
  type ResourceState,
  type RunResult,
  refresh,
  type StepEvent,
  stackOutputs,
  up,
} from "../../src/engine";

export const PASSPHRASE = "correct horse";

const repository = resolve(__dirname, "../..");
const folders: string[] = [];

// Every run starts two processes.
vi.setConfig({ testTimeout: 180_000 });

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export interface Resource {
  name: string;
  group?: true;
  props?: Record<string, unknown>;
  options?: Record<string, unknown>;
}

export interface Spec {
  resources: Resource[];
  outputs?: Record<string, unknown>;
  throws?: string;
  exits?: number;
  invoke?: true;
  log?: string;
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "engine-test-"));
  folders.push(folder);
  return folder;
}

/** A project of its own in a temporary folder, and the world that its provider acts on. */
export class TestStack {
  readonly folder = temporaryFolder();
  readonly world = join(this.folder, "world");
  readonly backend = join(this.folder, "backend");
  readonly name = "dev";
  events: EngineEvent[] = [];

  constructor(
    resources: Resource[] = [],
    readonly env: Record<string, string | undefined> = {},
  ) {
    cpSync(join(__dirname, "fixtures", "generic"), this.folder, { recursive: true });
    symlinkSync(join(repository, "node_modules"), join(this.folder, "node_modules"));
    for (const folder of [join(this.world, "objects"), this.backend, join(this.folder, "stacks")]) {
      mkdirSync(folder, { recursive: true });
    }
    this.declare({ resources });
  }

  declare(spec: Spec): void {
    writeFileSync(join(this.folder, "spec.json"), JSON.stringify(spec));
  }

  configure(yaml: string): void {
    writeFileSync(join(this.folder, "stacks", "Pulumi.dev.yaml"), yaml);
  }

  get configFile(): string {
    return readFileSync(join(this.folder, "stacks", "Pulumi.dev.yaml"), "utf8");
  }

  options(more: Partial<EngineOptions> = {}): EngineOptions {
    this.events = [];
    return {
      projectDir: this.folder,
      stack: this.name,
      backendUrl: `file://${this.backend}`,
      onEvent: (event) => this.events.push(event),
      ...more,
      env: { PULUMI_CONFIG_PASSPHRASE: PASSPHRASE, FIXTURE_WORLD: this.world, ...this.env, ...more.env },
    };
  }

  up(more?: Partial<EngineOptions> & { refresh?: boolean }): Promise<RunResult> {
    return up({ ...this.options(more), refresh: more?.refresh });
  }

  preview(more?: { refresh?: boolean }): Promise<RunResult> {
    return preview({ ...this.options(), refresh: more?.refresh });
  }

  refresh(more?: { preview?: boolean }): Promise<RunResult> {
    return refresh({ ...this.options(), preview: more?.preview });
  }

  destroy(more?: { preview?: boolean }): Promise<RunResult> {
    return destroy({ ...this.options(), preview: more?.preview });
  }

  outputs(secrets = false) {
    return stackOutputs(this.options(), { secrets });
  }

  /** The steps that were more than `same`, as `operation name`. */
  get steps(): string[] {
    return this.stepEvents
      .filter(({ phase, operation }) => phase !== "begin" && operation !== "same")
      .map(({ operation, name, error }) => `${operation} ${name}${error === undefined ? "" : " failed"}`);
  }

  get stepEvents(): StepEvent[] {
    return this.events.filter((event): event is StepEvent => event.type === "step");
  }

  step(name: string): StepEvent | undefined {
    return this.stepEvents.find(
      (event) => event.name === name && event.phase !== "begin" && event.operation !== "same",
    );
  }

  get logs(): string[] {
    return this.events.flatMap((event) => (event.type === "log" ? [event.message] : []));
  }

  /** What the provider was asked for since this was last read. */
  calls(...kinds: string[]): string[] {
    const path = join(this.world, "calls");
    const lines = existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
    rmSync(path, { force: true });
    return lines.filter((line) => kinds.length === 0 || kinds.includes(line.split(" ")[0] as string));
  }

  objects(): string[] {
    return readdirSync(join(this.world, "objects"))
      .map((name) => name.split(".")[0] as string)
      .sort();
  }

  /** Changes an object behind the engine's back; without a change it is gone. */
  tamper(name: string, change?: Record<string, unknown>): void {
    const folder = join(this.world, "objects");
    const file = join(folder, readdirSync(folder).find((entry) => entry.startsWith(`${name}.`)) as string);
    if (change) writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...change }));
    else rmSync(file);
  }

  get statePath(): string {
    return join(this.backend, ".pulumi", "stacks", "fixture", "dev.json");
  }

  get stateText(): string {
    return readFileSync(this.statePath, "utf8");
  }

  get deployment() {
    return JSON.parse(this.stateText).checkpoint.latest as {
      resources?: ResourceState[];
      pending_operations?: { resource: ResourceState; type: string }[];
    };
  }

  state(name: string): ResourceState | undefined {
    return this.deployment.resources?.find(({ urn }) => urn.endsWith(`::${name}`));
  }

  /** Every file that a run leaves behind, for looking for what should not be in them. */
  filesText(): string {
    const entries = readdirSync(join(this.backend, ".pulumi"), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
      .join("\n");
  }
}
