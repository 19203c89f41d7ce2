import type { Departure } from "../api/departure";
import { text } from "../policies/columns";
import { isOver } from "../policies/durations";
import type { Row } from "../store";
import { idTokenOf } from "./grants";
import { payload } from "./id-token";

const isExpired = (row: Row) => isOver(row.expires);
const idToken = (row: Row) => JSON.stringify(payload(idTokenOf(row)), undefined, 4);

/** How the API shows codes, tokens and the sessions that they belong to. */
export const grants: Record<string, Departure> = {
  "authentik_providers_oauth2.authorizationcode": { shown: { is_expired: isExpired } },
  "authentik_providers_oauth2.accesstoken": { shown: { is_expired: isExpired, id_token: idToken } },
  "authentik_providers_oauth2.refreshtoken": { shown: { is_expired: isExpired, id_token: idToken } },
  "authentik_core.authenticatedsession": {
    shown: {
      current: (row, { context, request }) => context.sessions.of(request).uuid === row.uuid,
      last_ip: (row) => text(row, "last_ip"),
      last_user_agent: (row) => text(row, "last_user_agent"),
      last_used: (row) => text(row, "last_used"),
      expires: (row) => text(row, "expires"),
    },
  },
};
