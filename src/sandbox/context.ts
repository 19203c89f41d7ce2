import type { Release } from "../authentik/catalogue";
import type { Python } from "./python";
import type { Store } from "./store";

/** What the sandbox's parts share. */
export interface SandboxContext {
  /** The release whose fields and words it speaks: `2025.10`. */
  readonly release: Release;
  /** The version that it reports: `2025.10.0-rc1`. */
  readonly version: string;
  readonly store: Store;
  readonly python: Python;
}
