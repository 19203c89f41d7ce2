import type { Departure } from "../departure";
import { Invalid, invalid } from "../refusal";

const minutes = 60_000;

/** How long a token lives unless it says: half an hour, as `default_token_duration` has it. */
export function tokenExpiry(now = Date.now()): string {
  return new Date(now + 30 * minutes).toISOString().replace("Z", "000Z");
}

export const tokens: Record<string, Departure> = {
  "authentik_core.token": {
    fields: {
      user: (user: number, { row }) => {
        if (row && row.user !== user) throw new Invalid("User cannot be changed");
        return user;
      },
    },
    validate: (values, { call }) => {
      values.user ??= call.user.pk;
      values.intent ??= "api";
      if (values.intent !== "api" && values.intent !== "app_password") {
        throw invalid({ intent: `Invalid intent ${values.intent}` });
      }
      if (values.intent === "api") values.expires = tokenExpiry();
      else if (values.expires && Date.parse(values.expires as string) > Date.parse(tokenExpiry())) {
        const limit = tokenExpiry().replace("T", " ").replace("Z", "+00:00");
        throw invalid({ expires: `Token expires exceeds maximum lifetime (${limit} UTC).` });
      }
    },
    defaults: () => ({ expires: tokenExpiry() }),
  },
};
