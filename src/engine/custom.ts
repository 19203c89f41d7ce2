import { changesBetween } from "./changes";
import type { RunContext } from "./context";
import { EngineError } from "./errors";
import type { Operation, PropertyChange } from "./events";
import { ProviderFailure } from "./failure";
import { newState, type Result, sameState } from "./newstate";
import type { Decision } from "./plan";
import type { Provider } from "./provider";
import type { Registration } from "./registration";
import type { Effect, Held } from "./snapshot";
import type { ResourceState } from "./state";
import type { Outcome, Steps } from "./steps";
import { parseUrn } from "./urn";
import { fromWire, markSecrets, type PropertyMap, plainMap } from "./values";

/** A custom resource on its way from the state it is in to the one that the program wants. */
export class CustomResource {
  constructor(
    private readonly context: RunContext,
    private readonly steps: Steps,
    private readonly provider: Provider,
    private readonly providerReference: string,
    private readonly urn: string,
    private readonly wanted: Registration,
    private readonly old: Held | undefined,
  ) {}

  /** Does what was decided, or in a preview tells of it. `deleteOld` deletes what is to go first. */
  async apply(decision: Decision, deleteOld: (old: Held) => Promise<void>): Promise<Held> {
    switch (decision.operation) {
      case "create":
        return this.create("create", decision.inputs, changesBetween({}, decision.inputs, this.context.redactor), []);
      case "same":
        return this.same(decision.inputs);
      case "update":
        return this.update(decision.inputs, decision.diff);
      case "replace":
        return this.replace(decision, deleteOld);
    }
  }

  private async replace(
    { inputs, diff, deleteFirst }: Decision & { operation: "replace" },
    deleteOld: (old: Held) => Promise<void>,
  ): Promise<Held> {
    const old = this.old as Held;
    if (old.state.protect && this.wanted.protect) {
      const { name } = parseUrn(this.urn);
      throw new EngineError(
        "resource",
        `${name} is protected, and this change would replace it. Set \`protect: false\` on it, or take the change back.`,
      );
    }
    if (!deleteFirst) return this.create("replace", inputs, diff, [{ mark: old.key, as: "delete" }]);
    if (!old.state.pendingReplacement) await deleteOld(old);
    return this.create("replace", inputs, diff, [], old.key);
  }

  private async create(
    operation: Operation,
    inputs: PropertyMap,
    diff: PropertyChange[],
    also: Effect[],
    key = this.context.snapshot.newKey(),
  ): Promise<Held> {
    const { dryRun, report, snapshot } = this.context;
    if (dryRun) {
      report.plan({ operation, urn: this.urn, diff });
      return { key, state: this.state({ inputs, outputs: this.marked(inputs, inputs) }) };
    }
    const interrupted = snapshot.interruptedFor(this.urn, "creating") !== undefined;
    const settle: Effect[] = interrupted ? [{ settle: this.urn }] : [];
    const begun = this.state({ inputs, outputs: {} });
    let result = begun;
    await this.steps.run({ operation, urn: this.urn, diff }, { resource: begun, type: "creating" }, async () =>
      this.keepingPart(
        inputs,
        async () => {
          const { id, outputs } = await this.provider.create(this.urn, plainMap(inputs));
          return { id, inputs, outputs: this.marked(outputs, inputs) };
        },
        (made) => {
          result = this.state(made);
          return [{ put: key, state: result }, ...also, ...settle];
        },
      ),
    );
    return { key, state: result };
  }

  private async update(inputs: PropertyMap, diff: PropertyChange[]): Promise<Held> {
    const { key, state: old } = this.old as Held;
    const { dryRun, report, snapshot } = this.context;
    const preview = this.state({ id: old.id, inputs, outputs: this.marked(inputs, inputs) });
    if (dryRun) {
      report.plan({ operation: "update", urn: this.urn, diff });
      return { key, state: preview };
    }
    const settle: Effect[] = snapshot.interruptedFor(this.urn, "updating") ? [{ settle: this.urn }] : [];
    let result = preview;
    await this.steps.run(
      { operation: "update", urn: this.urn, diff },
      { resource: preview, type: "updating" },
      async () =>
        this.keepingPart(
          inputs,
          async () => {
            const before = { inputs: old.inputs ?? {}, outputs: old.outputs ?? {} };
            const outputs = await this.provider.update(
              this.urn,
              old.id ?? "",
              before,
              inputs,
              this.wanted.ignoreChanges,
            );
            return { id: old.id, inputs, outputs: this.marked(outputs, inputs) };
          },
          (made) => {
            result = this.state(made);
            return [{ put: key, state: result }, ...settle];
          },
        ),
    );
    return { key, state: result };
  }

  private async same(inputs: PropertyMap): Promise<Held> {
    const { key, state: old } = this.old as Held;
    const { dryRun, report } = this.context;
    const state = this.state({ id: old.id, inputs, outputs: this.marked(old.outputs ?? {}, inputs) });
    if (dryRun) report.plan({ operation: "same", urn: this.urn });
    else {
      if (!sameState(old, state)) await this.steps.note([{ put: key, state }]);
      report.instant({ operation: "same", urn: this.urn });
    }
    return { key, state };
  }

  /** A provider may fail and yet have made something, which must not be lost. */
  private async keepingPart(
    inputs: PropertyMap,
    request: () => Promise<Result>,
    keep: (made: Result) => Effect[],
  ): Promise<Outcome> {
    try {
      return { effects: keep(await request()) };
    } catch (error) {
      if (!(error instanceof ProviderFailure) || !error.made) throw error;
      const { id, outputs, inputs: changed, reasons } = error.made;
      // Without it nothing could be read or deleted later.
      const whole = inputs.__provider === undefined ? outputs : { __provider: inputs.__provider, ...outputs };
      const kept = changed ? (markSecrets(fromWire(changed) as PropertyMap, inputs) as PropertyMap) : inputs;
      const initErrors = (reasons.length > 0 ? reasons : [error.message]).map((text) =>
        this.context.redactor.redact(text),
      );
      const effects = keep({ id, inputs: kept, outputs: this.marked(whole, inputs), initErrors });
      return { effects, error: [error.message, ...reasons.filter((reason) => reason !== error.message)].join("\n") };
    }
  }

  private marked(outputs: PropertyMap, inputs: PropertyMap): PropertyMap {
    const marked = markSecrets(fromWire(outputs) as PropertyMap, inputs, this.wanted.additionalSecretOutputs);
    this.context.redactor.learn(marked);
    return marked;
  }

  private state(result: Result): ResourceState {
    return newState(this.urn, this.wanted, this.providerReference, this.old?.state, result);
  }
}
