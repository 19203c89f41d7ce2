import { defaults } from "../components/defaults";
import { KnownNames, text } from "./names";
import { type NameInStack, referencesOf } from "./references";
import type { StackFile } from "./schema";

/** The names of objects that a stack needs on the server because it does not declare them itself. */
export function needsOf(stack: StackFile): NameInStack[] {
  const names = new KnownNames(stack);
  const needs = referencesOf(stack).filter(({ refs, name }) => !names.declares(refs, name));
  for (const [key, app] of Object.entries(stack.apps ?? {})) {
    for (const [property, name] of Object.entries(defaults)) {
      const given = text(app[property as keyof typeof defaults]) ?? app.provider?.[property];
      if (given !== undefined) continue;
      const refs = [property === "signingKey" ? "crypto/certificatekeypairs" : "flows/instances"];
      needs.push({ path: ["apps", key], refs, name, section: "others" });
    }
  }
  const seen = new Map(needs.map((need) => [`${need.refs} ${need.name}`, need]));
  return [...seen.values()];
}
