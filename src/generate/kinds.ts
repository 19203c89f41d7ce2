/**
 * What the schema does not say: which paths are kinds of this catalogue, what tells their objects apart, what a
 * reference points to. Everything else comes out of the schema.
 */

/** The releases read, oldest first, with the package that holds each one's schema. */
export const schemaPackages: Record<string, string> = {
  "2025.8": "authentik-2025.8",
  "2025.10": "authentik-2025.10",
  "2025.12": "authentik-2025.12",
  "2026.2": "authentik-2026.2",
  "2026.5": "authentik-2026.5",
  "2026.8": "authentik-2026.8",
};

const included = [
  /^core\/(applications|brands|groups|tokens|users)$/,
  /^crypto\/certificatekeypairs$/,
  /^flows\/(bindings|instances)$/,
  /^policies\//,
  /^propertymappings\/provider\/scope$/,
  /^providers\/oauth2$/,
  /^stages\//,
];

export function isIncluded(path: string): boolean {
  return included.some((pattern) => pattern.test(path));
}

/** Natural keys; a kind that is not here has `slug` or else `name`. */
export const naturalKeys: Record<string, string[]> = {
  "core/brands": ["domain"],
  "core/tokens": ["identifier"],
  "core/users": ["username"],
  "flows/bindings": ["target", "stage", "order"],
  "policies/bindings": ["target", "policy", "group", "user", "order"],
};

/**
 * What a reference points to: the field's name behind its kind's, and the paths of the kinds. `stages/all` and its like
 * stand for every kind of that family, and are lists of Authentik's own. The first match holds.
 */
const references: [field: RegExp, kinds: string[]][] = [
  [/^flows\/bindings\.target$/, ["flows/instances"]],
  [/^policies\/bindings\.target$/, ["core/applications", "flows/instances", "flows/bindings", "sources/all"]],
  [/^providers\/oauth2\.property_mappings$/, ["propertymappings/provider/scope"]],
  [/^core\/applications\.(provider|backchannel_providers)$/, ["providers/all"]],
  [/^stages\/(identification\.sources|source\.source)$/, ["sources/all"]],
  [/^stages\/prompt\/stages\.fields$/, ["stages/prompt/prompts"]],
  [/\.default_application$/, ["core/applications"]],
  [/\.jwt_federation_providers$/, ["providers/oauth2"]],
  [/\.jwt_federation_sources$/, ["sources/oauth"]],
  [/\.(policy|validation_policies)$/, ["policies/all"]],
  [/\.(webauthn_allowed_device_types|device_type_restrictions)$/, ["stages/authenticator/webauthn_device_types"]],
  [/\.webauthn_stage$/, ["stages/authenticator/validate"]],
  [/\.password_stage$/, ["stages/password"]],
  [/\.captcha_stage$/, ["stages/captcha"]],
  [/\.(stage|configuration_stages)$/, ["stages/all"]],
  [/\.connector$/, ["endpoints/connectors"]],
  [/\.mapping$/, ["propertymappings/notification"]],
  [/\.(group|groups|parent|parents|children|create_users_group)$/, ["core/groups"]],
  [/\.(user|users)$/, ["core/users"]],
  [/\.roles$/, ["rbac/roles"]],
  [/(_key|_kp|certificate|certificates|certificate_authorities)$/, ["crypto/certificatekeypairs"]],
  [/(_flow|\.flow|\.flow_[a-z_]+)$/, ["flows/instances"]],
];

export function referencedKinds(kind: string, field: string): string[] | undefined {
  return references.find(([pattern]) => pattern.test(`${kind}.${field}`))?.[1];
}

/** Policies are bound to what Authentik calls the policy binding model of an object, which has an id of its own. */
export function referencedField(kind: string, field: string): string | undefined {
  return kind === "policies/bindings" && field === "target" ? "policybindingmodel_ptr_id" : undefined;
}

/** Fields that hold a reference though the schema gives them no format. */
export const integerReferences = new Set([
  "provider",
  "backchannel_providers",
  "jwt_federation_providers",
  "user",
  "users",
]);

/** Fields of format uuid that are the object's own id, not a reference. */
export const ownIds = new Set(["pk", "uuid", "group_uuid", "brand_uuid", "connector_uuid"]);

/** Lists of plain values whose order Authentik keeps and uses. */
const ordered = [/^stages\/password\.backends$/, /^providers\/oauth2\.redirect_uris$/];

export function isOrdered(kind: string, field: string): boolean {
  return ordered.some((pattern) => pattern.test(`${kind}.${field}`));
}

const secrets = new Set([
  "client_secret",
  "admin_secret_key",
  "key_data",
  "private_key",
  "password",
  "auth",
  "auth_password",
]);

export function isSecret(field: string): boolean {
  return secrets.has(field);
}

/** Fields whose change makes a new object: a binding at another place is another binding. */
export const replacing: Record<string, string[]> = {
  "flows/bindings": ["target"],
  "policies/bindings": ["target"],
};

/** What a response holds beside the inputs that others need: ids to refer to, and what the server picks itself. */
export const computedCandidates = ["policybindingmodel_ptr_id", "client_id", "client_secret", "uuid", "uid"];
