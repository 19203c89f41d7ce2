import type { Row } from "../../store";
import type { Call } from "../api-context";
import type { Departure } from "../departure";
import { objectShown } from "../nested";
import { str } from "../python-values";
import { Invalid } from "../refusal";

/** Slugs that are OAuth2 endpoints. */
const reserved = ["authorize", "token", "device", "userinfo", "introspect", "revoke"];

export const applications: Record<string, Departure> = {
  "authentik_core.application": {
    fields: {
      slug: (slug: string) => {
        if (reserved.includes(slug)) {
          throw new Invalid(`The slug '${slug}' is reserved and cannot be used for applications.`);
        }
        return slug;
      },
    },
    shown: {
      provider_obj: (row, call) =>
        objectShown(call, "authentik_core.provider", row.provider, "core.api.providers.ProviderSerializer"),
      backchannel_providers: (row, { context }) => backchannels(row, context.store).map(({ pk }) => pk),
      backchannel_providers_obj: (row, call) =>
        backchannels(row, call.context.store).map(({ pk }) => ({
          ...(objectShown(call, "authentik_core.provider", pk, "core.api.providers.ProviderSerializer") as Row),
          ...plainProvider,
        })),
      launch_url: (row, call) => formatted(launchUrl(row, call), call.user),
      meta_icon: (row, { context }) => row.meta_icon || (context.store.models.has("2025.12") ? "" : null),
      meta_icon_url: (row) => row.meta_icon || null,
    },
    saving: (values) => {
      delete values.backchannel_providers;
    },
    saved: (row, _, { call, data }) => {
      const wanted = (data as Row).backchannel_providers as unknown[] | undefined;
      if (!wanted) return;
      const { store } = call.context;
      for (const path of store.models.paths("authentik_core.provider")) {
        for (const provider of store.rows(path)) {
          if (wanted.includes(provider.pk))
            store.update(path, provider.pk as number, { backchannel_application: row.pk });
          else if (provider.backchannel_application === row.pk) {
            store.update(path, provider.pk as number, { backchannel_application: null });
          }
        }
      }
    },
  },
};

/** What is said of a provider whose class Django does not look for. */
const plainProvider = {
  component: "",
  verbose_name: "provider",
  verbose_name_plural: "providers",
  meta_model_name: "authentik_core.provider",
};

function backchannels(row: Row, store: Call["context"]["store"]): Row[] {
  return store.models
    .paths("authentik_core.provider")
    .flatMap((path) => store.filter(path, { backchannel_application: row.pk }));
}

function launchUrl(row: Row, { context }: Call): string | null {
  if (row.meta_launch_url) return row.meta_launch_url as string;
  const provider = typeof row.provider === "number" ? context.store.member("providers", row.provider) : undefined;
  if (provider?.kind === "providers/proxy") return (provider.row.external_host as string) || null;
  if (provider?.kind !== "providers/oauth2") return null;
  const [first] = (provider.row.redirect_uris as { url: string }[] | undefined) ?? [];
  if (!first) return null;
  // The path is taken away, and nothing else.
  return first.url.replace(
    /^([a-z][a-z0-9+.-]*:)?(\/\/[^/?#]*)?([^?#]*)/i,
    (_, scheme = "", host = "") => scheme + host,
  );
}

/** `%(username)s` in a launch URL is the user's; a URL that cannot be formatted stays as it is. */
function formatted(url: string | null, user: Row): string | null {
  if (!url?.includes("%")) return url;
  let failed = false;
  const text = url.replace(/%(?:\((\w+)\)s|%|.|$)/g, (found, name) => {
    if (found === "%%") return "%";
    if (name === undefined || !(name in user)) failed = true;
    return str(user[name]);
  });
  return failed ? url : text;
}
