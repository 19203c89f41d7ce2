import { randomInt } from "node:crypto";
import type { Row, Store } from "../../store";
import type { Departure } from "../departure";
import { Invalid } from "../refusal";
import { isPythonRegex } from "../regex";

export const providers: Record<string, Departure> = {
  "authentik_core.provider": {
    shown: {
      assigned_application_slug: (row, { context }) => applicationOf(row, context.store)?.slug ?? null,
      assigned_application_name: (row, { context }) => applicationOf(row, context.store)?.name ?? null,
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
          if (mode === "regex" && !isPythonRegex(url)) throw new Invalid(`Invalid Regex Pattern: ${url}`);
        }
        return uris;
      },
    },
    defaults: () => ({ client_id: randomText(40), client_secret: randomText(128) }),
  },
};

function applicationOf(provider: Row, store: Store): Row | undefined {
  return store.find("core/applications", { provider: provider.pk });
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Letters and digits, as Authentik makes ids, secrets and keys. */
export function randomText(length: number): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
}
