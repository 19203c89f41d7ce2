import type { Departure } from "../departure";
import { invalidObject } from "../refusal";
import { checkBlueprint } from "../blueprints/check";

export const blueprints: Record<string, Departure> = {
  "authentik_blueprints.blueprintinstance": {
    fields: {
      content: async (content: string, { call }) => {
        if (content !== "") await checkBlueprint(content, call);
        return content;
      },
    },
    validate: (values) => {
      if (!values.path && !values.content) throw invalidObject("Either path or content must be set.");
    },
    defaults: () => ({ status: "unknown", last_applied_hash: "", managed_models: [], metadata: {} }),
  },
};
