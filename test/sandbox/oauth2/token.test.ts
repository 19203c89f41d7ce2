import { createHash } from "node:crypto";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Person } from "../../../src/sandbox/person";
import { Authentik, CALLBACK, PASSWORD } from "../authentik";

const authentik = new Authentik();
let alice: Person;

beforeAll(async () => {
  await authentik.start();
  authentik.user("alice");
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

interface Answer {
  status: number;
  expires_in?: number;
  access_token?: string;
  refresh_token?: string;
  request_id?: string;
  error_description?: string;
}

async function token(form: Record<string, string>): Promise<Answer> {
  const response = await authentik.token(form);
  return { ...((await response.json()) as Answer), status: response.status };
}

const withCode = (code: string, more: Record<string, string> = {}) =>
  token({ grant_type: "authorization_code", code, redirect_uri: CALLBACK, ...web, ...more });

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
