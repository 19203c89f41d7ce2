import type { PropertyMap } from "./values";

/** A resource as Pulumi's deployment, version 3, keeps it; inputs and outputs hold their secrets decrypted. */
export interface ResourceState {
  urn: string;
  custom: boolean;
  delete?: boolean;
  id?: string;
  type: string;
  inputs?: PropertyMap;
  outputs?: PropertyMap;
  parent?: string;
  protect?: boolean;
  external?: boolean;
  dependencies?: string[];
  initErrors?: string[];
  provider?: string;
  propertyDependencies?: Record<string, string[]>;
  pendingReplacement?: boolean;
  additionalSecretOutputs?: string[];
  aliases?: string[];
  customTimeouts?: Record<string, number>;
  retainOnDelete?: boolean;
  deletedWith?: string;
  created?: string;
  modified?: string;
  sourcePosition?: string;
  ignoreChanges?: string[];
  replaceOnChanges?: string[];
  /** What newer releases of Pulumi may add is kept as it is. */
  [other: string]: unknown;
}

export type PendingKind = "creating" | "updating" | "deleting" | "reading" | "importing";

export interface PendingOperation {
  resource: ResourceState;
  type: PendingKind;
}

export interface Deployment {
  manifest: { time: string; magic: string; version: string; [other: string]: unknown };
  secrets_providers?: { type?: string; state?: { salt?: string } };
  resources?: ResourceState[];
  pending_operations?: PendingOperation[];
  metadata?: PropertyMap;
  [other: string]: unknown;
}

export function emptyDeployment(): Deployment {
  return { manifest: { time: new Date().toISOString(), magic: "", version: "" }, metadata: {} };
}

/** Every resource that must stand before this one in a state, and outlive it. */
export function dependenciesOf(state: ResourceState): Set<string> {
  const urns = new Set(state.dependencies);
  for (const list of Object.values(state.propertyDependencies ?? {})) for (const urn of list) urns.add(urn);
  if (state.parent) urns.add(state.parent);
  if (state.deletedWith) urns.add(state.deletedWith);
  if (state.provider) urns.add(providerUrn(state.provider));
  urns.delete(state.urn);
  return urns;
}

/** A provider reference is the provider's URN and id. */
export function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}
