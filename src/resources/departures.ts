import type { Release } from "../authentik/catalogue";
import { compareReleases } from "../authentik/catalogue";

/** Where a kind departs from the rule that one mechanism serves all of them. */
export interface Departure {
  /** Fields that Authentik wants in every PATCH, as they are, along with those that change. */
  sendAlong?: string[];
  /** What a create adds where the program names no value, because the release means something else by its absence. */
  fillIn?(release: Release): Record<string, unknown>;
}

const everyGrant = [
  "authorization_code",
  "implicit",
  "hybrid",
  "refresh_token",
  "client_credentials",
  "password",
  "urn:ietf:params:oauth:grant-type:device_code",
];

export const departures: Record<string, Departure> = {
  // Its validation looks at the request alone: without these it believes that the stage identifies nobody.
  "stages/identification": { sendAlong: ["user_fields", "sources"] },
  // Earlier releases allowed every grant; from 2026.5 on a provider allows none but those that it names.
  "providers/oauth2": {
    fillIn: (release) => (compareReleases(release, "2026.5") < 0 ? {} : { grant_types: everyGrant }),
  },
};
