import type { Crypter } from "./passphrase";
import type { Vault } from "./secrets";
import type { PendingOperation, ResourceState } from "./state";
import type { PropertyMap } from "./values";

const SEALED = ["inputs", "outputs"] as const;

export function sealState(state: ResourceState, vault: Vault): ResourceState {
  return change(state, (map, place) => vault.seal(map, place));
}

export function openState(state: ResourceState, vault: Vault, from?: Crypter): ResourceState {
  return change(state, (map, place) => vault.open(map, place, from));
}

export function sealOperation(operation: PendingOperation, vault: Vault): PendingOperation {
  return { ...operation, resource: sealState(operation.resource, vault) };
}

export function openOperation(operation: PendingOperation, vault: Vault, from?: Crypter): PendingOperation {
  return { ...operation, resource: openState(operation.resource, vault, from) };
}

function change(state: ResourceState, how: (map: PropertyMap, place: string) => PropertyMap): ResourceState {
  const result = { ...state };
  for (const key of SEALED) {
    const map = state[key];
    if (map) result[key] = how(map, `${state.urn} ${key}`);
  }
  return result;
}
