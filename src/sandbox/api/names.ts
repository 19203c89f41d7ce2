import type { Id, Row, Store } from "../store";

type Name = (row: Row, store: Store) => string;

const named =
  (prefix: string): Name =>
  (row) =>
    `${prefix} ${row.name}`;

/** Objects as Authentik calls them, by model; all others go by their names. */
const names: Record<string, Name> = {
  "authentik_blueprints.blueprintinstance": named("Blueprint Instance"),
  "authentik_brands.brand": (row) => (row.default ? "Default brand" : `Brand ${row.domain}`),
  "authentik_core.applicationentitlement": (row) => `Application Entitlement ${row.name} for app ${row.app}`,
  "authentik_core.group": named("Group"),
  "authentik_core.propertymapping": named("Property Mapping"),
  "authentik_core.token": (row) => `${row.identifier}${row.expiring ? ` (expires=${pythonTime(row.expires)})` : ""}`,
  "authentik_core.user": (row) => String(row.username),
  "authentik_crypto.certificatekeypair": named("Certificate-Key Pair"),
  "authentik_events.notificationrule": named("Notification Rule"),
  "authentik_events.notificationtransport": named("Notification Transport"),
  "authentik_events.notificationwebhookmapping": named("Webhook Mapping"),
  "authentik_flows.flow": (row) => `Flow ${row.name} (${row.slug})`,
  "authentik_flows.flowstagebinding": (row) => `Flow-stage binding #${row.order} to ${row.target}`,
  "authentik_flows.stage": named("Stage"),
  "authentik_outposts.outpost": named("Outpost"),
  "authentik_policies.policybinding": bindingName,
  "authentik_providers_oauth2.accesstoken": (row) => `Access Token for ${row.provider} for user ${row.user}`,
  "authentik_providers_oauth2.authorizationcode": (row) =>
    `Authorization code for ${row.provider} for user ${row.user}`,
  "authentik_providers_oauth2.devicetoken": (row) => `Device Token for ${row.provider}`,
  "authentik_providers_oauth2.oauth2provider": named("OAuth2 Provider"),
  "authentik_providers_oauth2.refreshtoken": (row) => `Refresh Token for ${row.provider} for user ${row.user}`,
  "authentik_providers_oauth2.scopemapping": (row) => `Scope Mapping ${row.name} (${row.scope_name})`,
  "authentik_rbac.role": named("Role"),
  "authentik_sources_oauth.oauthsource": named("OAuth Source"),
  "authentik_sources_saml.samlsource": named("SAML Source"),
  "authentik_stages_authenticator_duo.authenticatorduostage": named("Duo Authenticator Setup Stage"),
  "authentik_stages_authenticator_email.authenticatoremailstage": named("Email Authenticator Stage"),
  "authentik_stages_authenticator_sms.authenticatorsmsstage": named("SMS Authenticator Setup Stage"),
  "authentik_stages_authenticator_static.authenticatorstaticstage": named("Static Authenticator Setup Stage"),
  "authentik_stages_authenticator_totp.authenticatortotpstage": named("TOTP Authenticator Setup Stage"),
  "authentik_stages_authenticator_webauthn.authenticatorwebauthnstage": named("WebAuthn Authenticator Setup Stage"),
  "authentik_stages_consent.userconsent": (row) => `User Consent ${row.application} by ${row.user}`,
  "authentik_stages_email.emailstage": named("Email Stage"),
  "authentik_stages_invitation.invitation": (row) => `Invitation ${row.pk} created by ${row.created_by}`,
  "authentik_stages_prompt.prompt": (row) => `Prompt field '${row.field_key}' type ${row.type}`,
};

/** An object as Authentik calls it, seen as `label`: its own model or one that that is derived from. */
export function nameOf(
  store: Store,
  kind: string,
  row: Row,
  label = store.models.endpoints[kind]?.model ?? "",
): string {
  const lineage = [label, ...(store.models.model(label).parents ?? [])];
  const name = lineage.map((model) => names[model]).find((known) => known !== undefined);
  return name ? name(row, store) : String(row.name ?? row.identifier ?? row.pk);
}

function bindingName(row: Row, store: Store): string {
  const target = store.ofModel("authentik_policies.policybindingmodel", row.target as Id);
  const about = (label: string, column: string) => store.ofModel(label, row[column] as Id)?.row;
  const suffix = row.policy
    ? `Policy ${about("authentik_policies.policy", "policy")?.name}`
    : row.group
      ? `Group ${about("authentik_core.group", "group")?.name}`
      : `User ${about("authentik_core.user", "user")?.name}`;
  return `Binding from ${target ? nameOf(store, target.kind, target.row) : row.target} #${row.order} to ${suffix}`;
}

function pythonTime(time: unknown): string {
  return String(time).replace("T", " ").replace("Z", "+00:00");
}
