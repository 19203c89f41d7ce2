import {
  existsIn,
  type Field,
  type Kind,
  type Release,
  readOnlyIn,
  requiredIn,
  writableFields,
} from "../../src/authentik/catalogue";
import type { AuthentikClient } from "../../src/authentik/client";
import { toCamel } from "../../src/authentik/names";
import type { Properties } from "../../src/resources/inputs";

/** Which of the two values that every field has here. */
export type Variant = 0 | 1;

/** Names of objects on the server under test, by the kinds that references point to. */
const names: Record<string, string[]> = {
  "core/applications": ["sample-application", "sample-application-2"],
  "core/groups": ["authentik Admins", "sample-group"],
  "core/users": ["akadmin", "sample-user"],
  "crypto/certificatekeypairs": ["authentik Self-signed Certificate"],
  "flows/instances": [
    "default-provider-authorization-implicit-consent",
    "default-provider-authorization-explicit-consent",
  ],
  "policies/all": ["default-password-change-password-policy", "default-source-enrollment-if-sso"],
  "propertymappings/provider/scope": ["openid", "email"],
  "providers/all": ["sample-provider-1", "sample-provider-2"],
  "providers/oauth2": ["sample-provider-1", "sample-provider-2"],
  "rbac/roles": ["sample-role", "sample-role-2"],
  "sources/all": ["sample-source", "authentik-built-in"],
  "sources/oauth": ["sample-source"],
  "stages/all": ["default-authentication-login", "default-invalidation-logout"],
  "stages/password": ["default-authentication-password"],
  "stages/prompt/prompts": ["default-user-settings-field-name", "default-user-settings-field-email"],
};

/** Makes what the names above need beyond a fresh Authentik's own objects. */
export async function makeReferenced(client: AuthentikClient): Promise<void> {
  const post = (kind: string, body: Record<string, unknown>) => client.request("POST", kind, { body });
  const flows = await client.list("flows/instances");
  const flow = (slug: string) => flows.find((object) => object.slug === slug)?.pk;
  for (const name of names["providers/oauth2"] ?? []) {
    await post("providers/oauth2", {
      name,
      authorization_flow: flow("default-provider-authorization-implicit-consent"),
      invalidation_flow: flow("default-provider-invalidation-flow"),
      redirect_uris: [],
    });
  }
  for (const slug of names["core/applications"] ?? []) await post("core/applications", { name: slug, slug });
  for (const name of names["rbac/roles"] ?? []) await post("rbac/roles", { name });
  await post("core/groups", { name: "sample-group" });
  await post("core/users", { username: "sample-user", name: "Sample" });
  const address = "https://idp.example.com/";
  await post("sources/oauth", {
    ...{ name: "sample-source", slug: "sample-source", provider_type: "openidconnect" },
    ...{ consumer_key: "key", consumer_secret: "secret" },
    ...{ authorization_url: address, access_token_url: address, profile_url: address },
  });
  const pairs = [await makeKeyPair(client, "sample-pair-1"), await makeKeyPair(client, "sample-pair-2")];
  special["crypto/certificatekeypairs.certificateData"] = pairs.map(({ certificate }) => certificate) as [
    string,
    string,
  ];
  special["crypto/certificatekeypairs.keyData"] = pairs.map(({ key }) => key) as [string, string];
}

async function makeKeyPair(client: AuthentikClient, name: string): Promise<{ certificate: unknown; key: unknown }> {
  const body = { common_name: name, validity_days: 30 };
  const { pk } = await client.request("POST", "crypto/certificatekeypairs/generate", { body });
  const view = async (what: string) => (await client.get(`crypto/certificatekeypairs/${pk}/${what}`)).data;
  return { certificate: await view("view_certificate"), key: await view("view_private_key") };
}

/** Fields whose values the schema does not tell, by kind and property; nothing means that the field is left out. */
const special: Record<string, [unknown, unknown] | undefined> = {
  // One user, group or policy at a time.
  "policies/bindings.policy": undefined,
  "policies/bindings.user": undefined,
  "policies/bindings.target": ["sample-application", "sample-application"],
  "policies/bindings.order": [7, 7],
  "flows/bindings.stage": ["default-authentication-login", "default-authentication-login"],
  "flows/bindings.order": [7, 7],
  // Only a source that people log in to by a browser.
  "stages/source.source": ["sample-source", "sample-source"],
  "stages/email.template": ["email/password_reset.html", "email/account_confirmation.html"],
  "stages/redirect.mode": ["static", "static"],
  "core/brands.default": [false, false],
  "core/tokens.intent": ["app_password", "app_password"],
  // Authentik refuses another user for a token.
  "core/tokens.user": ["akadmin", "akadmin"],
  // Deleting the application would delete these.
  "core/applications.backchannelProviders": [[], []],
  "core/users.type": ["internal", "external"],
  // Authentik allows app passwords a day.
  "core/tokens.expires": undefined,
  "flows/bindings.target": ["default-source-enrollment", "default-source-enrollment"],
  "flows/bindings.evaluateOnPlan": [true, true],
  "policies/reputation.checkIp": [true, true],
  "propertymappings/provider/scope.scopeName": ["sample", "other"],
};

/** Values by what a field's name says. */
const byName: [RegExp, [unknown, unknown]][] = [
  [
    /(validity|duration|threshold|offset|expiry|expiresIn|rememberDevice|consentExpireIn|cacheTimeout|resumeTimeout)$/i,
    ["minutes=10", "hours=2"],
  ],
  [/expression$/i, ["return True", "return False"]],
];

/** A program's inputs for one object of a kind, with every field that can be set. */
export function sample(kind: Kind, variant: Variant, release: Release): Properties {
  const inputs: Properties = { __kind: kind.kind };
  for (const [name, field] of writableFields(kind)) {
    const value =
      existsIn(field, release) && !readOnlyIn(field, release)
        ? sampleValue(kind, name, field, variant, release)
        : undefined;
    if (value !== undefined) inputs[toCamel(name)] = value;
  }
  return inputs;
}

function sampleValue(kind: Kind, name: string, field: Field, variant: Variant, release: Release): unknown {
  const property = toCamel(name);
  const place = `${kind.kind}.${property}`;
  if (place in special) return special[place]?.[variant];
  if (field.ref) return sampleReference(field, variant, requiredIn(field, release));
  // What tells the object apart stays as it is.
  if (kind.key.includes(name)) return `sample-${kind.kind.replaceAll("/", "-")}`;
  return plainValue(property, field, variant, release);
}

function sampleReference(field: Field, variant: Variant, isRequired: boolean): unknown {
  const known = field.ref?.flatMap((ref) => names[ref] ?? []) ?? [];
  const name = known[variant] ?? (isRequired || variant === 0 ? known[0] : undefined);
  if (field.type === "list") return name === undefined ? [] : [name];
  return name ?? (field.nullable ? null : undefined);
}

function plainValue(property: string, field: Field, variant: Variant, release: Release): unknown {
  const named = byName.find(([pattern]) => pattern.test(property))?.[1];
  if (named && field.type === "string") return named[variant];
  if (field.choices) return field.choices[Math.min(variant, field.choices.length - 1)];
  switch (field.type) {
    case "boolean":
      return variant === 0;
    case "integer":
    case "number":
      return Math.min((field.minimum ?? 0) + 3 + variant, field.maximum ?? Number.POSITIVE_INFINITY);
    case "json":
      return { sample: variant };
    case "list":
      return listValue(property, field, variant, release);
    case "object":
      return objectValue(property, field, variant, release);
    default:
      return text(property, field, variant);
  }
}

function listValue(property: string, field: Field, variant: Variant, release: Release): unknown {
  const value = field.items && plainValue(property, field.items, variant, release);
  return value === undefined ? [] : [value];
}

function objectValue(property: string, field: Field, variant: Variant, release: Release): unknown {
  const entries = Object.entries(field.fields ?? {}).filter(([, inner]) => existsIn(inner, release) && !inner.readOnly);
  return Object.fromEntries(
    entries.map(([name, inner]) => [
      toCamel(name),
      plainValue(`${property}.${toCamel(name)}`, inner, variant, release),
    ]),
  );
}

function text(property: string, field: Field, variant: Variant): string {
  if (field.format === "date-time") return `203${variant}-01-02T03:04:05Z`;
  if (field.format === "email") return `sample${variant}@example.com`;
  if (field.format === "uri" || /(url|uri)$/i.test(property)) return `https://sample${variant}.example.com/path`;
  const value = `sample ${variant}`;
  return field.pattern ? value.replace(" ", "-") : value;
}
