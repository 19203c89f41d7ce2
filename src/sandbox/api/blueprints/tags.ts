import type { ScalarTag, Tags } from "yaml";

const names = ["KeyOf", "Find", "FindObject", "Context", "Format", "Condition", "If", "Env", "File", "Enumerate", "Value", "Index", "AtIndex", "ParseJSON"];

/** Authentik's own YAML tags, read as what they are of: the sandbox applies none of them. */
export const blueprintTags: Tags = names.flatMap((name) => [
  { tag: `!${name}`, resolve: (text: string) => ({ [`!${name}`]: text }) } as ScalarTag,
  { tag: `!${name}`, collection: "seq" as const, identify: () => false } as never,
]);
