import { changesBetween } from "./changes";
import type { RunContext } from "./context";
import { EngineError, messageOf } from "./errors";
import { sameState } from "./newstate";
import type { Effect, Held } from "./snapshot";
import type { ResourceState } from "./state";
import { StepFailed } from "./steps";
import { isProviderType } from "./urn";
import { fromWire, markSecrets, type PropertyMap } from "./values";

/** Reads every resource and brings the state up to what is really there. */
export async function refreshAll(context: RunContext): Promise<void> {
  const effects = await Promise.all(context.snapshot.held().map((held) => refreshOne(context, held)));
  const changes = effects.flat();
  if (changes.length === 0) return;
  context.snapshot.apply(changes);
  await context.journal?.note(changes);
}

async function refreshOne(context: RunContext, { key, state }: Held): Promise<Effect[]> {
  const { report, limit, stop } = context;
  if (!state.custom || isProviderType(state.type) || state.pendingReplacement || !state.id) return [];
  let found: ResourceState | undefined;
  try {
    const provider = await context.provider();
    found = await limit(async () => {
      stop.check();
      const read = await provider.read(state.urn, state.id ?? "", state.inputs ?? {}, state.outputs ?? {});
      return read && asRead(state, read);
    });
  } catch (error) {
    const told = error instanceof StepFailed || (error instanceof EngineError && error.code === "interrupted");
    if (!told) report.fail(messageOf(error), state.urn);
    return [];
  }
  const tell = context.dryRun ? report.plan.bind(report) : report.instant.bind(report);
  if (!found) {
    tell({ operation: "gone", urn: state.urn });
    return [{ drop: key }];
  }
  if (sameState(state, found)) {
    tell({ operation: "same", urn: state.urn });
    return [];
  }
  context.redactor.learn(found.outputs);
  const diff = changesBetween(merged(state), merged(found), context.redactor);
  // A provider may only put its inputs in other words.
  tell({ operation: diff.length > 0 ? "refresh" : "same", urn: state.urn, diff });
  return [{ put: key, state: { ...found, modified: new Date().toISOString() } }];
}

function asRead(state: ResourceState, read: { id: string; outputs: PropertyMap; inputs?: PropertyMap }): ResourceState {
  const inputs = read.inputs ? markSecrets(fromWire(read.inputs) as PropertyMap, state.inputs ?? {}) : state.inputs;
  const secrets = { ...state.inputs, ...state.outputs };
  const outputs = markSecrets(fromWire(read.outputs) as PropertyMap, secrets, state.additionalSecretOutputs);
  const { initErrors: _gone, ...rest } = state;
  return { ...rest, id: read.id, ...(inputs && { inputs }), outputs };
}

/** Inputs stand in for outputs that a provider does not repeat. */
function merged(state: ResourceState): PropertyMap {
  return { ...state.inputs, ...state.outputs };
}
