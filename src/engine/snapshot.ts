import { arrange } from "./arrange";
import { type Deployment, emptyDeployment, type PendingKind, type PendingOperation, type ResourceState } from "./state";

/** A change of the state. What a run does to a state is a list of these, in memory as in the journal. */
export type Effect =
  /** A resource under a key of its own, or, under a known one, in the place of what was there. */
  | { put: number; state: ResourceState }
  | { mark: number; as: "delete" | "pendingReplacement" }
  | { drop: number }
  /** The interrupted operation on this URN has been made up for. */
  | { settle: string };

export interface Held {
  key: number;
  state: ResourceState;
}

/** The state of a stack during a run. */
export class Snapshot {
  private readonly resources = new Map<number, ResourceState>();
  private readonly begun = new Map<number, PendingOperation>();
  private readonly renames = new Map<string, string>();
  private readonly parents = new Map<string, string | undefined>();
  private interrupted: PendingOperation[];
  private nextKey = 0;
  /** Whether anything differs from what was read. */
  changed = false;

  constructor(private readonly base: Deployment = emptyDeployment()) {
    for (const state of base.resources ?? []) this.resources.set(this.newKey(), state);
    const before = base.pending_operations ?? [];
    this.interrupted = before.filter(({ type }) => type === "creating" || type === "updating");
    this.changed = this.interrupted.length !== before.length;
  }

  newKey(): number {
    return this.nextKey++;
  }

  get(key: number): ResourceState | undefined {
    return this.resources.get(key);
  }

  held(): Held[] {
    return [...this.resources].map(([key, state]) => ({ key, state }));
  }

  /** The operation that an earlier run began on this resource and never ended. */
  interruptedFor(urn: string, kind: PendingKind): PendingOperation | undefined {
    return this.interrupted.find(({ resource, type }) => resource.urn === urn && type === kind);
  }

  interruptedOperations(): readonly PendingOperation[] {
    return this.interrupted;
  }

  begin(step: number, operation: PendingOperation): void {
    this.begun.set(step, operation);
    this.changed = true;
  }

  end(step: number, effects: readonly Effect[]): void {
    this.begun.delete(step);
    this.apply(effects);
  }

  apply(effects: readonly Effect[]): void {
    for (const effect of effects) this.applyOne(effect);
  }

  private applyOne(effect: Effect): void {
    this.changed = true;
    if ("put" in effect) this.put(effect.put, effect.state);
    else if ("drop" in effect) this.drop(effect.drop);
    else if ("mark" in effect) {
      const state = this.resources.get(effect.mark);
      if (state) this.resources.set(effect.mark, { ...state, [effect.as]: true });
    } else this.interrupted = this.interrupted.filter(({ resource }) => resource.urn !== effect.settle);
  }

  private put(key: number, state: ResourceState): void {
    this.nextKey = Math.max(this.nextKey, key + 1);
    const before = this.resources.get(key);
    if (before && before.urn !== state.urn) this.renames.set(before.urn, state.urn);
    this.resources.set(key, state);
  }

  private drop(key: number): void {
    const state = this.resources.get(key);
    if (state) this.parents.set(state.urn, state.parent);
    this.resources.delete(key);
  }

  /** Operations that began and never ended become pending ones; an update is simply tried again from what it was. */
  private pending(): PendingOperation[] {
    const fresh = [...this.begun.values()].filter(({ type }) => type === "creating" || type === "updating");
    const urns = new Set(fresh.map(({ resource }) => resource.urn));
    return [...this.interrupted.filter(({ resource }) => !urns.has(resource.urn)), ...fresh];
  }

  /** What has been written is no change any more. */
  settled(): void {
    this.interrupted = this.pending();
    this.begun.clear();
    this.changed = false;
  }

  toDeployment(salt: string): Deployment {
    const resources = arrange([...this.resources.values()], this.renames, this.parents);
    const pending = this.pending();
    const { resources: _resources, pending_operations: _pending, ...rest } = this.base;
    return {
      ...rest,
      manifest: { ...this.base.manifest, time: new Date().toISOString() },
      secrets_providers: { type: "passphrase", state: { salt } },
      ...(resources.length > 0 && { resources }),
      ...(pending.length > 0 && { pending_operations: pending }),
      metadata: this.base.metadata ?? {},
    };
  }
}
