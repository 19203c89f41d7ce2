import { parse } from "yaml";
import type { Call } from "../api-context";
import { Invalid } from "../refusal";
import { blueprintTags } from "./tags";

interface Blueprint {
  version?: unknown;
  entries?: { model?: unknown }[];
}

/** Refuses a blueprint that could not be applied, with Authentik's reasons. */
export async function checkBlueprint(content: string, { context }: Call): Promise<void> {
  const { models } = context.store;
  const blueprint = parse(content, { customTags: blueprintTags, merge: true }) as Blueprint;
  const failed = (...reasons: string[]) => new Invalid(["Failed to validate blueprint", ...reasons.map((reason) => `- ${reason}`)]);
  if ((blueprint.version ?? 1) !== 1) throw failed("Invalid blueprint version");
  for (const { model } of blueprint.entries ?? []) {
    if (!models.pathOf(String(model)) && !String(model).startsWith("authentik_blueprints.meta")) {
      throw failed("App or Model does not exist", "Blueprint validation failed");
    }
  }
}
