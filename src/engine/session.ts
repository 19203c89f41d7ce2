import { rmSync } from "node:fs";
import { checkLayout, openBackend } from "./backend";
import { type Config, decryptConfig, readStackFile, type StackFile, writeEncryptionSalt } from "./config";
import { type Environment, environmentWith } from "./environment";
import { EngineError, messageOf } from "./errors";
import type { RunKind } from "./events";
import { Journal, leftBehind, replay } from "./journal";
import { Lock } from "./lock";
import type { EngineOptions } from "./options";
import { Crypter, readPassphrase } from "./passphrase";
import { type Project, readProject } from "./project";
import { openOperation, openState, sealOperation, sealState } from "./sealing";
import { Vault } from "./secrets";
import { Snapshot } from "./snapshot";
import { type Deployment, emptyDeployment } from "./state";
import { Store, type Stored } from "./store";

const STACK_NAME = /^[A-Za-z0-9_.-]{1,100}$/;
const NO_STATE = "none";

interface OpenMode {
  /** Whether the stack is going to be changed. */
  write: boolean;
  mustExist: boolean;
}

type Notice = (text: string) => void;

/** A stack, opened: its project, configuration, keys and state, and the lock if it is going to be changed. */
export class Session {
  readonly journal?: Journal;
  private written = false;

  private constructor(
    readonly project: Project,
    readonly stack: string,
    readonly env: Environment,
    readonly config: Config,
    readonly snapshot: Snapshot,
    readonly exists: boolean,
    private readonly vault: Vault,
    private readonly store: Store,
    private readonly stackFile: StackFile,
    private readonly lock: Lock | undefined,
    digest: string,
  ) {
    if (lock) this.journal = new Journal(store.journalPath, digest, vault);
  }

  static async open(options: EngineOptions, { write, mustExist }: OpenMode, notice: Notice): Promise<Session> {
    const { project, stack, env, backend, store, stackFile } = locate(options);
    const keys = new Keys(readPassphrase(env), stack);
    const salt = stackFile.encryptionSalt ?? saltOf(store.read()) ?? leftBehind(store.journalPath)?.salt;
    const crypter = await keys.for(salt);
    const config = decryptConfig(project, stackFile, (text) => crypter.decrypt(text));
    const lock = write ? Lock.acquire(store.lockFolder, notice) : undefined;
    try {
      const vault = new Vault(crypter);
      const stored = store.read();
      const deployment = stored ? await openDeployment(stored.deployment, vault, keys) : emptyDeployment();
      const snapshot = new Snapshot(deployment);
      const resumed = await resume(store, stored, snapshot, vault, keys, write);
      if (mustExist && !stored && !resumed) {
        throw new EngineError("state", `Stack ${stack} has no state in ${backend.url}: run \`up\` first.`);
      }
      if (resumed && write) notice("Took up where an interrupted run ended.");
      if (write && !stackFile.encryptionSalt) writeEncryptionSalt(stackFile, vault.salt);
      const digest = stored?.digest ?? NO_STATE;
      const make = (current: string) =>
        new Session(
          project,
          stack,
          env,
          config,
          snapshot,
          stored !== undefined || resumed,
          vault,
          store,
          stackFile,
          lock,
          current,
        );
      if (!write || !snapshot.changed) return make(digest);
      // What was interrupted is in the state before anything new begins.
      return make(await persist(store, snapshot, vault, new Journal(store.journalPath, digest, vault)));
    } catch (error) {
      lock?.release();
      throw error;
    }
  }

  /** Writes what the run has come to, if it has changed anything. */
  async save(): Promise<void> {
    if (!this.journal || this.written) return;
    this.written = true;
    if (!this.snapshot.changed && this.exists) return;
    try {
      await persist(this.store, this.snapshot, this.vault, this.journal);
    } catch (cause) {
      const problem = `The state could not be written: ${messageOf(cause)}`;
      const wayOut = `What was done stands in ${this.store.journalPath}; the next run goes on from there.`;
      throw new EngineError("state", `${problem}. ${wayOut}`, { cause });
    }
  }

  record(kind: RunKind, ok: boolean, started: number, changes: Record<string, number>): void {
    this.store.record({
      kind: kind === "up" ? "update" : kind,
      startTime: Math.floor(started / 1000),
      message: "",
      environment: { "exec.kind": "authentik-stacks" },
      config: this.stackFile.config,
      version: 0,
      result: ok ? "succeeded" : "failed",
      endTime: Math.floor(Date.now() / 1000),
      resourceChanges: changes,
    });
  }

  close(): void {
    this.lock?.release();
  }
}

/** What is known of a stack without a passphrase. */
export function locate(options: EngineOptions) {
  const { projectDir, stack, backendUrl, stackConfigFile } = options;
  if (!STACK_NAME.test(stack)) {
    throw new EngineError("config", `"${stack}" is no stack name: letters, digits, "-", "_" and ".", at most 100.`);
  }
  const env = environmentWith(options.env);
  const project = readProject(projectDir);
  const backend = openBackend(project, env, backendUrl);
  checkLayout(backend);
  const store = new Store(backend, project.name, stack, env);
  return { project, stack, env, store, backend, stackFile: readStackFile(project, stack, stackConfigFile) };
}

/** Keys by the salt that they were made with; deriving one takes a third of a second. */
class Keys {
  private readonly known = new Map<string, Crypter>();

  constructor(
    private readonly passphrase: string,
    private readonly stack: string,
  ) {}

  async for(salt: string | undefined): Promise<Crypter> {
    const known = salt === undefined ? undefined : this.known.get(salt);
    if (known) return known;
    const crypter =
      salt === undefined
        ? await Crypter.create(this.passphrase)
        : await Crypter.unlock(this.passphrase, salt, `stack ${this.stack}`);
    this.known.set(crypter.salt, crypter);
    return crypter;
  }
}

export function saltOf(stored: Stored | undefined): string | undefined {
  return stored?.deployment.secrets_providers?.state?.salt;
}

async function openDeployment(deployment: Deployment, vault: Vault, keys: Keys): Promise<Deployment> {
  const from = await keys.for(deployment.secrets_providers?.state?.salt ?? vault.salt);
  return {
    ...deployment,
    resources: deployment.resources?.map((state) => openState(state, vault, from)),
    pending_operations: deployment.pending_operations?.map((operation) => openOperation(operation, vault, from)),
  };
}

async function resume(
  store: Store,
  stored: Stored | undefined,
  snapshot: Snapshot,
  vault: Vault,
  keys: Keys,
  write: boolean,
): Promise<boolean> {
  const left = leftBehind(store.journalPath);
  if (!left) return false;
  const crypter = await keys.for(left.salt);
  const resumed = replay(store.journalPath, left.entries, snapshot, stored?.digest ?? NO_STATE, vault, crypter);
  // The state was written; only the end of the journal was not reached.
  if (!resumed && write) rmSync(store.journalPath, { force: true });
  return resumed;
}

async function persist(store: Store, snapshot: Snapshot, vault: Vault, journal: Journal): Promise<string> {
  const deployment = snapshot.toDeployment(vault.salt);
  const { text, digest } = store.encode({
    ...deployment,
    ...(deployment.resources && { resources: deployment.resources.map((state) => sealState(state, vault)) }),
    ...(deployment.pending_operations && {
      pending_operations: deployment.pending_operations.map((operation) => sealOperation(operation, vault)),
    }),
  });
  await journal.commit(digest);
  store.write(text);
  journal.remove();
  snapshot.settled();
  return digest;
}
