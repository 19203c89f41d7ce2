import type { EngineEvent } from "./events";

/** Where a stack is found, and how a run is to go about it. */
export interface EngineOptions {
  /** The folder of Pulumi.yaml. */
  projectDir: string;
  stack: string;
  /**
   * Where the state lives, `file://…`. Otherwise `PULUMI_BACKEND_URL`, then `backend.url` of Pulumi.yaml, then the
   * current login of the Pulumi CLI, then `file://~`. Relative paths are taken from `projectDir`.
   */
  backendUrl?: string;
  /** Instead of `<stackConfigDir>/Pulumi.<stack>.yaml`. */
  stackConfigFile?: string;
  /** Operations at the same time; 16 if not given. */
  parallel?: number;
  /** Put over the environment of this process, for the engine, the program and the provider; `undefined` removes. */
  env?: Record<string, string | undefined>;
  onEvent?(event: EngineEvent): void;
  /** Aborting it ends the run gently: nothing new begins, what is under way is finished. */
  signal?: AbortSignal;
  /**
   * Called when a create is tried again that an earlier run began and never ended. Gets the program's inputs, with their
   * secrets marked, gives back those that the provider shall check and make instead, for instance with permission to take over the
   * object that the earlier try may have made.
   */
  resumeCreate?(type: string, inputs: Record<string, unknown>): Record<string, unknown>;
}
