import type { Field, Kind, Lifetime } from "../authentik/catalogue";
import { writableFields } from "../authentik/catalogue";
import { toCamel } from "../authentik/names";
import type { Descriptions } from "./catalogue";

const heading = `// Written by \`npm run generate\` from Authentik's schema. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import { AuthentikResource, type AuthentikResourceOptions, type Json, type Reference } from "./resource";
`;

/** The typed classes, one for each kind, with what the schema says of their fields as doc comments. */
export function classesSource(kinds: Record<string, Kind>, descriptions: Descriptions): string {
  return [
    heading,
    ...Object.values(kinds).map((kind) => classSource(kind, descriptions[kind.kind]?.fields ?? {})),
  ].join("\n");
}

function classSource(kind: Kind, texts: Record<string, string>): string {
  const fields = writableFields(kind);
  const args = fields.map(
    ([name, field]) =>
      `${fieldComment(name, field, texts[name])}  ${toCamel(name)}${field.required === true ? "" : "?"}: ${inputType(field)};`,
  );
  const inputs = fields
    .filter(([name]) => !kind.computed.includes(name))
    .map(([name, field]) => {
      const optional = field.required === true ? "" : " | undefined";
      return `${fieldComment(name, field, texts[name])}  declare readonly ${toCamel(name)}: pulumi.Output<${valueType(field)}${optional}>;`;
    });
  const computed = kind.computed.map((name) => {
    const field = kind.fields[name] as Field;
    return `${fieldComment(name, field, texts[name])}  declare readonly ${toCamel(name)}: pulumi.Output<${valueType(field)}>;`;
  });
  return `/** What {@link ${kind.name}} takes. A field that is left out is not managed. */
export interface ${kind.name}Args {
${args.join("\n")}
}

/** Authentik's ${kind.name}, the kind \`${kind.kind}\`, told apart by ${kind.key.map((k) => `\`${toCamel(k)}\``).join(", ")}.${lifetimeText(kind)} */
export class ${kind.name} extends AuthentikResource {
${[...computed, ...inputs].join("\n")}

  constructor(name: string, args: ${kind.name}Args, opts?: AuthentikResourceOptions) {
    super("${kind.kind}", name, args, opts);
  }
}
`;
}

function fieldComment(name: string, field: Field, text: string | undefined): string {
  const parts = [
    text && (/[.!?)]$/.test(text) ? text : `${text}.`),
    `Authentik's \`${name}\`.`,
    field.secret && "A secret.",
    field.default !== undefined && `Default: \`${JSON.stringify(field.default)}\`.`,
    lifetimeText(field).trim(),
    field.choiceLifetimes &&
      Object.entries(field.choiceLifetimes)
        .map(([choice, lifetime]) => `\`${choice}\`:${lifetimeText(lifetime)}`)
        .join(" "),
  ];
  return `  /** ${parts.filter(Boolean).join(" ").replaceAll("*/", "*\\/").replace(/\s+/g, " ")} */\n`;
}

function lifetimeText({ since, until }: Lifetime): string {
  return `${since ? ` Since ${since}.` : ""}${until ? ` Until ${until}.` : ""}`;
}

function inputType(field: Field): string {
  if (field.type === "list") return `pulumi.Input<${itemInputType(field.items ?? { type: "json" })}[]>`;
  if (field.ref) return field.nullable ? "Reference | null" : "Reference";
  return `pulumi.Input<${valueType(field)}>`;

  function itemInputType(item: Field): string {
    if (field.ref) return "Reference";
    if (item.type !== "object") return `pulumi.Input<${valueType(item)}>`;
    return `pulumi.Input<${objectType(item, (f) => `pulumi.Input<${valueType(f)}>`)}>`;
  }
}

function valueType(field: Field): string {
  const nullable = field.nullable ? " | null" : "";
  if (field.choices) {
    const choices = field.choices.map((choice) => JSON.stringify(choice)).join(" | ");
    return (choices || "string") + nullable;
  }
  switch (field.type) {
    case "list": {
      const item = field.items ? valueType(field.items) : "Json";
      return `${item.includes("|") ? `(${item})` : item}[]${nullable}`;
    }
    case "object":
      return objectType(field, valueType) + nullable;
    case "json":
      return "Json";
    case "integer":
    case "number":
      return (field.ref ? "string | number" : "number") + nullable;
    default:
      return field.type + nullable;
  }
}

function objectType(field: Field, type: (field: Field) => string): string {
  const members = Object.entries(field.fields ?? {})
    .filter(([, f]) => !f.readOnly)
    .map(([name, f]) => `${toCamel(name)}${f.required === true ? "" : "?"}: ${type(f)}`);
  return members.length > 0 ? `{ ${members.join("; ")} }` : "Json";
}
