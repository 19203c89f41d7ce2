import { randomUUID } from "node:crypto";
import { Aliases } from "./aliases";
import type { RunContext } from "./context";
import { CustomResource } from "./custom";
import { deleteAll, nothingProtected } from "./deletion";
import { EngineError, messageOf } from "./errors";
import { newState, sameState } from "./newstate";
import { plan } from "./plan";
import type { Registration } from "./registration";
import { Replacements } from "./replacing";
import type { Held } from "./snapshot";
import type { ResourceState } from "./state";
import { StepFailed, Steps } from "./steps";
import { DYNAMIC_PROVIDER_TYPE, isDynamicType, makeUrn, parseUrn, STACK_TYPE } from "./urn";
import { containsUnknown, equal, type PropertyMap } from "./values";

export interface Registered {
  urn: string;
  id?: string;
  outputs: PropertyMap;
  result: "success" | "fail" | "skip";
}

/** Brings the resources that a program registers about, and at its end takes away those that it has no more. */
export class Deployment {
  private readonly steps: Steps;
  private readonly replacements: Replacements;
  private readonly aliases: Aliases;
  private readonly olds = new Map<string, Held>();
  private readonly wanted = new Map<string, Registration>();
  private readonly registered = new Map<string, Held>();
  private readonly taken = new Set<number>();
  private readonly replaced = new Map<string, Held>();
  private readonly failed = new Set<string>();
  private provider: Promise<string> | undefined;
  private stackUrn: string | undefined;

  constructor(private readonly context: RunContext) {
    this.steps = new Steps(context);
    this.replacements = new Replacements(context, this.steps);
    this.aliases = new Aliases(context.stack, context.project);
    for (const held of context.snapshot.held()) if (!held.state.delete) this.olds.set(held.state.urn, held);
  }

  /** What the program exports. */
  get stackOutputs(): PropertyMap {
    return (this.stackUrn && this.registered.get(this.stackUrn)?.state.outputs) || {};
  }

  /** Failures are reported and answered, so that the program can go on with what does not depend on them. */
  async register(resource: Registration): Promise<Registered> {
    const { stack, project, report, redactor } = this.context;
    const urn = makeUrn(stack, project, resource.parent, resource.type, resource.name);
    redactor.learn(resource.inputs);
    try {
      const held = await this.settle(urn, this.inheriting(resource));
      if (!held) return { urn, outputs: {}, result: "skip" };
      this.registered.set(urn, held);
      // What a component puts out may name resources that are not registered yet.
      const outputs = resource.custom ? (held.state.outputs ?? {}) : {};
      return { urn, id: held.state.id, outputs, result: "success" };
    } catch (error) {
      if (error instanceof EngineError && error.code === "interrupted") throw error;
      if (!(error instanceof StepFailed)) report.fail(messageOf(error), urn);
      this.failed.add(urn);
      return { urn, outputs: {}, result: "fail" };
    }
  }

  private inheriting(resource: Registration): Registration {
    const parent = this.wanted.get(resource.parent);
    return {
      ...resource,
      protect: resource.protect ?? parent?.protect,
      retainOnDelete: resource.retainOnDelete ?? parent?.retainOnDelete,
      deletedWith: resource.deletedWith || parent?.deletedWith || "",
    };
  }

  /** Nothing if it was left out because something it needs has failed. */
  private async settle(urn: string, resource: Registration): Promise<Held | undefined> {
    const { name, type } = resource;
    if (this.wanted.has(urn)) {
      throw new EngineError(
        "resource",
        `Two resources of type ${type} are named ${name}: give each a name of its own.`,
      );
    }
    this.wanted.set(urn, resource);
    this.refuseUnsupported(resource);
    if (this.needsFailed(resource)) {
      this.failed.add(urn);
      this.context.report.instant({ operation: "skip", urn });
      return undefined;
    }
    if (!this.context.dryRun && containsUnknown(resource.inputs)) {
      throw new EngineError("resource", `${name} has inputs that nobody knows: an output that it uses was never set.`);
    }
    const old = this.findOld(urn, resource);
    if (old && old.state.custom !== resource.custom) {
      throw new EngineError("resource", `${name} was something else before: give it another name.`);
    }
    if (type === STACK_TYPE) this.stackUrn = urn;
    return resource.custom ? this.settleCustom(urn, resource, old) : this.settleComponent(urn, resource, old);
  }

  private refuseUnsupported({ unsupported, type, custom }: Registration): void {
    const [what] = unsupported;
    if (what)
      throw new EngineError("unsupported", `${what} is not supported by the built-in engine; use the Pulumi CLI.`);
    if (custom && !isDynamicType(type)) {
      throw new EngineError(
        "unsupported",
        `${type} needs a provider plugin; the built-in engine runs dynamic providers only. Use the Pulumi CLI.`,
      );
    }
  }

  private needsFailed({ inputs, dependencies, propertyDependencies, parent, deletedWith }: Registration): boolean {
    if (this.failed.size === 0) return false;
    if (!this.context.dryRun && containsUnknown(inputs)) return true;
    const needed = [...dependencies, ...Object.values(propertyDependencies).flat(), parent, deletedWith];
    return needed.some((urn) => this.failed.has(urn));
  }

  private findOld(urn: string, resource: Registration): Held | undefined {
    for (const candidate of [urn, ...this.aliases.of(resource)]) {
      const old = this.olds.get(candidate);
      if (!old) continue;
      if (this.taken.has(old.key)) {
        throw new EngineError("resource", `${candidate} is claimed by two resources: check the \`aliases\` of ${urn}.`);
      }
      this.taken.add(old.key);
      if (candidate !== urn) this.aliases.record(urn, candidate);
      return old;
    }
    return undefined;
  }

  private async settleComponent(urn: string, resource: Registration, old: Held | undefined): Promise<Held> {
    const { snapshot, dryRun, report } = this.context;
    const { inputs } = resource;
    const operation = !old ? "create" : equal(old.state.inputs ?? {}, inputs) ? "same" : "update";
    const state = newState(urn, resource, undefined, old?.state, { inputs, outputs: old?.state.outputs ?? {} });
    const held = { key: old?.key ?? snapshot.newKey(), state };
    if (dryRun) report.plan({ operation, urn });
    else {
      this.context.stop.check();
      if (!old || !sameState(old.state, state)) await this.steps.note([{ put: held.key, state }]);
      report.instant({ operation, urn });
    }
    return held;
  }

  private async settleCustom(urn: string, resource: Registration, found: Held | undefined): Promise<Held> {
    const { snapshot } = this.context;
    this.context.stop.check();
    const provider = await this.context.provider();
    this.provider ??= this.defaultProvider();
    const reference = await this.provider;
    const deleted = found ? await this.replacements.hasDeleted(found.key) : false;
    const old = found && { key: found.key, state: snapshot.get(found.key) ?? found.state };
    const gone = deleted || old?.state.pendingReplacement === true;
    const tainted = old?.state.taint === true || this.replaced.has(resource.deletedWith);
    const decision = await plan(this.context, provider, urn, resource, {
      old: old?.state,
      force: gone ? "gone" : tainted ? "replace" : undefined,
      unfinished: (old?.state.initErrors?.length ?? 0) > 0 || snapshot.interruptedFor(urn, "updating") !== undefined,
    });
    if (old && decision.operation === "replace") this.replaced.set(urn, old);
    const custom = new CustomResource(this.context, this.steps, provider, reference, urn, resource, old);
    const isTaken = (key: number) => this.taken.has(key);
    return custom.apply(decision, async (root) => {
      if (!gone) await this.replacements.deleteFirst(root, isTaken);
    });
  }

  /** The configuration, kept in the state as the provider's that all dynamic resources refer to. */
  private async defaultProvider(): Promise<string> {
    const { stack, project, config, snapshot, dryRun } = this.context;
    const urn = makeUrn(stack, project, "", DYNAMIC_PROVIDER_TYPE, "default");
    const old = this.olds.get(urn);
    const id = old?.state.id ?? randomUUID();
    const now = new Date().toISOString();
    const state: ResourceState = {
      urn,
      custom: true,
      id,
      type: DYNAMIC_PROVIDER_TYPE,
      ...(Object.keys(config).length > 0 && { inputs: config, outputs: config }),
      created: old?.state.created ?? now,
      modified: now,
    };
    const key = old?.key ?? snapshot.newKey();
    this.taken.add(key);
    if (!dryRun && (!old || !sameState(old.state, state))) await this.steps.note([{ put: key, state }]);
    return `${urn}::${id}`;
  }

  async registerOutputs(urn: string, outputs: PropertyMap): Promise<void> {
    const held = this.registered.get(urn);
    if (!held) return;
    this.context.redactor.learn(outputs);
    const before = held.state.outputs ?? {};
    const state = { ...held.state, outputs: this.context.dryRun ? outputs : known(outputs, before) };
    const changed = !equal(before, state.outputs);
    this.registered.set(urn, { key: held.key, state });
    if (changed && !this.context.dryRun) await this.steps.note([{ put: held.key, state }]);
  }

  /** Deletes what was not registered; not after a failure, when what is missing may only not have been reached. */
  async finish(): Promise<void> {
    const { report, stop, snapshot, dryRun } = this.context;
    if (this.failed.size > 0 || report.errors.length > 0 || stop.requested) return;
    const live = new Set([...this.registered.values()].map(({ key }) => key).concat([...this.taken]));
    const replaced = new Set(dryRun ? [...this.replaced.values()].map(({ key }) => key) : []);
    const targets: Held[] = [];
    for (const { key, state } of snapshot.held()) {
      const toReplace = replaced.has(key) && !(await this.replacements.hasDeleted(key)) && !state.pendingReplacement;
      if (toReplace) targets.push({ key, state: { ...state, delete: true } });
      else if (state.delete || !live.has(key)) targets.push({ key, state });
    }
    if (!nothingProtected(this.context, targets)) return;
    await deleteAll(this.context, this.steps, targets);
    if (report.errors.length === 0 && !dryRun) await this.forgetInterrupted();
  }

  /** A finished program that has no use for what was interrupted will have none later either. */
  private async forgetInterrupted(): Promise<void> {
    const { snapshot, report } = this.context;
    for (const { resource, type } of snapshot.interruptedOperations()) {
      const { name } = parseUrn(resource.urn);
      if (type === "creating") {
        const problem = `An interrupted run may have made ${name}, and the program has no use for it now`;
        report.log("warning", `${problem}: look whether there is one too many.`, resource.urn);
      }
      await this.steps.note([{ settle: resource.urn }]);
    }
  }
}

/** After a failure outputs may be unknown: then what was known before stays. */
function known(outputs: PropertyMap, before: PropertyMap): PropertyMap {
  const entries = Object.entries(outputs).flatMap(([key, value]) => {
    if (!containsUnknown(value)) return [[key, value] as const];
    return key in before ? [[key, before[key]] as const] : [];
  });
  return Object.fromEntries(entries);
}
