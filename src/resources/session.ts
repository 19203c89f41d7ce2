import type { AuthentikClient } from "../authentik/client";
import { Snapshot } from "../authentik/snapshot";
import { References } from "./references";

/** What one run of the provider works with: one client, one view of the server. */
export interface Session {
  client: AuthentikClient;
  snapshot: Snapshot;
  references: References;
}

export function openSession(client: AuthentikClient): Session {
  const snapshot = new Snapshot(client);
  return { client, snapshot, references: new References(snapshot) };
}
