/** What happens to a resource. `delete-replaced` is the end of what a `replace` has taken the place of. */
export const OPERATIONS = [
  "same",
  "create",
  "update",
  "replace",
  "delete",
  "delete-replaced",
  "refresh",
  "gone",
  "skip",
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** One property that differs, with secrets as `[secret]` and values not yet known as `[unknown]`. */
export interface PropertyChange {
  /** For instance `redirectUris[0].url`. */
  path: string;
  kind: "add" | "remove" | "change";
  from?: unknown;
  to?: unknown;
  /** Whether it is this change that makes the resource be replaced. */
  replaces?: boolean;
}

export interface StepEvent {
  type: "step";
  /** `plan` in a preview, where nothing is done; otherwise `begin` and then `end`. */
  phase: "plan" | "begin" | "end";
  operation: Operation;
  urn: string;
  /** `authentik:Application`, or `pulumi:pulumi:Stack`. */
  resourceType: string;
  name: string;
  diff: PropertyChange[];
  /** Why it failed. */
  error?: string;
  durationMs?: number;
}

export interface LogEvent {
  type: "log";
  severity: "info" | "warning" | "error";
  message: string;
  urn?: string;
}

export type RunKind = "preview" | "up" | "refresh" | "destroy";

export interface StartEvent {
  type: "start";
  kind: RunKind;
  /** Whether nothing is going to be changed. */
  dryRun: boolean;
  project: string;
  stack: string;
}

export interface SummaryEvent {
  type: "summary";
  kind: RunKind;
  dryRun: boolean;
  ok: boolean;
  summary: Record<Operation, number>;
  /** Secrets are `[secret]`. */
  outputs: Record<string, unknown>;
  errors: RunError[];
  durationMs: number;
}

export interface RunError {
  message: string;
  urn?: string;
}

export type EngineEvent = StartEvent | StepEvent | LogEvent | SummaryEvent;
