import type { Release } from "../authentik/catalogue";
import type { Links } from "./flows/links";
import type { Mail } from "./flows/mails";
import type { Sessions } from "./flows/sessions";
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
  /** Answers that never change, by path: the types of objects, the sources' kinds, … */
  readonly fixed: Readonly<Record<string, unknown>>;
  /**
   * The class of the last stage that was made for one request alone: Authentik mistakes it for the class of any stage
   * whose own class it did not look for.
   */
  passingStage?: string;
  /** Whether there is a licence for what needs one. */
  readonly licensed: boolean;
  /** The browsers' sessions, by cookie: `sessions.user(request)` is who is logged in. */
  readonly sessions: Sessions;
  /** Plans that wait for someone with a link: from a mail, or for recovery. */
  readonly links: Links;
  /** What would have been sent, oldest first. */
  readonly mails: Mail[];
}
