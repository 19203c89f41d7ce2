import { dependenciesOf, providerUrn, type ResourceState } from "./state";
import { STACK_TYPE } from "./urn";

/**
 * Puts a state's resources in the order that Pulumi insists on, each after all that it refers to, otherwise as they
 * were. References follow renamed resources; those to resources that are gone are taken out.
 */
export function arrange(
  states: ResourceState[],
  renames: ReadonlyMap<string, string>,
  goneParents: ReadonlyMap<string, string | undefined>,
): ResourceState[] {
  const renamed =
    renames.size === 0 ? states : states.map((state) => withReferences(state, (urn) => renames.get(urn) ?? urn));
  const present = new Set(renamed.map(({ urn }) => urn));
  const whole = renamed.map((state) => withoutDangling(state, present, goneParents, renamed));
  return sorted(whole);
}

function withReferences(state: ResourceState, rename: (urn: string) => string): ResourceState {
  const { parent, dependencies, propertyDependencies, deletedWith, provider } = state;
  return {
    ...state,
    ...(parent && { parent: rename(parent) }),
    ...(dependencies && { dependencies: dependencies.map(rename) }),
    ...(propertyDependencies && {
      propertyDependencies: mapLists(propertyDependencies, (urns) => urns.map(rename)),
    }),
    ...(deletedWith && { deletedWith: rename(deletedWith) }),
    ...(provider && { provider: `${rename(providerUrn(provider))}${provider.slice(providerUrn(provider).length)}` }),
  };
}

function mapLists(lists: Record<string, string[]>, change: (urns: string[]) => string[]): Record<string, string[]> {
  return Object.fromEntries(Object.entries(lists).map(([key, urns]) => [key, change(urns)]));
}

function withoutDangling(
  state: ResourceState,
  present: ReadonlySet<string>,
  goneParents: ReadonlyMap<string, string | undefined>,
  all: ResourceState[],
): ResourceState {
  const dangling = [...dependenciesOf(state)].filter((urn) => !present.has(urn));
  if (dangling.length === 0) return state;
  const keep = (urns: string[]) => urns.filter((urn) => present.has(urn));
  const { deletedWith, parent, ...rest } = state;
  const newParent = parent && nearestParent(parent, present, goneParents, all);
  return {
    ...rest,
    ...(state.dependencies && { dependencies: keep(state.dependencies) }),
    ...(state.propertyDependencies && { propertyDependencies: mapLists(state.propertyDependencies, keep) }),
    ...(deletedWith && present.has(deletedWith) && { deletedWith }),
    ...(newParent && { parent: newParent }),
  };
}

function nearestParent(
  parent: string,
  present: ReadonlySet<string>,
  goneParents: ReadonlyMap<string, string | undefined>,
  all: ResourceState[],
): string | undefined {
  for (let urn: string | undefined = parent, steps = 0; urn && steps < 100; urn = goneParents.get(urn), steps++) {
    if (present.has(urn)) return urn;
  }
  return all.find(({ type }) => type === STACK_TYPE)?.urn;
}

function sorted(states: ResourceState[]): ResourceState[] {
  const byUrn = new Map<string, ResourceState>();
  for (const state of states) {
    if (!byUrn.has(state.urn) || byUrn.get(state.urn)?.delete) byUrn.set(state.urn, state);
  }
  const result: ResourceState[] = [];
  const seen = new Set<ResourceState>();
  const visit = (first: ResourceState): void => {
    // Chains of thousands of dependencies would overflow the stack of a recursive walk.
    const open = [{ state: first, left: [...dependenciesOf(first)] }];
    seen.add(first);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const next = top.left.shift();
      if (next === undefined) {
        result.push(top.state);
        open.pop();
        continue;
      }
      const dependency = byUrn.get(next);
      if (!dependency || seen.has(dependency)) continue;
      seen.add(dependency);
      open.push({ state: dependency, left: [...dependenciesOf(dependency)] });
    }
  };
  for (const state of states) if (!seen.has(state)) visit(state);
  return result;
}
