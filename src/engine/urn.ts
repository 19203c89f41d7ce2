export const STACK_TYPE = "pulumi:pulumi:Stack";
const PROVIDER_PREFIX = "pulumi:providers:";
export const DYNAMIC_PROVIDER_TYPE = "pulumi:providers:pulumi-nodejs";
const DYNAMIC_PREFIX = "pulumi-nodejs:dynamic/";

export interface UrnParts {
  stack: string;
  project: string;
  /** The types of the parents and its own, joined with `$`. */
  qualifiedType: string;
  type: string;
  name: string;
}

export function parseUrn(urn: string): UrnParts {
  const [stack = "", project = "", qualifiedType = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  return { stack, project, qualifiedType, type: qualifiedType.split("$").at(-1) ?? "", name: name.join("::") };
}

export function makeUrn(stack: string, project: string, parentUrn: string, type: string, name: string): string {
  const parentType = parentUrn && parseUrn(parentUrn).qualifiedType;
  return typedUrn(stack, project, parentType, type, name);
}

export function typedUrn(stack: string, project: string, parentType: string, type: string, name: string): string {
  const qualified = parentType && parentType !== STACK_TYPE ? `${parentType}$${type}` : type;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

export function isProviderType(type: string): boolean {
  return type.startsWith(PROVIDER_PREFIX);
}

export function isDynamicType(type: string): boolean {
  return type === "pulumi-nodejs:dynamic:Resource" || type.startsWith(DYNAMIC_PREFIX);
}

/** `authentik:Application` for `pulumi-nodejs:dynamic/authentik:Application`. */
export function displayType(type: string): string {
  return type.startsWith(DYNAMIC_PREFIX) ? type.slice(DYNAMIC_PREFIX.length) : type;
}
