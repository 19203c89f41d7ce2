import type { Departure } from "../departure";

export const sources: Record<string, Departure> = {
  "authentik_core.source": {
    shown: {
      icon: (row) => row.icon || null,
    },
  },
};
