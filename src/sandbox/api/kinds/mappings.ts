import type { Departure } from "../departure";
import { Invalid } from "../refusal";

export const mappings: Record<string, Departure> = {
  "authentik_core.propertymapping": {
    fields: {
      expression: async (expression: string, { call, row }) => {
        if (expression === "") return expression;
        const complaint = await call.context.python.syntaxError(expression, row ? { name: String(row.name) } : {});
        if (complaint) throw new Invalid(complaint);
        return expression;
      },
    },
  },
};
