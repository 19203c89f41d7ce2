import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { createServer } from "node:http";
import { compactDecrypt, createRemoteJWKSet, decodeJwt, decodeProtectedHeader, importPKCS8, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeKeyPair } from "../../../src/sandbox/keys";
import { Person } from "../../../src/sandbox/person";
import { Authentik, CALLBACK, PASSWORD } from "../authentik";

const authentik = new Authentik();
let alice: Person;

beforeAll(async () => {
  await authentik.start();
  authentik.user("alice");
  authentik.application("web");
  alice = new Person(authentik.url);
});
afterAll(() => authentik.stop());

async function tokensFor(slug: string, scope = "openid", person = alice): Promise<Record<string, string>> {
  const location = await person.login(authentik.authorizeUrl({ client_id: slug, scope }), {
    username: "alice",
    password: PASSWORD,
  });
  const code = new URL(location).searchParams.get("code") ?? "";
  const client = { client_id: slug, client_secret: `${slug}-secret` };
  const response = await authentik.token({ grant_type: "authorization_code", code, redirect_uri: CALLBACK, ...client });
  return (await response.json()) as Record<string, string>;
}

const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` });
const jwksOf = async (slug: string) => (await fetch(`${authentik.url}/application/o/${slug}/jwks/`)).json();

describe("userinfo", () => {
  const url = () => `${authentik.url}/application/o/userinfo/`;

  test("takes the token in the header, the form or the URL", async () => {
    const { access_token = "" } = await tokensFor("web", "openid email");
    const answers = [
      await fetch(url(), { headers: { authorization: `Bearer ${access_token}` } }),
      await fetch(url(), { method: "POST", headers: { authorization: `bearer ${access_token}` } }),
      await authentik.post("/application/o/userinfo/", { access_token }),
      await fetch(`${url()}?access_token=${access_token}`),
    ];
    for (const answer of answers) expect(await answer.json()).toMatchObject({ email: "alice@example.com" });
  });

  test("refuses with the reason in a header, and no body", async () => {
    const wrong = await fetch(url(), { headers: { authorization: "Bearer nonsense" } });
    expect([wrong.status, await wrong.text()]).toEqual([401, ""]);
    expect(wrong.headers.get("www-authenticate")).toBe(
      'error="invalid_token", error_description="The access token provided is expired, revoked, malformed, or invalid for other reasons"',
    );
    const { access_token = "" } = await tokensFor("web", "email");
    const narrow = await fetch(url(), { headers: { authorization: `Bearer ${access_token}` } });
    expect(narrow.status).toBe(403);
    expect(narrow.headers.get("www-authenticate")).toContain('error="insufficient_scope"');
  });

  test("refuses a token that is over", async () => {
    authentik.application("brief", { access_token_validity: "milliseconds=1" });
    const { access_token = "" } = await tokensFor("brief");
    expect((await fetch(url(), { headers: { authorization: `Bearer ${access_token}` } })).status).toBe(401);
  });
});

describe("introspection and revocation", () => {
  const introspect = async (token = "", headers = basic("web", "web-secret")) =>
    (await authentik.post("/application/o/introspect/", { token }, headers)).json();

  test("are for the provider's own tokens of either kind, and nobody else's", async () => {
    const { access_token, refresh_token } = await tokensFor("web", "openid offline_access");
    authentik.application("other");
    const known = { active: true, scope: "openid offline_access", client_id: "web" };
    expect(await introspect(access_token)).toMatchObject({
      ...known,
      aud: "web",
      acr: "goauthentik.io/providers/oauth2/default",
    });
    expect(await introspect(refresh_token)).toMatchObject({ ...known, at_hash: expect.any(String) });
    expect(await introspect(access_token, basic("other", "other-secret"))).toEqual({ active: false });
    expect(await introspect(access_token, basic("web", "wrong"))).toEqual({ active: false });
  });

  test("a revoked token is gone; who may not revoke is told so", async () => {
    const { access_token, refresh_token } = await tokensFor("web", "openid offline_access");
    const revoke = (token: string | undefined, headers: Record<string, string>) =>
      authentik.post("/application/o/revoke/", { token: token ?? "" }, headers);
    const wrong = await revoke(refresh_token, basic("web", "wrong"));
    expect([wrong.status, await wrong.json()]).toMatchObject([401, { error: "invalid_client" }]);
    expect(await introspect(refresh_token)).toMatchObject({ active: true });
    const done = await revoke(refresh_token, basic("web", "web-secret"));
    expect([done.status, await done.json()]).toEqual([200, {}]);
    expect(await introspect(refresh_token)).toEqual({ active: false });
    expect(await introspect(access_token)).toMatchObject({ active: true });
    expect((await revoke("unknown", basic("web", "web-secret"))).status).toBe(200);
  });

  test("a public client revokes without a secret", async () => {
    authentik.application("spa", { client_type: "public" });
    const { access_token = "" } = await tokensFor("spa");
    await authentik.post("/application/o/revoke/", { token: access_token, client_id: "spa" });
    expect(authentik.store.find("oauth2/access_tokens", { token: access_token })).toBeUndefined();
  });
});

describe("keys", () => {
  test("of RSA and of elliptic curves are listed with their certificate, and sign", async () => {
    const pair = authentik.store.insert("crypto/certificatekeypairs", {
      name: "ec",
      ...(await makeKeyPair("ec", { ec: true })),
    });
    authentik.application("elliptic", { signing_key: pair.pk });
    const keys = [
      ((await jwksOf("web")) as { keys: Record<string, string>[] }).keys[0],
      ((await jwksOf("elliptic")) as { keys: Record<string, string>[] }).keys[0],
    ];
    expect(keys).toMatchObject([
      { kty: "RSA", alg: "RS256", use: "sig", e: "AQAB", kid: expect.stringMatching(/^[0-9a-f]{32}$/) },
      { kty: "EC", alg: "ES256", use: "sig", crv: "P-256" },
    ]);
    for (const [index, slug] of ["web", "elliptic"].entries()) {
      const key = keys[index] as unknown as { kid: string; x5c: string[]; "x5t#S256": string };
      const certificate = new X509Certificate(Buffer.from(key.x5c[0] ?? "", "base64"));
      expect(Buffer.from(key["x5t#S256"], "base64url").toString("hex")).toBe(
        certificate.fingerprint256.replaceAll(":", "").toLowerCase(),
      );
      expect(certificate.publicKey.equals(createPublicKey({ key: key as never, format: "jwk" }))).toBe(true);
      const { id_token = "", access_token = "" } = await tokensFor(slug);
      const jwks = createRemoteJWKSet(new URL(`${authentik.url}/application/o/${slug}/jwks/`));
      for (const token of [id_token, access_token]) {
        expect((await jwtVerify(token, jwks, { audience: slug })).protectedHeader.kid).toBe(key.kid);
      }
    }
  });

  test("may encrypt tokens too", async () => {
    const pair = authentik.store.insert("crypto/certificatekeypairs", { name: "enc", ...(await makeKeyPair("enc")) });
    authentik.application("sealed", { encryption_key: pair.pk });
    const { id_token = "" } = await tokensFor("sealed");
    expect(decodeProtectedHeader(id_token)).toMatchObject({ alg: "RSA-OAEP-256", enc: "A256CBC-HS512" });
    const pem = createPrivateKey(String(pair.key_data)).export({ type: "pkcs8", format: "pem" });
    const { plaintext } = await compactDecrypt(id_token, await importPKCS8(String(pem), "RSA-OAEP-256"));
    expect(decodeJwt(Buffer.from(plaintext).toString())).toMatchObject({ aud: "sealed" });
    expect(await jwksOf("sealed")).toMatchObject({ keys: [{ use: "sig" }, { use: "enc", alg: "RSA-OAEP-256" }] });
    const found = await fetch(`${authentik.url}/application/o/sealed/.well-known/openid-configuration`);
    expect(await found.json()).toMatchObject({ id_token_encryption_enc_values_supported: ["A256CBC-HS512"] });
  });

  test("an empty client secret signs as well", async () => {
    authentik.application("empty", { signing_key: null, client_secret: "", client_type: "public" });
    expect(decodeProtectedHeader((await tokensFor("empty")).id_token ?? "")).toEqual({ alg: "HS256", typ: "JWT" });
  });
});

describe("browsers elsewhere", () => {
  const at = async (path: string, origin: string, init: RequestInit = {}) =>
    (await fetch(`${authentik.url}${path}`, { ...init, headers: { origin, ...init.headers } })).headers.get(
      "access-control-allow-origin",
    );

  test("may ask from the origins of the redirect URIs", async () => {
    const token = { method: "POST", body: new URLSearchParams({ client_id: "web" }) };
    const configuration = "/application/o/web/.well-known/openid-configuration";
    for (const [path, init] of [
      ["/application/o/token/", token],
      [configuration, {}],
    ] as const) {
      expect(await at(path, "http://localhost:3000", init)).toBe("http://localhost:3000");
      expect(await at(path, "http://localhost:3001", init)).toBeNull();
    }
    expect(await at("/application/o/web/jwks/", "https://anyone.example")).toBe("*");
  });

  test("are let through a preflight", async () => {
    const headers = { "access-control-request-headers": "authorization", "access-control-request-method": "POST" };
    const response = await fetch(`${authentik.url}/application/o/userinfo/`, {
      method: "OPTIONS",
      headers: { origin: "https://anyone.example", ...headers },
    });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "access-control-allow-origin": "https://anyone.example",
      "access-control-allow-headers": "authorization",
      "access-control-allow-methods": "GET, POST, OPTIONS",
      "access-control-allow-credentials": "true",
    });
  });
});

test("an application with a back channel hears of a logout", async () => {
  const told: string[] = [];
  const application = createServer(async (request, response) => {
    for await (const chunk of request) told.push(String(chunk));
    response.end();
  });
  await new Promise<void>((resolve) => application.listen(0, "127.0.0.1", resolve));
  const { port } = application.address() as { port: number };
  authentik.application("hearing", { backchannel_logout_uri: `http://127.0.0.1:${port}/logout` });
  const person = new Person(authentik.url);
  const { id_token = "" } = await tokensFor("hearing", "openid", person);
  await person.fetch("/api/v3/flows/executor/default-invalidation-flow/?query=");
  await expect.poll(() => told.length).toBe(1);
  application.close();
  const claims = decodeJwt(new URLSearchParams(told[0]).get("logout_token") ?? "");
  const { iss, sub, sid, aud } = decodeJwt(id_token);
  expect(claims).toMatchObject({
    iss,
    sub,
    sid,
    aud,
    events: { "http://schemas.openid.net/event/backchannel-logout": {} },
  });
});

test("what is not there is not found", async () => {
  for (const path of ["nope/.well-known/openid-configuration", "nope/jwks/", "nope/end-session/"]) {
    expect((await fetch(`${authentik.url}/application/o/${path}`)).status).toBe(404);
  }
});
