import type { RunContext } from "./context";
import { EngineError } from "./errors";
import type { Operation } from "./events";
import type { Effect, Held } from "./snapshot";
import { dependenciesOf, type ResourceState } from "./state";
import { StepFailed, type Steps } from "./steps";
import { isProviderType, parseUrn } from "./urn";

/** Refuses, before anything is deleted, if something protected is among what would be. */
export function nothingProtected(context: RunContext, targets: readonly Held[]): boolean {
  const kept = targets.filter(({ state }) => state.protect && !state.delete);
  for (const { state } of kept) {
    context.report.fail(
      `${parseUrn(state.urn).name} is protected and is not deleted. Set \`protect: false\` on it and run \`up\` first.`,
      state.urn,
    );
  }
  return kept.length === 0;
}

/** Deletes resources, each after all that depend on it; one that cannot be deleted keeps what it depends on. */
export function deleteAll(context: RunContext, steps: Steps, targets: readonly Held[]): Promise<void> {
  const graph = new DeletionGraph(targets);
  const doomed = new Set(targets.map(({ state }) => state.urn));
  return new Promise((resolve, reject) => {
    let running = 0;
    const advance = (ready: readonly Held[]): void => {
      for (const held of ready) {
        running++;
        deleteOne(context, steps, held, doomed).then((done) => {
          running--;
          advance(done ? graph.remove(held) : []);
          if (running === 0) resolve();
        }, reject);
      }
    };
    advance(graph.free());
    if (running === 0) {
      if (targets.length === 0) resolve();
      else reject(new EngineError("state", "The state's resources depend on each other in a circle; nothing can go."));
    }
  });
}

class DeletionGraph {
  private readonly dependents = new Map<Held, number>();
  private readonly dependencies = new Map<Held, Set<Held>>();

  constructor(private readonly targets: readonly Held[]) {
    const byUrn = new Map<string, Held[]>();
    for (const held of targets) {
      this.dependents.set(held, 0);
      byUrn.set(held.state.urn, [...(byUrn.get(held.state.urn) ?? []), held]);
    }
    for (const held of targets) {
      const dependencies = new Set([...dependenciesOf(held.state)].flatMap((urn) => byUrn.get(urn) ?? []));
      this.dependencies.set(held, dependencies);
      for (const dependency of dependencies) this.count(dependency, 1);
    }
  }

  /** Those that nothing depends on, the latest made first. */
  free(): Held[] {
    return this.targets.filter((held) => this.dependents.get(held) === 0).reverse();
  }

  /** Those that have become free by this one's going. */
  remove(held: Held): Held[] {
    return [...(this.dependencies.get(held) ?? [])].filter((dependency) => this.count(dependency, -1) === 0);
  }

  private count(held: Held, by: number): number {
    const count = (this.dependents.get(held) ?? 0) + by;
    this.dependents.set(held, count);
    return count;
  }
}

/** False if it is still there. */
async function deleteOne(
  context: RunContext,
  steps: Steps,
  { key, state }: Held,
  doomed: ReadonlySet<string>,
): Promise<boolean> {
  const operation: Operation = state.delete ? "delete-replaced" : "delete";
  const alone = isLetGo(state, doomed);
  // What was deleted to be replaced, and then was not wanted any more, is gone already.
  const silent = state.pendingReplacement || isProviderType(state.type);
  if (context.dryRun) {
    if (!silent) context.report.plan({ operation, urn: state.urn });
    return true;
  }
  try {
    if (silent || alone) {
      context.stop.check();
      await steps.note([{ drop: key }]);
      if (!silent) context.report.instant({ operation, urn: state.urn });
    } else {
      await requestDeletion(context, steps, state, operation, [{ drop: key }]);
    }
    return true;
  } catch (error) {
    if (error instanceof StepFailed) return false;
    if (error instanceof EngineError && error.code === "interrupted") return false;
    throw error;
  }
}

/** Whether it goes without its provider being asked. */
export function isLetGo(state: ResourceState, doomed: ReadonlySet<string>): boolean {
  const withAnother = state.deletedWith !== undefined && doomed.has(state.deletedWith);
  return !state.custom || state.external === true || state.retainOnDelete === true || withAnother;
}

export async function requestDeletion(
  context: RunContext,
  steps: Steps,
  state: ResourceState,
  operation: Operation,
  effects: Effect[],
): Promise<void> {
  const provider = await context.provider();
  await steps.run({ operation, urn: state.urn }, { resource: state, type: "deleting" }, async () => {
    await provider.delete(state.urn, state.id ?? "", state.inputs ?? {}, state.outputs ?? {});
    return { effects };
  });
}
