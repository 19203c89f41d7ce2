import { isDeepStrictEqual } from "node:util";
import { type Field, type Kind, kindOf, writableFields } from "../authentik/catalogue";
import { toCamel } from "../authentik/names";

/** A resource's inputs or outputs as Pulumi keeps them. Names that begin with `__` are about the resource itself. */
export type Properties = Record<string, unknown>;

/** One named field of a resource: by the program's name, Authentik's name, and what the catalogue says of it. */
export interface NamedField {
  property: string;
  name: string;
  field: Field;
}

const byKind = new Map<string, Map<string, NamedField>>();

/** The kind that a resource's properties are of. */
export function kindOfProperties(properties: Properties): Kind {
  return kindOf(String(properties.__kind));
}

/** The fields of a kind that a program can set, by the program's names. */
export function fieldsByProperty(kind: Kind): Map<string, NamedField> {
  let fields = byKind.get(kind.kind);
  if (!fields) {
    fields = new Map();
    for (const [name, field] of writableFields(kind)) {
      fields.set(toCamel(name), { property: toCamel(name), name, field });
    }
    byKind.set(kind.kind, fields);
  }
  return fields;
}

/** The fields that these properties manage, which are all but the computed ones that the program does not set. */
export function managedFields(kind: Kind, properties: Properties): NamedField[] {
  const computed = new Set(Array.isArray(properties.__computed) ? properties.__computed : []);
  return [...fieldsByProperty(kind).values()].filter(
    ({ property }) => properties[property] !== undefined && !computed.has(property),
  );
}

/** What a resource keeps about itself: its kind, and how it is to be made or taken over. */
export function ownProperties({ __kind, __adopt, __adoptIf, __onCreate }: Properties): Properties {
  const own = { __kind, __adopt, __adoptIf, __onCreate };
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
}

/** The inputs with the fields that are set once, when the object is made. */
export function withOnCreate(inputs: Properties): Properties {
  return { ...(inputs.__onCreate as Properties | undefined), ...inputs };
}

/** Those of the named properties whose values differ. */
export function changedProperties(olds: Properties, news: Properties, names: string[]): string[] {
  return names.filter((name) => !isDeepStrictEqual(olds[name], news[name]));
}
