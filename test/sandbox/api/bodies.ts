import type { Row } from "../../../src/sandbox";
import { makeKeyPair } from "../../../src/sandbox/keys";
import type { Api } from "./client";

/** The smallest bodies with which Authentik makes an object of each kind of the catalogue. */
export async function smallestBodies(api: Api): Promise<Record<string, Row>> {
  const flow = await api.idOf("flows/instances/", "slug", "default-authentication-flow");
  const stage = await api.idOf("stages/all/", "name", "default-authentication-login");
  const group = await api.idOf("core/groups/", "name", "authentik Admins");
  const application = await api.make("core/applications/", { name: "target", slug: "target" });
  const pair = await makeKeyPair("pair");
  const prompt = await api.make("stages/prompt/prompts/", {
    name: "used",
    field_key: "used",
    label: "Used",
    type: "text",
  });
  const source = await api.make("sources/oauth/", {
    ...{ name: "source", slug: "source", provider_type: "github", consumer_key: "key", consumer_secret: "secret" },
  });
  return {
    "core/applications": { name: "one", slug: "one" },
    "core/brands": { domain: "one.example" },
    "core/groups": { name: "one" },
    "core/tokens": { identifier: "one" },
    "core/users": { username: "one", name: "One" },
    "crypto/certificatekeypairs": { name: "one", certificate_data: pair.certificate_data },
    "flows/bindings": { target: flow, stage, order: 77 },
    "flows/instances": { name: "One", title: "One", slug: "one", designation: "authentication" },
    "policies/bindings": { target: application.pk, group, order: 7 },
    "policies/event_matcher": {
      name: "one",
      action: "login",
      client_ip: "127.0.0.1",
      app: "authentik.core",
      model: "authentik_core.user",
    },
    "policies/expression": { name: "one", expression: "return True" },
    "policies/geoip": { name: "one", countries: ["DE"] },
    "policies/password_expiry": { name: "one", days: 5 },
    "policies/reputation": { name: "one", check_ip: true },
    "propertymappings/provider/scope": { name: "one", scope_name: "one", expression: "return {}" },
    "providers/oauth2": { name: "one", authorization_flow: flow, invalidation_flow: flow, redirect_uris: [] },
    "stages/authenticator/duo": { name: "one", client_id: "id", client_secret: "secret", api_hostname: "duo.example" },
    "stages/authenticator/endpoint_gdtc": { name: "one", credentials: {} },
    "stages/authenticator/sms": {
      name: "one",
      provider: "generic",
      from_number: "1",
      account_sid: "sid",
      auth: "auth",
    },
    "stages/authenticator/totp": { name: "one", digits: "6" },
    "stages/captcha": { name: "one", public_key: "public", private_key: "private" },
    "stages/identification": { name: "one", user_fields: ["email"] },
    "stages/invitation/invitations": { name: "one" },
    "stages/mtls": { name: "one", mode: "optional", cert_attribute: "subject", user_attribute: "username" },
    "stages/password": { name: "one", backends: ["authentik.core.auth.InbuiltBackend"] },
    "stages/prompt/prompts": { name: "one", field_key: "one", label: "One", type: "text" },
    "stages/prompt/stages": { name: "one", fields: [prompt.pk] },
    "stages/redirect": { name: "one", mode: "static", target_static: "https://one.example" },
    "stages/source": { name: "one", source: source.pk },
    "stages/user_write": { name: "one" },
  };
}
