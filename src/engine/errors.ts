export type EngineErrorCode =
  | "project"
  | "config"
  | "passphrase"
  | "backend"
  | "locked"
  | "state"
  | "journal"
  | "unsupported"
  | "program"
  | "provider"
  | "resource"
  | "interrupted";

/**
 * What the engine throws when a run cannot begin or go on. Failures of single resources are no exceptions, they stand
 * in {@link RunResult.errors}.
 *
 * @example
 * catch (error) {
 *   if (error instanceof EngineError && error.code === "locked") …
 * }
 */
export class EngineError extends Error {
  /** Stable, for programs; the message is for people and says what to do next. */
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "EngineError";
    this.code = code;
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
