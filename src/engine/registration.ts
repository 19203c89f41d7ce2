import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { fromStruct } from "./grpc";
import { fromWire, type PropertyMap } from "./values";

export interface AliasSpec {
  urn?: string;
  name?: string;
  type?: string;
  stack?: string;
  project?: string;
  parentUrn?: string;
  noParent?: boolean;
}

/** What the program wants one resource to be. */
export interface Registration {
  type: string;
  name: string;
  parent: string;
  custom: boolean;
  inputs: PropertyMap;
  protect?: boolean;
  retainOnDelete?: boolean;
  deletedWith: string;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  deleteBeforeReplace?: boolean;
  ignoreChanges: string[];
  replaceOnChanges: string[];
  additionalSecretOutputs: string[];
  aliases: AliasSpec[];
  customTimeouts: Record<string, number>;
  sourcePosition?: string;
  /** Options asked for that only the Pulumi CLI knows. */
  unsupported: string[];
}

export function readRegistration(request: RegisterResourceRequest, root: string): Registration {
  const propertyDependencies: Record<string, string[]> = {};
  for (const [key, dependencies] of request.getPropertydependenciesMap().entries()) {
    propertyDependencies[key] = dependencies.getUrnsList();
  }
  return {
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    custom: request.getCustom(),
    inputs: fromWire(fromStruct(request.getObject())) as PropertyMap,
    protect: request.hasProtect() ? request.getProtect() : undefined,
    retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
    deletedWith: request.getDeletedwith(),
    dependencies: request.getDependenciesList(),
    propertyDependencies,
    deleteBeforeReplace: request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined,
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: [...request.getAliasurnsList().map((urn) => ({ urn })), ...request.getAliasesList().map(readAlias)],
    customTimeouts: readTimeouts(request.getCustomtimeouts()),
    sourcePosition: readPosition(request, root),
    unsupported: readUnsupported(request),
  };
}

function readAlias(alias: Alias): AliasSpec {
  const spec = alias.getSpec();
  if (!spec) return { urn: alias.getUrn() };
  return {
    name: spec.getName(),
    type: spec.getType(),
    stack: spec.getStack(),
    project: spec.getProject(),
    parentUrn: spec.getParenturn(),
    noParent: spec.getNoparent(),
  };
}

function readUnsupported(request: RegisterResourceRequest): string[] {
  const unsupported: string[] = [];
  if (request.getImportid()) unsupported.push("`import`");
  if (request.getRemote()) unsupported.push("a remote component");
  if (request.getProvider()) unsupported.push("an explicit provider");
  if (request.getTransformsList().length > 0) unsupported.push("transforms");
  if (request.getReplaceWithList().length > 0) unsupported.push("`replaceWith`");
  if (request.hasReplacementTrigger()) unsupported.push("`replacementTrigger`");
  if (request.hasHooks()) unsupported.push("hooks");
  return unsupported;
}

function readTimeouts(timeouts: RegisterResourceRequest.CustomTimeouts | undefined): Record<string, number> {
  const given = {
    create: timeouts?.getCreate(),
    update: timeouts?.getUpdate(),
    delete: timeouts?.getDelete(),
    read: timeouts?.getRead(),
  };
  const seconds = Object.entries(given).map(([key, text]) => [key, text ? parseDuration(text) : 0] as const);
  return Object.fromEntries(seconds.filter(([, value]) => value > 0));
}

const SECONDS: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** Go's notation: `1h30m`, `500ms`. */
function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|us|µs|ns|s)/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (SECONDS[unit as string] ?? 0), 0);
}

function readPosition(request: RegisterResourceRequest, root: string): string | undefined {
  const position = request.getSourceposition();
  const uri = position?.getUri();
  if (!position || !uri?.startsWith("file://")) return undefined;
  let path: string;
  try {
    path = relative(root, fileURLToPath(uri));
  } catch {
    return undefined;
  }
  return `project:///${path}#${position.getLine()},${position.getColumn()}`;
}
