import { brandOf } from "../../flows/http";
import type { Row } from "../../store";
import type { Call } from "../api-context";
import type { Single } from ".";

const get = (show: (call: Call) => unknown, open = false): Single => ({
  open,
  methods: { GET: (call) => ({ body: show(call) }) },
});

/** Endpoints that stand by themselves. */
export const singles: Record<string, Single> = {
  "admin/version": get(({ context: { version } }) => ({
    ...{ version_current: version, version_latest: version, version_latest_valid: true },
    ...{ build_hash: "", outdated: false, outpost_outdated: false },
  })),
  "admin/system": get(({ request, context }) => ({
    http_headers: { HTTP_HOST: request.host },
    ...{ http_host: request.host, http_is_secure: request.protocol === "https" },
    runtime: {
      python_version: "3.13.7",
      environment: "custom",
      architecture: process.arch,
      platform: process.platform,
      uname: "",
    },
    ...{ brand: String(brandOf(context, request).domain), server_time: new Date().toISOString() },
    ...{ embedded_outpost_disabled: false, embedded_outpost_host: "" },
  })),
  "root/config": get(
    ({ context }) => ({
      error_reporting: {
        ...{ enabled: false, sentry_dsn: "https://sentry.example/1", environment: "customer" },
        ...{ send_pii: false, traces_sample_rate: 0.1 },
      },
      capabilities: ["can_impersonate", "is_enterprise"],
      ...{ cache_timeout: 300, cache_timeout_flows: 300, cache_timeout_policies: 300 },
      ...(context.release < "2025.12" ? { cache_timeout_reputation: 0 } : {}),
    }),
    true,
  ),
  "admin/settings": get(() => ({
    ...{ avatars: "gravatar,initials", default_user_change_name: true, default_user_change_email: false },
    ...{ default_user_change_username: false, event_retention: "days=365", gdpr_compliance: true, impersonation: true },
    ...{ reputation_lower_limit: -5, reputation_upper_limit: 5, footer_links: [], impersonation_require_reason: true },
    ...{ default_token_duration: "minutes=30", default_token_length: 60, flags: {} },
  })),
  "enterprise/license/summary": get(({ context: { licensed } }) => ({
    ...{ internal_users: licensed ? 100 : 0, external_users: licensed ? 100 : 0 },
    ...{
      status: licensed ? "valid" : "unlicensed",
      latest_valid: licensed ? "2100-01-01T00:00:00Z" : "1970-01-01T00:00:00Z",
      license_flags: [],
    },
  })),
  "authenticators/all": get(() => []),
  "authenticators/admin/all": get(() => []),
  "sources/all/user_settings": get(() => []),
  "core/brands/current": get((call) => currentBrand(call), true),
};

/** What a login page knows of the brand. */
function currentBrand({ context, request }: Call): Row {
  const brand = brandOf(context, request);
  const flow = (name: string) =>
    context.store.byId("flows/instances", (brand[`flow_${name}`] as string | null) ?? "")?.slug;
  const flows = ["authentication", "invalidation", "recovery", "unenrollment", "user_settings", "device_code"]
    .map((name) => [`flow_${name}`, flow(name)])
    .filter(([, slug]) => slug !== undefined);
  return {
    matched_domain: brand.domain,
    ...Object.fromEntries(
      ["title", "logo", "favicon", "custom_css"].map((name) => [`branding_${name}`, brand[`branding_${name}`]]),
    ),
    ...{ ui_footer_links: [], ui_theme: "automatic" },
    ...Object.fromEntries(flows),
    ...{ default_locale: "", flags: { policies_buffered_access_view: false } },
  };
}
