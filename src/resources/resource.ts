import * as pulumi from "@pulumi/pulumi";
import { type Field, kindOf, writableFields } from "../authentik/catalogue";
import { toCamel } from "../authentik/names";

/**
 * What Pulumi keeps in each resource's state to find the code behind it. It is the same in every release, so that
 * state of any release reaches the installed one.
 */
export const providerSource =
  'exports.handler=()=>require("module").createRequire(process.cwd()+"/x.js")("authentik-stacks/provider").provider';

/** Data that Authentik keeps as it is given: attributes, settings. Nothing in it is renamed. */
// biome-ignore lint/suspicious/noExplicitAny: JSON has no narrower type that Pulumi's Input accepts.
export type Json = any;

/**
 * Another object: a resource of this program, or the natural key (slug, name) or id of an object that is on the server.
 */
export type Reference = pulumi.Input<string | number> | AuthentikResource;

export interface AuthentikResourceOptions extends pulumi.CustomResourceOptions {
  /**
   * Take over an object with the same natural key that is on the server already, with the fewest writes. Without it
   * such an object is an error.
   */
  adopt?: boolean;
}

/** One object of Authentik as one Pulumi resource. Use the class of its kind. */
export abstract class AuthentikResource extends pulumi.CustomResource {
  /** The path of the kind: `core/applications`. */
  readonly #kind: string;

  protected constructor(kind: string, name: string, args: object, opts: AuthentikResourceOptions = {}) {
    const { adopt, ...options } = opts;
    const description = kindOf(kind);
    const computed = Object.fromEntries(description.computed.map((field) => [toCamel(field), undefined]));
    const secrets = Object.entries(description.fields)
      .filter(([, field]) => field.secret)
      .map(([field]) => toCamel(field));
    super(
      `pulumi-nodejs:dynamic/authentik:${description.name}`,
      name,
      {
        __provider: providerSource,
        __kind: kind,
        ...(adopt && { __adopt: true }),
        ...computed,
        ...withReferences(kind, args as Record<string, unknown>),
      },
      { ...options, additionalSecretOutputs: [...(options.additionalSecretOutputs ?? []), ...secrets] },
    );
    this.#kind = kind;
  }

  /** The value that a field holds to point to this object. */
  referenceFor(field: Field): pulumi.Output<string | number> {
    const { id, fields } = kindOf(this.#kind);
    const column = field.via && fields[field.via] ? field.via : id;
    return (this as unknown as Record<string, pulumi.Output<string | number>>)[toCamel(column)] as pulumi.Output<
      string | number
    >;
  }
}

function withReferences(kind: string, args: Record<string, unknown>): Record<string, unknown> {
  const resolved = { ...args };
  for (const [name, field] of writableFields(kindOf(kind))) {
    const value = args[toCamel(name)];
    if (!field.ref || value === undefined) continue;
    resolved[toCamel(name)] = Array.isArray(value) ? value.map((item) => point(item, field)) : point(value, field);
  }
  return resolved;
}

function point(value: unknown, field: Field): unknown {
  return value instanceof AuthentikResource ? value.referenceFor(field) : value;
}
