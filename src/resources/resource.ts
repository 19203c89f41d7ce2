import * as pulumi from "@pulumi/pulumi";
import { type Field, type Kind, kindOf } from "../authentik/catalogue";
import { toCamel } from "../authentik/names";
import { ProviderResource } from "./base";
import { fieldsByProperty } from "./inputs";

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
  /** Take over only an object whose fields, by Authentik's names, have these values or none. */
  adoptIf?: Record<string, string | number | boolean>;
  /** Fields that are set when the object is made, and neither managed afterwards nor touched when it is taken over. */
  onCreate?: object;
}

/** One object of Authentik as one Pulumi resource. Use the class of its kind. */
export abstract class AuthentikResource extends ProviderResource {
  protected constructor(kind: string, name: string, args: object, opts: AuthentikResourceOptions = {}) {
    const { adopt, adoptIf, onCreate, ...options } = opts;
    const description = kindOf(kind);
    const secrets = Object.entries(description.fields).filter(([, field]) => field.secret);
    super(
      {
        kind,
        typeName: description.name,
        outputs: description.computed.map(toCamel),
        secrets: secrets.map(([field]) => toCamel(field)),
      },
      name,
      {
        ...(adopt && { __adopt: true }),
        ...(adoptIf && { __adoptIf: adoptIf }),
        ...(onCreate && { __onCreate: inputsOf(description, onCreate as Record<string, unknown>) }),
        ...inputsOf(description, args as Record<string, unknown>),
      },
      options,
    );
  }
}

/** Plain values for Pulumi: a resource becomes its id, which a preview knows even where other outputs are not known. */
function inputsOf(kind: Kind, args: Record<string, unknown>): Record<string, unknown> {
  const inputs = { ...args };
  for (const { property, field } of fieldsByProperty(kind).values()) {
    const value = args[property];
    if (value === undefined) continue;
    if (field.ref)
      inputs[property] = Array.isArray(value) ? value.map((item) => idOf(item, field)) : idOf(value, field);
    if (field.secret) inputs[property] = pulumi.secret(value);
  }
  return inputs;
}

function idOf(value: unknown, field: Field): unknown {
  if (!(value instanceof AuthentikResource)) return value;
  return (field.items ?? field).type === "integer" ? value.id.apply(Number) : value.id;
}
