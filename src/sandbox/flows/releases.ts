import { compareReleases } from "../../authentik/catalogue";
import type { SandboxContext } from "../context";

/** Whether the sandbox speaks as a release from 2026.5 on, whose login looks a little different. */
export function isSince2026(context: SandboxContext): boolean {
  return compareReleases(context.release, "2026.5") >= 0;
}
