import type { AuthentikClient } from "../authentik/client";
import { Snapshot } from "../authentik/snapshot";
import { References } from "./references";

/** What one run of the provider works with: one client, one view of the server. */
export interface Session {
  client: AuthentikClient;
  snapshot: Snapshot;
  references: References;
  /**
   * What this run has made, taken over or written, by kind and id. A resource that is deleted after another has taken
   * its object over lets go of it: after a rename both stand for the same thing.
   */
  claimed: Set<string>;
}

export function openSession(client: AuthentikClient): Session {
  const snapshot = new Snapshot(client);
  return { client, snapshot, references: new References(snapshot), claimed: new Set() };
}
