import { changesBetween } from "./changes";
import type { RunContext } from "./context";
import type { PropertyChange } from "./events";
import { parsePath, pathContains, resetPath } from "./paths";
import type { Provider } from "./provider";
import type { Registration } from "./registration";
import type { ResourceState } from "./state";
import { equal, fromWire, markSecrets, type PropertyMap, plain } from "./values";

export type Decision =
  | { operation: "create" | "same"; inputs: PropertyMap }
  | { operation: "update"; inputs: PropertyMap; diff: PropertyChange[] }
  | { operation: "replace"; inputs: PropertyMap; diff: PropertyChange[]; deleteFirst: boolean };

/** The provider's check found the inputs wanting. */
export class CheckFailed extends Error {}

export interface PlanOptions {
  old?: ResourceState;
  /** Replace whatever the provider's diff says; with `gone`, what was there has been deleted already. */
  force?: "replace" | "gone";
  /** Update whatever the provider's diff says. */
  unfinished?: boolean;
}

/** What has to be done to make a custom resource what the program wants. */
export async function plan(
  context: RunContext,
  provider: Provider,
  urn: string,
  wanted: Registration,
  { old, force, unfinished }: PlanOptions,
): Promise<Decision> {
  const fresh = () => check(context, provider, urn, {}, inputsToCreate(context, urn, wanted));
  if (!old) return { operation: "create", inputs: await fresh() };

  const oldInputs = old.inputs ?? {};
  const goal = withIgnored(wanted.inputs, oldInputs, wanted.ignoreChanges);
  const diffTo = (inputs: PropertyMap, keys: readonly string[] = []) => visibleChanges(context, old, inputs, keys);
  if (force === "gone") {
    const inputs = await fresh();
    return { operation: "replace", inputs, diff: diffTo(inputs), deleteFirst: true };
  }

  const inputs = await check(context, provider, urn, oldInputs, goal);
  const found = await difference(context, provider, urn, old, inputs, wanted.ignoreChanges);
  const replaceKeys = found.changes ? keysToReplace(found.replaces, wanted.replaceOnChanges, oldInputs, inputs) : [];
  if (force === "replace" || replaceKeys.length > 0) {
    const newInputs = await fresh();
    return {
      operation: "replace",
      inputs: newInputs,
      diff: diffTo(newInputs, replaceKeys),
      deleteFirst: wanted.deleteBeforeReplace ?? found.deleteBeforeReplace,
    };
  }
  if (found.changes || unfinished) return { operation: "update", inputs, diff: diffTo(inputs) };
  return { operation: "same", inputs };
}

/** What a create is checked with and gets: where an earlier try was cut off, with what the caller adds for that. */
function inputsToCreate(
  { snapshot, resumeCreate }: RunContext,
  urn: string,
  { type, inputs }: Registration,
): PropertyMap {
  const isResumed = snapshot.interruptedFor(urn, "creating") !== undefined;
  return isResumed && resumeCreate ? resumeCreate(type, inputs) : inputs;
}

async function check(
  { limit }: RunContext,
  provider: Provider,
  urn: string,
  olds: PropertyMap,
  news: PropertyMap,
): Promise<PropertyMap> {
  const { inputs, failures } = await limit(() => provider.check(urn, olds, news));
  if (failures.length > 0) {
    throw new CheckFailed(
      failures.map(({ property, reason }) => (property ? `${property}: ${reason}` : reason)).join("\n"),
    );
  }
  return markSecrets(fromWire(inputs) as PropertyMap, news);
}

interface Difference {
  changes: boolean;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

async function difference(
  { limit }: RunContext,
  provider: Provider,
  urn: string,
  old: ResourceState,
  inputs: PropertyMap,
  ignoreChanges: readonly string[],
): Promise<Difference> {
  const before = { inputs: old.inputs ?? {}, outputs: old.outputs ?? {} };
  const result = await limit(() => provider.diff(urn, old.id ?? "", before, inputs, ignoreChanges));
  const changes =
    result.changes === "unknown" ? !equal(plain(before.inputs), plain(inputs)) : result.changes === "some";
  return { ...result, changes };
}

/** Whether a resource would have to be replaced if some of its inputs turned out otherwise. */
export async function wouldReplace(
  context: RunContext,
  provider: Provider,
  old: ResourceState,
  inputs: PropertyMap,
): Promise<boolean> {
  const found = await difference(context, provider, old.urn, old, inputs, old.ignoreChanges ?? []);
  return (
    found.changes && keysToReplace(found.replaces, old.replaceOnChanges ?? [], old.inputs ?? {}, inputs).length > 0
  );
}

function withIgnored(inputs: PropertyMap, old: PropertyMap, ignoreChanges: readonly string[]): PropertyMap {
  return ignoreChanges.reduce((result, path) => resetPath(result, old, parsePath(path)), inputs);
}

function keysToReplace(
  fromProvider: readonly string[],
  replaceOnChanges: readonly string[],
  old: PropertyMap,
  inputs: PropertyMap,
): string[] {
  if (replaceOnChanges.length === 0) return [...fromProvider];
  const paths = replaceOnChanges.map(parsePath);
  const changed = Object.keys({ ...old, ...inputs }).filter(
    (key) => key !== "__provider" && !equal(plain(old[key]), plain(inputs[key])),
  );
  const asked = changed.filter((key) =>
    paths.some((path) => pathContains(path, [key]) || (path[0] === key && differsAt(path, old, inputs))),
  );
  return [...new Set([...fromProvider, ...asked])];
}

function differsAt(path: readonly (string | number)[], old: PropertyMap, inputs: PropertyMap): boolean {
  return !equal(plain(old), resetPath(plain(old) as PropertyMap, plain(inputs) as PropertyMap, path));
}

/** Where inputs do not differ but the provider sees a change, it is from what the object has become. */
function visibleChanges(
  { redactor }: RunContext,
  old: ResourceState,
  inputs: PropertyMap,
  replaceKeys: readonly string[],
): PropertyChange[] {
  const changes = changesBetween(old.inputs ?? {}, inputs, redactor, replaceKeys);
  if (changes.length > 0) return changes;
  const actual = old.outputs ?? {};
  const shared = Object.keys(inputs).filter((key) => key in actual);
  const known = Object.fromEntries(shared.map((key) => [key, actual[key]]));
  return changesBetween(known, Object.fromEntries(shared.map((key) => [key, inputs[key]])), redactor, replaceKeys);
}
