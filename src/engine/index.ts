import type { EngineOptions } from "./options";
import type { RunResult } from "./run";
import { run } from "./run";

export { createDisplay, type DisplayOptions, linesOf } from "./display";
export { EngineError, type EngineErrorCode } from "./errors";
export type * from "./events";
export { configuration, resources, type StackOutputs, stackOutputs } from "./inspect";
export type { EngineOptions } from "./options";
export type { RunResult } from "./run";
export type { ResourceState } from "./state";

/**
 * Shows what {@link up} would do, and changes nothing: neither resources nor state.
 *
 * With `refresh`, resources are read first, so that what was changed by others counts as a difference too.
 */
export function preview(options: EngineOptions & { refresh?: boolean }): Promise<RunResult> {
  return run("preview", options, { dryRun: true, refresh: options.refresh ?? false, deploy: true });
}

/**
 * Makes resources what the program says, and deletes those that it no longer has. A failure of one resource keeps back
 * those that depend on it, and all deletions; what was made is kept.
 *
 * @throws EngineError if the run cannot begin: a lock, a passphrase, a file that is not what it should be.
 * @example
 * const result = await up({ projectDir: ".", stack: "dev", onEvent: createDisplay() });
 * if (!result.ok) process.exitCode = 1;
 */
export function up(options: EngineOptions & { refresh?: boolean }): Promise<RunResult> {
  return run("up", options, { dryRun: false, refresh: options.refresh ?? false, deploy: true });
}

/** Reads every resource and stores what is there now; what is gone leaves the state. With `preview`, only tells. */
export function refresh(options: EngineOptions & { preview?: boolean }): Promise<RunResult> {
  return run("refresh", options, { dryRun: options.preview ?? false, refresh: true });
}

/** Deletes every resource of the stack, dependents first. With `preview`, only tells. */
export function destroy(options: EngineOptions & { preview?: boolean }): Promise<RunResult> {
  return run("destroy", options, { dryRun: options.preview ?? false, refresh: false, destroy: true });
}
