import type { Row } from "../../store";
import { checkBlueprint } from "../blueprints/apply";
import type { Departure } from "../departure";
import { Invalid, invalidObject } from "../refusal";

export const blueprints: Record<string, Departure> = {
  "authentik_blueprints.blueprintinstance": {
    fields: {
      path: (path: string, { call }) => {
        const known = call.context.store.rows("managed/blueprints").some((other) => other.path === path);
        if (path !== "" && !path.startsWith("oci://") && !known) throw new Invalid("Blueprint file does not exist");
        return path;
      },
      content: async (content: string, { call, row }) => {
        if (content !== "") await checkBlueprint(content, call, (row?.context as Row | undefined) ?? {});
        return content;
      },
    },
    validate: (values) => {
      if (!values.path && !values.content) throw invalidObject("Either path or content must be set.");
    },
    defaults: () => ({ status: "unknown", last_applied_hash: "", managed_models: [], metadata: {} }),
  },
};
