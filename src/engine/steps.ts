import type { RunContext } from "./context";
import { messageOf } from "./errors";
import { ProviderFailure } from "./failure";
import type { StepReport } from "./report";
import type { Effect } from "./snapshot";
import type { PendingOperation } from "./state";

/** A failure that has been reported already. */
export class StepFailed extends Error {}

export interface Outcome {
  effects: Effect[];
  /** Set if it was done in part: what was done is kept, but it counts as failed. */
  error?: string;
}

/** Carries out what changes something, one journal entry before and one after each. */
export class Steps {
  private last = 0;

  constructor(private readonly context: RunContext) {}

  /** Asks the provider once there is room and the intention is on disk. */
  run(step: StepReport, operation: PendingOperation, request: () => Promise<Outcome>): Promise<void> {
    const { limit, stop, report, snapshot, journal } = this.context;
    return limit(async () => {
      stop.check();
      const number = ++this.last;
      const reported = report.begin(step);
      try {
        await journal?.begin(number, operation);
        snapshot.begin(number, operation);
        const { effects, error } = await request();
        snapshot.end(number, effects);
        await journal?.end(number, effects);
        reported.end(error);
        if (error !== undefined) throw new StepFailed(error);
      } catch (error) {
        if (error instanceof StepFailed) throw error;
        // Of an answer that never came nobody knows what it would have been: the operation stays open in the journal.
        if (!(error instanceof ProviderFailure && error.kind === "lost")) {
          snapshot.end(number, []);
          await journal?.end(number, []);
        }
        reported.end(messageOf(error));
        throw new StepFailed(messageOf(error));
      }
    });
  }

  /** What the engine does by itself, without a provider. */
  async note(effects: Effect[]): Promise<void> {
    this.context.snapshot.apply(effects);
    await this.context.journal?.note(effects);
  }
}
