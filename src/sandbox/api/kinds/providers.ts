import { randomInt } from "node:crypto";
import type { Row } from "../../store";
import type { Call } from "../api-context";
import type { Departure } from "../departure";
import { Invalid, ServerError } from "../refusal";
import { isPythonRegex } from "../regex";

export const providers: Record<string, Departure> = {
  "authentik_core.provider": {
    shown: {
      assigned_application_slug: (row, call) => applicationOf(row, call)?.slug ?? null,
      assigned_application_name: (row, call) => applicationOf(row, call)?.name ?? null,
      outpost_set: (row, { context }) =>
        context.store
          .rows("outposts/instances")
          .filter(({ providers: ids }) => (ids as unknown[] | undefined)?.includes(row.pk))
          .map(({ name }) => name),
    },
  },
  "authentik_providers_oauth2.oauth2provider": {
    fields: {
      redirect_uris: (uris: { matching_mode: string; url: string }[]) => {
        for (const { matching_mode: mode, url } of uris) {
          if (mode === undefined || url === undefined) throw new ServerError();
          if (mode === "regex" && !isPythonRegex(url)) throw new Invalid(`Invalid Regex Pattern: ${url}`);
        }
        return uris;
      },
    },
    defaults: () => ({ client_id: randomText(40), client_secret: randomText(128) }),
  },
};

/** In the answer to a change of the application, newer releases show the provider as it knew the application before. */
function applicationOf(provider: Row, { context, before }: Call): Row | undefined {
  const application = context.store.find("core/applications", { provider: provider.pk });
  const isStale = before?.pk === application?.pk && context.store.models.has("2026.5");
  return isStale ? before : application;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Letters and digits, as Authentik makes ids, secrets and keys. */
export function randomText(length: number): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
}
