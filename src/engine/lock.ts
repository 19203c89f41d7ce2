import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { EngineError } from "./errors";
import { readIfThere } from "./files";

interface Owner {
  pid: number;
  username: string;
  hostname: string;
  timestamp: string;
}

interface HeldLock {
  path: string;
  owner: Owner;
}

const ours = new Set<string>();
const CLOCK_SLACK = 60_000;

/** A stack's lock, in the form and place in which Pulumi's own file backend keeps it, so that each respects the other. */
export class Lock {
  private constructor(private readonly path: string) {}

  /** `notice` hears of a dead process's lock being taken over. */
  static acquire(folder: string, notice: (text: string) => void): Lock {
    for (const lock of othersIn(folder)) {
      if (isAlive(lock)) throw lockedBy([lock]);
      notice(
        `Took over the lock of process ${lock.owner.pid}, which ended without finishing (${lock.owner.timestamp}).`,
      );
      rmSync(lock.path, { force: true });
      rmSync(`${lock.path}.attrs`, { force: true });
    }
    const path = join(folder, `${randomUUID()}.json`);
    const owner: Owner = {
      pid: process.pid,
      username: username(),
      hostname: hostname(),
      timestamp: new Date().toISOString(),
    };
    ours.add(path);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(path, JSON.stringify(owner), { flag: "wx", mode: 0o600 });
    const lock = new Lock(path);
    const rivals = othersIn(folder).filter((other) => other.path !== path);
    if (rivals.length > 0) {
      lock.release();
      throw lockedBy(rivals);
    }
    return lock;
  }

  release(): void {
    rmSync(this.path, { force: true });
    ours.delete(this.path);
  }
}

function othersIn(folder: string): HeldLock[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      const path = join(folder, name);
      const text = readIfThere(path)?.toString("utf8");
      return text === undefined ? [] : [{ path, owner: parseOwner(text) }];
    });
}

function parseOwner(text: string): Owner {
  const unknown: Owner = { pid: 0, username: "?", hostname: "?", timestamp: "?" };
  try {
    return { ...unknown, ...(JSON.parse(text) as Partial<Owner>) };
  } catch {
    return unknown;
  }
}

function lockedBy(locks: HeldLock[]): EngineError {
  const owners = locks.map(
    ({ owner, path }) => `${owner.username}@${owner.hostname} (pid ${owner.pid}) at ${owner.timestamp}, ${path}`,
  );
  return new EngineError(
    "locked",
    `The stack is locked by another run: ${owners.join("; ")}. Wait for it to end; if it is gone for good, delete that ` +
      "file or run `pulumi cancel`.",
  );
}

/** Only a process of this machine can be known to be dead. */
function isAlive({ path, owner }: HeldLock): boolean {
  if (owner.hostname !== hostname() || !Number.isInteger(owner.pid) || owner.pid <= 0) return true;
  // In containers a new run often has the pid of the one before it.
  if (owner.pid === process.pid) return ours.has(path);
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return !startedAfter(owner.pid, Date.parse(owner.timestamp));
}

/** Whether the pid has gone to a process younger than the lock, as far as Linux tells. */
function startedAfter(pid: number, time: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const state = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state[0] === "Z") return true;
    const boot = Number(/^btime (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1]) * 1000;
    const started = boot + Number(state[19]) * 10;
    return started > time + CLOCK_SLACK;
  } catch {
    return false;
  }
}

function username(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "?");
  }
}
