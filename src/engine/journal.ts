import { closeSync, fdatasync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { EngineError } from "./errors";
import { readIfThere, syncFolder } from "./files";
import type { Crypter } from "./passphrase";
import { openOperation, openState, sealOperation, sealState } from "./sealing";
import type { Vault } from "./secrets";
import type { Effect, Snapshot } from "./snapshot";
import type { PendingOperation } from "./state";

const sync = promisify(fdatasync);

type Entry =
  | { journal: 1; base: string; salt: string; pid: number; time: string }
  | { begin: number; operation: PendingOperation }
  | { end: number; effects: Effect[] }
  | { effects: Effect[] }
  /** The state with this digest, which holds all of the journal, is about to be written. */
  | { commit: string };

/**
 * What a run has done, appended line by line instead of writing the whole state at every step. Secrets in it are
 * encrypted as in the state. A run that ends writes the state and removes it; after one that was killed, the next run
 * finds it and brings the state up to date.
 */
export class Journal {
  private file: number | undefined;
  private lines: string[] = [];
  private current: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  constructor(
    private readonly path: string,
    private readonly base: string,
    private readonly vault: Vault,
  ) {}

  /** Resolves once the entry is on disk: only then may the provider be asked. */
  async begin(step: number, operation: PendingOperation): Promise<void> {
    await this.append({ begin: step, operation: sealOperation(operation, this.vault) });
  }

  async end(step: number, effects: readonly Effect[]): Promise<void> {
    await this.append({ end: step, effects: this.seal(effects) });
  }

  async note(effects: readonly Effect[]): Promise<void> {
    await this.append({ effects: this.seal(effects) });
  }

  async commit(digest: string): Promise<void> {
    await this.append({ commit: digest });
  }

  remove(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
    rmSync(this.path, { force: true });
  }

  private seal(effects: readonly Effect[]): Effect[] {
    return effects.map((effect) =>
      "put" in effect ? { ...effect, state: sealState(effect.state, this.vault) } : effect,
    );
  }

  private append(entry: Entry): Promise<void> {
    this.lines.push(JSON.stringify(entry));
    // Whoever appends while the disk is busy shares the next flush.
    this.next ??= this.current = this.current.then(() => this.flush());
    return this.next;
  }

  private async flush(): Promise<void> {
    this.next = undefined;
    const lines = this.lines;
    this.lines = [];
    const file = this.open();
    writeSync(file, `${lines.join("\n")}\n`);
    await sync(file);
  }

  private open(): number {
    if (this.file !== undefined) return this.file;
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    this.file = openSync(this.path, "a", 0o600);
    const head: Entry = {
      journal: 1,
      base: this.base,
      salt: this.vault.salt,
      pid: process.pid,
      time: new Date().toISOString(),
    };
    writeSync(this.file, `${JSON.stringify(head)}\n`);
    syncFolder(dirname(this.path));
    return this.file;
  }
}

/** The salt of the journal that a killed run left behind, if one did. */
export function leftBehind(path: string): { salt: string; entries: Entry[] } | undefined {
  const text = readIfThere(path)?.toString("utf8");
  if (!text) return undefined;
  const entries: Entry[] = [];
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    if (line === "") continue;
    try {
      entries.push(JSON.parse(line) as Entry);
    } catch (cause) {
      // The last line may be torn: what it would have announced never began.
      if (index >= lines.length - 2) break;
      throw new EngineError("journal", `${path}, line ${index + 1}, is damaged; ${WAY_OUT}`, { cause });
    }
  }
  const [head] = entries;
  if (!head || !("journal" in head)) return undefined;
  return { salt: head.salt, entries };
}

const WAY_OUT = "look at what it records, then delete it to go on from the state as it is.";

/** Brings a snapshot up to what the journal says; false if the state on disk already holds it all. */
export function replay(
  path: string,
  entries: readonly Entry[],
  snapshot: Snapshot,
  digest: string,
  vault: Vault,
  crypter: Crypter,
): boolean {
  const [head] = entries;
  if (entries.some((entry) => "commit" in entry && entry.commit === digest)) return false;
  if (!head || !("journal" in head) || head.base !== digest) {
    throw new EngineError(
      "journal",
      `An interrupted run left ${path}, but the state has been changed by another program since; ${WAY_OUT}`,
    );
  }
  const open = (effects: Effect[]) =>
    effects.map((effect) => ("put" in effect ? { ...effect, state: openState(effect.state, vault, crypter) } : effect));
  for (const entry of entries) {
    if ("begin" in entry) snapshot.begin(entry.begin, openOperation(entry.operation, vault, crypter));
    else if ("end" in entry) snapshot.end(entry.end, open(entry.effects));
    else if ("effects" in entry) snapshot.apply(open(entry.effects));
  }
  return true;
}
