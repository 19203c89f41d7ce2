import { EngineError } from "./errors";

/** The wish to stop: first gently, no new operation begins, then at once. */
export class Stop {
  private onGentle: (() => void)[] = [];
  private onHard: (() => void)[] = [];
  requested = false;
  private hard = false;

  gently(): void {
    if (this.requested) return;
    this.requested = true;
    for (const callback of this.onGentle) callback();
  }

  atOnce(): void {
    this.gently();
    if (this.hard) return;
    this.hard = true;
    for (const callback of this.onHard) callback();
  }

  whenGentle(callback: () => void): void {
    if (this.requested) callback();
    else this.onGentle.push(callback);
  }

  whenHard(callback: () => void): void {
    if (this.hard) callback();
    else this.onHard.push(callback);
  }

  check(): void {
    if (this.requested) throw new EngineError("interrupted", "Stopped before it began.");
  }

  /** Listens to the signals of the terminal and to the caller's; returns what ends the listening. */
  listen(signal: AbortSignal | undefined, notice: (text: string) => void): () => void {
    const onSignal = () => {
      if (this.requested) return this.atOnce();
      notice("Stopping: what is under way is finished first. Once more to stop at once.");
      this.gently();
    };
    const onAbort = () => this.gently();
    if (signal?.aborted) this.gently();
    signal?.addEventListener("abort", onAbort);
    for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, onSignal);
    return () => {
      signal?.removeEventListener("abort", onAbort);
      for (const name of ["SIGINT", "SIGTERM"] as const) process.off(name, onSignal);
    };
  }
}
