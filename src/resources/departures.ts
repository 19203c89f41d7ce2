import { compareReleases, type Release } from "../authentik/catalogue";
import type { Problem } from "./check";
import type { Properties } from "./inputs";

/** Where a kind departs from the rule that one mechanism serves all of them. */
export interface Departure {
  /**
   * Fields that go along with every PATCH as they are. Authentik's validation of these kinds looks at the request
   * alone: what is not in it counts as empty, and is refused or, worse, set to a default.
   */
  sendAlong?: string[];
  /** What a create adds where the program names no value, because the release means something else by its absence. */
  fillIn?(release: Release): Record<string, unknown>;
  /** What Authentik would silently do otherwise than declared. */
  check?(inputs: Properties): Problem[];
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
  "core/tokens": {
    // Left out, they become the user of the API token and the intent `api`.
    sendAlong: ["user", "intent", "expires"],
    check: ({ intent, expires }) =>
      expires !== undefined && (intent ?? "api") === "api"
        ? [{ property: "expires", reason: "is chosen by Authentik for tokens with the intent api. Leave it out." }]
        : [],
  },
  "flows/bindings": { sendAlong: ["evaluate_on_plan", "re_evaluate_policies"] },
  "policies/bindings": { sendAlong: ["target", "policy", "group", "user"] },
  "policies/event_matcher": { sendAlong: ["action", "client_ip", "app", "model", "query"] },
  "policies/reputation": { sendAlong: ["check_ip", "check_username"] },
  // Earlier releases allowed every grant; from 2026.5 on a provider allows none but those that it names.
  "providers/oauth2": {
    fillIn: (release) => (compareReleases(release, "2026.5") < 0 ? {} : { grant_types: everyGrant }),
  },
  "stages/authenticator/validate": { sendAlong: ["configuration_stages"] },
  "stages/identification": { sendAlong: ["user_fields", "sources"] },
  "stages/redirect": { sendAlong: ["mode", "target_static", "target_flow"] },
};
