import type { RunContext } from "./context";
import { isLetGo, requestDeletion } from "./deletion";
import { EngineError } from "./errors";
import { wouldReplace } from "./plan";
import type { Held } from "./snapshot";
import { providerUrn } from "./state";
import type { Steps } from "./steps";
import { parseUrn } from "./urn";
import { UNKNOWN } from "./values";

/** Resources that are deleted before they are replaced, with those that cannot be without them. */
export class Replacements {
  private readonly condemned = new Map<number, Promise<void>>();
  private readonly doomed = new Set<string>();

  constructor(
    private readonly context: RunContext,
    private readonly steps: Steps,
  ) {}

  /** Resolves once it has been deleted because of another's replacement; false if it has not been condemned. */
  async hasDeleted(key: number): Promise<boolean> {
    const deletion = this.condemned.get(key);
    await deletion;
    return deletion !== undefined;
  }

  /** Deletes a resource, and before it those that its replacement would replace; `isTaken` tells of registered ones. */
  async deleteFirst(root: Held, isTaken: (key: number) => boolean): Promise<void> {
    const dependents = await this.dependentsToReplace(root, isTaken);
    const targets = [root, ...dependents.filter(({ key }) => !isTaken(key) && !this.condemned.has(key))];
    const kept = targets.find(({ key, state }) => key !== root.key && state.protect);
    if (kept) {
      const [name, blocker] = [parseUrn(root.state.urn).name, parseUrn(kept.state.urn).name];
      throw new EngineError(
        "resource",
        `${name} cannot be replaced: ${blocker}, which would go with it, is protected.`,
      );
    }
    for (const { state } of targets) this.doomed.add(state.urn);
    const deletion = this.deleteInReverse(targets);
    for (const { key } of targets) this.condemned.set(key, deletion);
    // Whoever waits for it hears of its failure; nobody may be waiting.
    deletion.catch(() => {});
    await deletion;
  }

  private async deleteInReverse(targets: readonly Held[]): Promise<void> {
    const { dryRun, report } = this.context;
    for (const { key, state } of [...targets].reverse()) {
      if (dryRun) report.plan({ operation: "delete-replaced", urn: state.urn });
      else if (isLetGo(state, this.doomed)) {
        await this.steps.note([{ mark: key, as: "pendingReplacement" }]);
        report.instant({ operation: "delete-replaced", urn: state.urn });
      } else {
        const effects = [{ mark: key, as: "pendingReplacement" } as const];
        await requestDeletion(this.context, this.steps, state, "delete-replaced", effects);
      }
    }
  }

  /** The state is in order of dependency, so that one pass finds dependents of dependents. */
  private async dependentsToReplace(root: Held, isTaken: (key: number) => boolean): Promise<Held[]> {
    const replaced = new Set([root.state.urn]);
    const found: Held[] = [];
    for (const held of this.context.snapshot.held()) {
      const { state, key } = held;
      const candidate = state.custom && !state.external && !state.delete && !state.pendingReplacement;
      if (!candidate || key === root.key || isTaken(key)) continue;
      if (await this.goesWith(held, replaced)) {
        replaced.add(state.urn);
        found.push(held);
      }
    }
    return found;
  }

  private async goesWith({ state }: Held, replaced: ReadonlySet<string>): Promise<boolean> {
    if (state.provider && replaced.has(providerUrn(state.provider))) return true;
    if (state.deletedWith && replaced.has(state.deletedWith)) return true;
    const inputs = state.inputs ?? {};
    const touched = Object.entries(state.propertyDependencies ?? {})
      .filter(([key, urns]) => key in inputs && urns.some((urn) => replaced.has(urn)))
      .map(([key]) => [key, UNKNOWN] as const);
    if (touched.length === 0) return false;
    const provider = await this.context.provider();
    return wouldReplace(this.context, provider, state, { ...inputs, ...Object.fromEntries(touched) });
  }
}
