import type { Departure } from "../departure";
import { invalid } from "../refusal";

export const brands: Record<string, Departure> = {
  "authentik_brands.brand": {
    validate: (values, { call, row }) => {
      const others = call.context.store.filter("core/brands", { default: true }).filter((other) => other !== row);
      if (values.default === true && others.length > 0) {
        throw invalid({ default: "Only a single brand can be set as default." });
      }
    },
  },
};
