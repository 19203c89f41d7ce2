import type { LimitFunction } from "p-limit";
import type { Journal } from "./journal";
import type { Provider } from "./provider";
import type { Redactor } from "./redact";
import type { Report } from "./report";
import type { Snapshot } from "./snapshot";
import type { Stop } from "./stop";
import type { PropertyMap } from "./values";

/** What everything that takes part in a run shares. */
export interface RunContext {
  project: string;
  stack: string;
  dryRun: boolean;
  /** The configuration as properties of the default provider. */
  config: PropertyMap;
  snapshot: Snapshot;
  /** None in a preview. */
  journal?: Journal;
  report: Report;
  redactor: Redactor;
  provider: () => Promise<Provider>;
  limit: LimitFunction;
  stop: Stop;
  resumeCreate?(type: string, inputs: PropertyMap): PropertyMap;
}
