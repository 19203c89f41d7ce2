import {
  type EngineEvent,
  type LogEvent,
  OPERATIONS,
  type Operation,
  type PropertyChange,
  type RunError,
} from "./events";
import type { Redactor } from "./redact";
import { displayType, parseUrn } from "./urn";

export interface StepReport {
  operation: Operation;
  urn: string;
  diff?: PropertyChange[];
}

/** Tells the caller what happens, without a secret in it, and keeps count. */
export class Report {
  readonly summary = Object.fromEntries(OPERATIONS.map((operation) => [operation, 0])) as Record<Operation, number>;
  readonly errors: RunError[] = [];
  private readonly reported = new Set<string>();

  constructor(
    private readonly redactor: Redactor,
    private readonly onEvent: (event: EngineEvent) => void = () => {},
  ) {}

  emit(event: EngineEvent): void {
    this.onEvent(event);
  }

  /** A step of a preview. */
  plan(step: StepReport): void {
    this.summary[step.operation]++;
    this.step(step, "plan");
  }

  begin(step: StepReport): { end(error?: string): void } {
    const started = Date.now();
    this.step(step, "begin");
    return {
      end: (error) => {
        if (error === undefined) this.summary[step.operation]++;
        else this.remember(error, step.urn);
        this.step(step, "end", { error, durationMs: Date.now() - started });
      },
    };
  }

  /** A step that takes no time: nothing to do, or left out. */
  instant(step: StepReport): void {
    this.summary[step.operation]++;
    this.step(step, "end");
  }

  log(severity: LogEvent["severity"], message: string, urn?: string): void {
    const text = this.redactor.redact(message).trimEnd();
    if (text !== "") this.emit({ type: "log", severity, message: text, ...(urn && { urn }) });
  }

  /** A failure that belongs to no step that was begun; the same one is told once. */
  fail(message: string, urn?: string): void {
    if (this.remember(message, urn)) this.log("error", message, urn);
  }

  private remember(message: string, urn?: string): boolean {
    const text = this.redactor.redact(message).trimEnd();
    const key = `${urn ?? ""} ${text}`;
    if (this.reported.has(key)) return false;
    this.reported.add(key);
    this.errors.push({ message: text, ...(urn && { urn }) });
    return true;
  }

  private step(
    step: StepReport,
    phase: "plan" | "begin" | "end",
    more: { error?: string; durationMs?: number } = {},
  ): void {
    const { type, name } = parseUrn(step.urn);
    this.emit({
      type: "step",
      phase,
      operation: step.operation,
      urn: step.urn,
      resourceType: displayType(type),
      name,
      diff: step.diff ?? [],
      ...(more.error !== undefined && { error: this.redactor.redact(more.error) }),
      ...(more.durationMs !== undefined && { durationMs: more.durationMs }),
    });
  }
}
