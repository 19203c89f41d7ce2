import type { Call } from "../api-context";
import type { Departure } from "../departure";
import { invalidObject } from "../refusal";

interface SourceType {
  name: string;
  verbose_name: string;
  [url: string]: unknown;
}

export const sources: Record<string, Departure> = {
  "authentik_sources_oauth.oauthsource": {
    validate: (values, { call }) => {
      const type = typesOf(call).find(({ name }) => name === values.provider_type);
      for (const url of ["authorization_url", "access_token_url", "profile_url"]) {
        if (type?.[url] === null && !(url in values)) {
          throw invalidObject(`${url} is required for provider ${type.verbose_name}`);
        }
      }
    },
    shown: {
      icon: (row) => row.icon || `/static/authentik/sources/${row.provider_type}.svg`,
      callback_url: (row, { request }) => `${request.protocol}://${request.host}/source/oauth/callback/${row.slug}/`,
      type: (row, call) => typesOf(call).find(({ name }) => name === row.provider_type) ?? null,
    },
  },
  "authentik_core.source": {
    shown: {
      icon: (row) => row.icon || null,
    },
  },
};

function typesOf({ context }: Call): SourceType[] {
  return (context.fixed["sources/oauth/source_types"] as SourceType[] | undefined) ?? [];
}
