import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Person } from "../../../src/sandbox/person";
import type { Row } from "../../../src/sandbox/store";
import { Authentik, CALLBACK, PASSWORD } from "../authentik";

const authentik = new Authentik();
let alice: Person;
let user: Row;

beforeAll(async () => {
  await authentik.start();
  const outer = authentik.group("everyone", { attributes: { plan: "free", tags: ["a"] } });
  const inner = authentik.group("staff", { parent: outer.pk, attributes: { plan: "paid", tags: ["b"] } });
  user = authentik.user("alice", { groups: [inner.pk], attributes: { upn: "alice@corp", tags: ["c"] } });
  alice = new Person(authentik.url);
});
afterAll(() => authentik.stop());

async function tokensFor(slug: string, scope = "openid"): Promise<Record<string, string>> {
  const location = await alice.login(authentik.authorizeUrl({ client_id: slug, scope }), {
    username: "alice",
    password: PASSWORD,
  });
  const code = new URL(location).searchParams.get("code") ?? "";
  const client = { client_id: slug, client_secret: `${slug}-secret` };
  const response = await authentik.token({ grant_type: "authorization_code", code, redirect_uri: CALLBACK, ...client });
  return (await response.json()) as Record<string, string>;
}

const claimsOf = async (slug: string, scope?: string) => decodeJwt((await tokensFor(slug, scope)).id_token ?? "");

function withMappings(slug: string, ...expressions: string[]): string {
  const mappings = expressions.map((expression, index) => authentik.mapping(`${slug}-${index}`, expression).pk);
  authentik.application(slug, { property_mappings: [authentik.scope("openid"), ...mappings] });
  return ["openid", ...expressions.map((_, index) => `${slug}-${index}`)].join(" ");
}

describe("scope mappings", () => {
  test("see the user, the request, the provider with its application, and the token", async () => {
    const scope = withMappings(
      "seeing",
      `return {
    "who": user.username,
    "groups": [group.name for group in user.all_groups().order_by("name")],
    "attributes": request.user.group_attributes(request),
    "application": provider.application.slug,
    "scope": list(token.scope),
    "address": http_request.META["REMOTE_ADDR"],
}`,
    );
    expect(await claimsOf("seeing", scope)).toMatchObject({
      who: "alice",
      groups: ["everyone", "staff"],
      attributes: { plan: "paid", tags: ["a", "b", "c"], upn: "alice@corp" },
      application: "seeing",
      scope: ["openid", "seeing-0"],
      address: "127.0.0.1",
    });
  });

  test("add up, in the order of their scopes", async () => {
    const scope = withMappings(
      "adding",
      'return {"a": {"x": 1, "y": 1}, "list": [1]}',
      'return {"a": {"y": 2}, "list": [2], "sub": "me"}',
    );
    expect(await claimsOf("adding", scope)).toMatchObject({ a: { x: 1, y: 2 }, list: [1, 2], sub: "me" });
  });

  test("that fail give nothing, and are told of; those that give no dict are passed over", async () => {
    const scope = withMappings("failing", "return nothing_of_that_name", 'return ["no dict"]', 'return {"good": True}');
    const before = authentik.events("property_mapping_exception").length;
    const claims = await claimsOf("failing", scope);
    expect(claims).toMatchObject({ good: true });
    expect(Object.keys(claims)).not.toContain("0");
    expect(authentik.events("property_mapping_exception").length).toBeGreaterThan(before);
    expect(authentik.events("configuration_error").at(-1)).toMatchObject({
      context: { message: "Failed to evaluate property-mapping: 'failing-0'", provider: { name: "failing" } },
    });
  });

  test("write what they write", async () => {
    const scope = withMappings("writing", 'user.attributes["seen"] = True\nuser.save()\nreturn {}');
    await tokensFor("writing", scope);
    expect(authentik.store.byId("core/users", user.pk as number)).toMatchObject({
      attributes: { seen: true, upn: "alice@corp" },
    });
  });

  test("are named in the configuration, as far as they do without a user", async () => {
    withMappings("named", 'return {"always": 1}', 'return {"attribute": request.user.attributes["none"]}');
    const response = await fetch(`${authentik.url}/application/o/named/.well-known/openid-configuration`);
    const { scopes_supported, claims_supported } = (await response.json()) as Record<string, string[]>;
    expect(scopes_supported).toEqual(expect.arrayContaining(["openid", "named-0", "named-1"]));
    expect(claims_supported?.slice(-2)).toEqual(["nonce", "always"]);
  });
});

test("claims may stay out of the id token, not out of userinfo", async () => {
  authentik.application("lean", { include_claims_in_id_token: false });
  const { id_token = "", access_token } = await tokensFor("lean", "openid profile");
  expect(decodeJwt(id_token)).not.toHaveProperty("name");
  const headers = { authorization: `Bearer ${access_token}` };
  const userinfo = await fetch(`${authentik.url}/application/o/userinfo/`, { headers });
  expect(await userinfo.json()).toMatchObject({ name: "alice" });
});

test.each([
  ["hashed_user_id", () => user.uid],
  ["user_id", () => String(user.pk)],
  ["user_uuid", () => user.uuid],
  ["user_username", () => "alice"],
  ["user_email", () => "alice@example.com"],
  ["user_upn", () => "alice@corp"],
])("sub is made by %s", async (sub_mode, expected) => {
  authentik.application(sub_mode.replaceAll("_", "-"), { sub_mode });
  const { sub } = await claimsOf(sub_mode.replaceAll("_", "-"));
  expect(sub).toBe(expected());
  expect(sub).toMatch(/./);
});

test("the issuer may be the same for all", async () => {
  authentik.application("global", { issuer_mode: "global" });
  expect((await claimsOf("global")).iss).toBe(`${authentik.url}/`);
  const response = await fetch(`${authentik.url}/application/o/global/.well-known/openid-configuration`);
  expect(await response.json()).toMatchObject({ issuer: `${authentik.url}/` });
});

describe("the API", () => {
  const get = async (path: string, token = authentik.sandbox.token) => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${authentik.url}/api/v3/${path}`, { headers });
    return { status: response.status, ...((await response.json()) as object) };
  };

  test("previews a user's claims", async () => {
    const { provider } = authentik.application("preview");
    const preview = await get(`providers/oauth2/${provider.pk}/preview_user/?for_user=${user.pk}`);
    expect(preview).toMatchObject({
      status: 200,
      preview: { aud: "preview", sub: user.uid, preferred_username: "alice", email: "alice@example.com" },
    });
    expect(preview).not.toHaveProperty("preview.sid");
    expect(await get(`providers/oauth2/${provider.pk}/preview_user/?for_user=999999`)).toEqual({
      status: 400,
      for_user: "User not found",
    });
    expect(await get(`providers/oauth2/${provider.pk}/preview_user/`)).toMatchObject({
      preview: { preferred_username: "akadmin" },
    });
    expect(await get(`providers/oauth2/${provider.pk}/preview_user/`, "wrong")).toMatchObject({ status: 403 });
  });

  test("tells a provider's URLs", async () => {
    const { provider, application } = authentik.application("urls");
    const base = `${authentik.url}/application/o`;
    expect(await get(`providers/oauth2/${provider.pk}/setup_urls/`)).toMatchObject({
      issuer: `${base}/urls/`,
      jwks: `${base}/urls/jwks/`,
    });
    authentik.store.remove("core/applications", application.pk as string);
    const without = await get(`providers/oauth2/${provider.pk}/setup_urls/`);
    expect(without).toMatchObject({ issuer: null, provider_info: null, logout: null, token: `${base}/token/` });
    expect(without).not.toHaveProperty("jwks");
  });

  test("shows tokens and sessions", async () => {
    const { provider } = authentik.application("shown");
    const { access_token = "" } = await tokensFor("shown", "openid offline_access");
    const { sid, exp } = decodeJwt(access_token);
    for (const kind of ["access_tokens", "refresh_tokens"]) {
      const { results } = (await get(`oauth2/${kind}/?page_size=1000`)) as unknown as {
        results: Record<string, Row>[];
      };
      const [token] = results.filter((row) => row.provider?.pk === provider.pk);
      expect(token).toMatchObject({ user: { username: "alice" }, scope: ["openid", "offline_access"] });
      expect(token).toMatchObject({ is_expired: false, revoked: false });
      const told = JSON.parse(String(token?.id_token));
      expect(told).toMatchObject({ sid, aud: "shown" });
      expect(told.exp === exp).toBe(kind === "access_tokens");
    }
    const { results } = (await get("core/authenticated_sessions/?page_size=1000")) as unknown as { results: Row[] };
    const known = { current: false, last_ip: "127.0.0.1", last_user_agent: "node", expires: expect.any(String) };
    expect(results.filter((row) => row.user === user.pk)).toMatchObject([known]);
  });
});
