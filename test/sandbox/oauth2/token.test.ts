import { createHash } from "node:crypto";
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Person } from "../../../src/sandbox/person";
import type { Row } from "../../../src/sandbox/store";
import { Authentik, CALLBACK, PASSWORD } from "./authentik";

const authentik = new Authentik();
let alice: Person;
let user: Row;

beforeAll(async () => {
  await authentik.start();
  user = authentik.user("alice");
  authentik.application("web");
  authentik.application("other");
  alice = new Person(authentik.url);
});
afterAll(() => authentik.stop());

const web = { client_id: "web", client_secret: "web-secret" };
const GRANT =
  "The provided authorization grant or refresh token is invalid, expired, revoked, does not match the redirection URI";

async function newCode(parameters: Record<string, string> = {}): Promise<string> {
  const url = authentik.authorizeUrl({ client_id: "web", ...parameters });
  const location = await alice.login(url, { username: "alice", password: PASSWORD });
  return new URL(location).searchParams.get("code") ?? "";
}

type Answer = Record<string, string> & { status: number; expires_in: number };

async function token(form: Record<string, string>): Promise<Answer> {
  const response = await authentik.token(form);
  return { ...((await response.json()) as Answer), status: response.status };
}

const withCode = (code: string, more: Record<string, string> = {}) =>
  token({ grant_type: "authorization_code", code, redirect_uri: CALLBACK, ...web, ...more });

const withSecret = (more: Record<string, string>) => token({ grant_type: "client_credentials", ...more });

describe("a code", () => {
  test("is good once, for its own client, and answered without being kept", async () => {
    const code = await newCode();
    const stranger = await withCode(code, { client_id: "other", client_secret: "other-secret" });
    expect(stranger).toMatchObject({ status: 400, error: "invalid_grant" });
    expect(stranger.error_description).toContain(GRANT);
    expect(stranger.request_id).toMatch(/^[0-9a-f]{32}$/);
    const response = await authentik.token({ grant_type: "authorization_code", code, redirect_uri: CALLBACK, ...web });
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toMatchObject({ token_type: "Bearer", expires_in: 3600, scope: "openid" });
    expect(await withCode(code)).toMatchObject({ error: "invalid_grant" });
  });

  test("is good for as long as the provider says", async () => {
    authentik.application("slow", { access_code_validity: "milliseconds=50", access_token_validity: "minutes=5" });
    const slow = { client_id: "slow", client_secret: "slow-secret" };
    const code = await newCode({ client_id: "slow" });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await withCode(code, slow)).toMatchObject({ error: "invalid_grant" });
    authentik.store.update(
      "providers/oauth2",
      authentik.store.find("providers/oauth2", { name: "slow" })?.pk as number,
      {
        access_code_validity: "minutes=1;seconds=30",
      },
    );
    const tokens = await withCode(await newCode({ client_id: "slow" }), slow);
    expect(tokens.expires_in).toBe(300);
    const { exp = 0, iat = 0 } = decodeJwt(tokens.access_token ?? "");
    expect(exp - iat).toBe(300);
  });

  test("wants a redirect URI of the provider", async () => {
    const code = await newCode();
    expect(await withCode(code, { redirect_uri: "https://other.example/" })).toMatchObject({ error: "invalid_client" });
    expect(authentik.events("configuration_error")).toMatchObject([
      { context: { message: "Invalid redirect URI used by provider", redirect_uri: "https://other.example/" } },
    ]);
    expect(await withCode(code)).toMatchObject({ status: 200 });
  });

  test.each([
    ["S256", (verifier: string) => createHash("sha256").update(verifier).digest("base64url")],
    ["plain", (verifier: string) => verifier],
  ])("with a challenge by %s wants its verifier", async (code_challenge_method, challengeOf) => {
    const code_verifier = "a-verifier-that-is-long-enough-to-be-one-0123456789";
    const code = await newCode({ code_challenge: challengeOf(code_verifier), code_challenge_method });
    expect(await withCode(code)).toMatchObject({ error: "invalid_grant" });
    expect(await withCode(code, { code_verifier: `${code_verifier}x` })).toMatchObject({ error: "invalid_grant" });
    expect(await withCode(code, { code_verifier })).toMatchObject({ status: 200 });
  });

  test("without a challenge wants no verifier", async () => {
    const code = await newCode();
    expect(await withCode(code, { code_verifier: "anything" })).toMatchObject({ error: "invalid_grant" });
  });

  test("ends with the session that it was given in", async () => {
    const code = await newCode();
    await alice.fetch("/api/v3/flows/executor/default-invalidation-flow/?query=");
    expect(await withCode(code)).toMatchObject({ error: "invalid_grant" });
  });
});

describe("a refresh token", () => {
  let tokens: Answer;
  const refresh = (refresh_token = "", more: Record<string, string> = {}) =>
    token({ grant_type: "refresh_token", refresh_token, ...web, ...more });

  beforeEach(async () => {
    tokens = await withCode(await newCode({ scope: "openid email offline_access", nonce: "n-1" }));
  });

  test("comes with offline_access alone", async () => {
    expect(tokens.refresh_token).toMatch(/^[A-Za-z0-9]{128}$/);
    expect((await withCode(await newCode({ scope: "openid email" }))).refresh_token).toBeUndefined();
  });

  test("gives new tokens with the old nonce left out, and a new one of its kind", async () => {
    const next = await refresh(tokens.refresh_token);
    expect(next).toMatchObject({ status: 200, scope: "openid email offline_access" });
    expect(decodeJwt(tokens.access_token ?? "").nonce).toBe("n-1");
    expect(decodeJwt(next.access_token ?? "")).not.toHaveProperty("nonce");
    expect(await refresh(next.refresh_token)).toMatchObject({ status: 200 });
  });

  test("is good once, and using it again is noticed", async () => {
    await refresh(tokens.refresh_token);
    expect(await refresh(tokens.refresh_token)).toMatchObject({ status: 400, error: "invalid_grant" });
    expect(authentik.events("suspicious_request").at(-1)).toMatchObject({
      context: { message: "Revoked refresh token was used" },
    });
  });

  test("gives no more than was granted, and nothing without offline_access", async () => {
    expect(await refresh(tokens.refresh_token, { scope: "openid profile offline_access" })).toMatchObject({
      error: "invalid_scope",
    });
    expect(await refresh(tokens.refresh_token, { scope: "openid" })).toMatchObject({ error: "invalid_scope" });
    expect(await refresh(tokens.refresh_token, { client_secret: "wrong" })).toMatchObject({ error: "invalid_client" });
    expect(await refresh("made-up")).toMatchObject({ error: "invalid_grant" });
    expect(await refresh(tokens.refresh_token)).toMatchObject({ status: 200 });
  });

  test("outlives its session, whose tokens it no longer names", async () => {
    await alice.fetch("/api/v3/flows/executor/default-invalidation-flow/?query=");
    const next = await refresh(tokens.refresh_token);
    expect(next.status).toBe(200);
    expect(decodeJwt(tokens.access_token ?? "")).toMatchObject({
      sid: expect.stringMatching(/^[0-9a-f]{64}$/),
      amr: ["pwd"],
    });
    expect(decodeJwt(next.access_token ?? "")).not.toHaveProperty("sid");
    expect(decodeJwt(next.access_token ?? "")).not.toHaveProperty("amr");
  });
});

describe("client credentials", () => {
  test("make a service account on first use, and use it from then on", async () => {
    const before = authentik.store.rows("core/users").length;
    const first = await withSecret({ ...web, scope: "openid profile unknown" });
    expect(first).toMatchObject({ status: 200, scope: "openid profile", token_type: "Bearer" });
    expect(first.refresh_token).toBeUndefined();
    const claims = decodeJwt(first.access_token ?? "");
    expect(claims).toMatchObject({ azp: "web", preferred_username: "ak-web-client_credentials" });
    expect(claims).not.toHaveProperty("sid");
    await token({ grant_type: "password", ...web });
    expect(authentik.store.rows("core/users")).toHaveLength(before + 1);
    expect(authentik.store.find("core/users", { username: "ak-web-client_credentials" })).toMatchObject({
      name: "Autogenerated user from application web (client credentials)",
      path: "goauthentik.io/apps/web",
      type: "service_account",
      attributes: { "goauthentik.io/user/generated": true },
    });
  });

  test("with an app password give tokens of its user", async () => {
    const row = { identifier: "ci", intent: "app_password", user: user.pk, key: "app-password-1", expiring: false };
    authentik.store.insert("core/tokens", row);
    const as = (password: string) => withSecret({ client_id: "web", username: "alice", password, scope: "profile" });
    expect(decodeJwt((await as("app-password-1")).access_token ?? "")).toMatchObject({ preferred_username: "alice" });
    const packed = Buffer.from("alice:app-password-1").toString("base64");
    expect(await withSecret({ client_id: "web", client_secret: packed })).toMatchObject({ status: 200 });
    expect(await as(PASSWORD)).toMatchObject({ error: "invalid_grant" });
    expect(await withSecret({ client_id: "web", client_secret: "wrong" })).toMatchObject({ error: "invalid_grant" });
    expect(await withSecret({ client_id: "nobody", client_secret: "wrong" })).toMatchObject({
      error: "invalid_client",
    });
  });

  test("are denied by the application's policies", async () => {
    const { application } = authentik.application("closed");
    authentik.bind(application, { group: authentik.group("members").pk });
    const closed = { client_id: "closed", client_secret: "closed-secret" };
    expect(await withSecret(closed)).toMatchObject({ error: "invalid_grant" });
  });
});

describe("a signed assertion", () => {
  const type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  let trusted: CryptoKey;
  let source: Row;

  beforeAll(async () => {
    const pair = await generateKeyPair("RS256");
    trusted = pair.privateKey;
    const keys = [{ ...(await exportJWK(pair.publicKey)), kid: "k1", alg: "RS256" }];
    const row = {
      name: "keys",
      slug: "keys",
      enabled: true,
      oidc_jwks: { keys },
      user_path_template: "goauthentik.io/sources/%(slug)s",
    };
    source = authentik.store.insert("sources/oauth", row);
    authentik.application("machine", { jwt_federation_sources: [source.pk] });
  });

  const assertion = (kid: string, key: CryptoKey, expires: string) =>
    new SignJWT({ sub: "robot" })
      .setProtectedHeader({ alg: "RS256", kid })
      .setIssuedAt()
      .setExpirationTime(expires)
      .sign(key);

  const asserting = (client_assertion: string) =>
    withSecret({ client_assertion_type: type, client_assertion, client_id: "machine" });

  test("of a source's key stands for a service account of its own", async () => {
    expect(await asserting(await assertion("k1", trusted, "1m"))).toMatchObject({ status: 200 });
    expect(authentik.store.find("core/users", { username: "machine-robot" })).toMatchObject({
      name: "Autogenerated user from application machine (client credentials JWT)",
      path: "goauthentik.io/sources/keys",
      attributes: { "goauthentik.io/user/generated": true, "goauthentik.io/user/expires": expect.any(Number) },
    });
  });

  test("is refused when expired, by another key, of an unknown key, for another provider, or nonsense", async () => {
    const { privateKey: other } = await generateKeyPair("RS256");
    const wrong = [
      await assertion("k1", trusted, "-1m"),
      await assertion("k1", other, "1m"),
      await assertion("k9", trusted, "1m"),
      "nonsense",
    ];
    for (const one of wrong) expect(await asserting(one)).toMatchObject({ status: 400, error: "invalid_grant" });
    const good = await assertion("k1", trusted, "1m");
    const elsewhere = await withSecret({ client_assertion_type: type, client_assertion: good, client_id: "web" });
    expect(elsewhere).toMatchObject({ error: "invalid_grant" });
    const otherType = await withSecret({ client_assertion_type: "x", client_assertion: good, client_id: "machine" });
    expect(otherType).toMatchObject({ error: "invalid_grant" });
  });

  test("may be an access token of a provider that is trusted, and is then for its user", async () => {
    const { provider } = authentik.application("issuer");
    authentik.application("relying", { jwt_federation_providers: [provider.pk] });
    const issuer = { client_id: "issuer", client_secret: "issuer-secret" };
    const { access_token = "" } = await withCode(await newCode({ client_id: "issuer" }), issuer);
    const asked = { client_assertion_type: type, client_assertion: access_token, scope: "profile" };
    const { access_token: theirs = "" } = await withSecret({ ...asked, client_id: "relying" });
    expect(decodeJwt(theirs)).toMatchObject({ azp: "relying", preferred_username: "alice" });
    expect(await withSecret({ ...asked, client_id: "other" })).toMatchObject({ error: "invalid_grant" });
  });
});

test("an unknown grant type, and a body that is no form", async () => {
  expect(await token({ grant_type: "magic", ...web })).toMatchObject({ status: 400, error: "unsupported_grant_type" });
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${authentik.url}/application/o/token/`, {
    method: "POST",
    headers,
    body: JSON.stringify(web),
  });
  expect(await response.json()).toMatchObject({ error: "invalid_client" });
});

test("a device gets its tokens once someone lets it in", async () => {
  const flow = authentik.newFlow("device", [], { authentication: "require_authenticated" });
  authentik.store.update("core/brands", authentik.store.rows("core/brands")[0]?.brand_uuid as string, {
    flow_device_code: flow.pk,
  });
  const asked = await authentik.post("/application/o/device/", { client_id: "web", scope: "openid profile" });
  const device = (await asked.json()) as Record<string, string>;
  expect(device).toMatchObject({ verification_uri: `${authentik.url}/device`, expires_in: 60, interval: 5 });
  const grant_type = "urn:ietf:params:oauth:grant-type:device_code";
  const poll = () => token({ grant_type, device_code: device.device_code ?? "", ...web });
  expect(await poll()).toMatchObject({ status: 400, error: "authorization_pending" });

  await newCode();
  const typed: string[] = [];
  const page = alice.follow("/device", ({ component }) => {
    typed.push(component);
    return component === "ak-provider-oauth2-device-code" ? { code: device.user_code } : undefined;
  });
  await expect(page).rejects.toThrow("no answer to ak-provider-oauth2-device-code-finish");
  expect(typed).toEqual(["ak-provider-oauth2-device-code", "ak-provider-oauth2-device-code-finish"]);
  expect(decodeJwt((await poll()).access_token ?? "")).toMatchObject({
    preferred_username: "alice",
    scope: "openid profile",
  });
  expect(await poll()).toMatchObject({ error: "invalid_grant" });
});
