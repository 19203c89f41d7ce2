import { jwtVerify } from "jose";
import * as client from "openid-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Person } from "../../../src/sandbox/person";
import type { Row } from "../../../src/sandbox/store";
import { Authentik, CALLBACK, PASSWORD } from "../authentik";

const authentik = new Authentik();
let admins: Row;

beforeAll(async () => {
  await authentik.start();
  admins = authentik.group("admins");
  authentik.user("alice", { name: "Alice", groups: [admins.pk], attributes: { organizationId: "org_42" } });
  authentik.user("bob");
});
afterAll(() => authentik.stop());

const SCOPE = "openid email profile offline_access organization";
const alice = { username: "alice", password: PASSWORD };

async function discover(slug: string, authentication: client.ClientAuth): Promise<client.Configuration> {
  const issuer = new URL(`${authentik.url}/application/o/${slug}/`);
  // The second checks id tokens against the JWKS.
  const execute = [client.allowInsecureRequests, client.enableNonRepudiationChecks];
  return client.discovery(issuer, slug, undefined, authentication, { execute });
}

/** The road of every web application: PKCE, state, nonce, a person at the login page, the callback. */
async function logIn(config: client.Configuration, as = alice, person = new Person(authentik.url)) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK,
    scope: SCOPE,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
    state: expectedState,
    nonce: expectedNonce,
  });
  const location = await person.login(url.href, as);
  return client.authorizationCodeGrant(config, new URL(location), { pkceCodeVerifier, expectedState, expectedNonce });
}

describe("a confidential client", () => {
  test("logs in, refreshes, looks into its tokens, and leaves", async () => {
    const { provider, application } = authentik.application("web");
    const mapping = authentik.mapping(
      "organization",
      'return {"organizationId": request.user.attributes["organizationId"]}',
    );
    provider.property_mappings = [...(provider.property_mappings as unknown[]), mapping.pk];
    authentik.bind(application, { group: admins.pk });
    const config = await discover("web", client.ClientSecretPost("web-secret"));
    const person = new Person(authentik.url);

    const tokens = await logIn(config, alice, person);
    const claims = tokens.claims();
    expect(claims).toMatchObject({
      iss: `${authentik.url}/application/o/web/`,
      aud: "web",
      acr: "goauthentik.io/providers/oauth2/default",
      amr: ["pwd"],
      email: "alice@example.com",
      email_verified: false,
      name: "Alice",
      preferred_username: "alice",
      groups: ["admins"],
      organizationId: "org_42",
    });
    expect(tokens).toMatchObject({ token_type: "bearer", scope: SCOPE, expires_in: 3600 });

    const sub = claims?.sub ?? "";
    const userinfo = await client.fetchUserInfo(config, tokens.access_token, sub);
    expect(userinfo).toMatchObject({ sub, organizationId: "org_42", groups: ["admins"] });

    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token ?? "");
    expect(refreshed.claims()?.sub).toBe(sub);
    expect(refreshed.refresh_token).not.toBe(tokens.refresh_token);
    const again = client.refreshTokenGrant(config, tokens.refresh_token ?? "");
    await expect(again).rejects.toMatchObject({ error: "invalid_grant" });

    const known = await client.tokenIntrospection(config, refreshed.access_token);
    expect(known).toMatchObject({ active: true, client_id: "web", scope: SCOPE, sub, organizationId: "org_42" });
    await client.tokenRevocation(config, refreshed.access_token);
    expect(await client.tokenIntrospection(config, refreshed.access_token)).toEqual({ active: false });
    // Authentik's 401 has a WWW-Authenticate without a scheme, which openid-client takes for no challenge at all.
    const refused = client.fetchUserInfo(config, refreshed.access_token, sub);
    await expect(refused).rejects.toMatchObject({ code: "OAUTH_RESPONSE_IS_NOT_CONFORM", cause: { status: 401 } });

    const end = client.buildEndSessionUrl(config);
    const left = await leave(person, end.href);
    expect(left).toMatchObject({
      application_name: "web",
      application_launch_url: "http://localhost:3000",
      invalidation_flow_url: "/if/flow/default-invalidation-flow/",
      brand_name: "authentik",
      pending_user: "alice",
    });
    expect(await client.tokenIntrospection(config, tokens.access_token)).toMatchObject({ active: true });
    const out = await person.fetch("/api/v3/flows/executor/default-invalidation-flow/?query=");
    expect(await out.json()).toEqual({ component: "xak-flow-redirect", to: "/" });
    expect(await client.tokenIntrospection(config, tokens.access_token)).toEqual({ active: false });
    expect(await client.tokenIntrospection(config, refreshed.refresh_token ?? "")).toMatchObject({ active: true });
  });

  test("authenticates by Basic, as long as nothing in it needs encoding: Authentik decodes nothing", async () => {
    const { provider } = authentik.application("basic", { client_secret: "abc123" });
    const tokens = await logIn(await discover("basic", client.ClientSecretBasic("abc123")));
    expect(tokens.claims()?.aud).toBe("basic");
    authentik.store.update("providers/oauth2", provider.pk as number, { client_secret: "abc-123" });
    const encoded = logIn(await discover("basic", client.ClientSecretBasic("abc-123")));
    await expect(encoded).rejects.toMatchObject({ error: "invalid_client" });
  });

  test("is refused with a wrong secret, its code still good for the right one", async () => {
    authentik.application("careless");
    const right = await discover("careless", client.ClientSecretPost("careless-secret"));
    const wrong = await discover("careless", client.ClientSecretPost("guessed"));
    await expect(logIn(wrong)).rejects.toMatchObject({ error: "invalid_client", status: 400 });
    expect((await logIn(right)).claims()?.aud).toBe("careless");
  });
});

test("a public client logs in without a secret", async () => {
  authentik.application("spa", { client_type: "public" });
  const tokens = await logIn(await discover("spa", client.None()));
  expect(tokens.claims()).toMatchObject({ aud: "spa", preferred_username: "alice" });
});

test("without a signing key tokens are signed with the client secret, and there are no keys", async () => {
  authentik.application("symmetric", { signing_key: null, client_secret: "a secret that is long enough for HS256" });
  const secret = "a secret that is long enough for HS256";
  const issuer = new URL(`${authentik.url}/application/o/symmetric/`);
  const metadata = { client_secret: secret, id_token_signed_response_alg: "HS256" };
  const authentication = client.ClientSecretPost(secret);
  const config = await client.discovery(issuer, "symmetric", metadata, authentication, {
    execute: [client.allowInsecureRequests],
  });
  expect(config.serverMetadata().id_token_signing_alg_values_supported).toEqual(["HS256"]);
  const tokens = await logIn(config);
  const { payload, protectedHeader } = await jwtVerify(tokens.id_token ?? "", Buffer.from(secret));
  expect(protectedHeader).toEqual({ alg: "HS256", typ: "JWT" });
  expect(payload).toMatchObject({ aud: "symmetric", preferred_username: "alice" });
  expect(await (await fetch(config.serverMetadata().jwks_uri ?? "")).json()).toEqual({});
});

test("who is not in the application's group is denied, in the words of Authentik", async () => {
  const { application } = authentik.application("staff");
  authentik.bind(application, { group: admins.pk });
  const config = await discover("staff", client.ClientSecretPost("staff-secret"));
  await expect(logIn(config, { username: "bob", password: PASSWORD })).rejects.toThrow("Permission denied");
  expect((await logIn(config)).claims()?.preferred_username).toBe("alice");
});

test("a redirect URI may be a pattern, which has to match as a whole", async () => {
  authentik.application("tenants", {
    redirect_uris: [{ matching_mode: "regex", url: "https://[a-z]+\\.example\\.com/callback" }],
  });
  const person = new Person(authentik.url);
  const url = (redirect_uri: string) => authentik.authorizeUrl({ client_id: "tenants", redirect_uri });
  const location = await person.login(url("https://acme.example.com/callback"), alice);
  expect(location).toMatch(/^https:\/\/acme\.example\.com\/callback\?code=[0-9a-f]{32}&state=st$/);
  for (const wrong of [
    "https://acme.example.com/callback/more",
    "https://a1.example.com/callback",
    "https://evil.com/?x=https://acme.example.com/callback",
  ]) {
    await expect(person.login(url(wrong), alice)).rejects.toThrow("400 Redirect URI Error");
  }
});

test("a wrong password is told in Authentik's words", async () => {
  authentik.application("plain");
  const login = new Person(authentik.url).login(authentik.authorizeUrl({ client_id: "plain" }), {
    ...alice,
    password: "wrong",
  });
  await expect(login).rejects.toThrow("Invalid password");
});

test("a later release leads to the flow's page at once, and its tokens have an id", async () => {
  const later = await new Authentik().start("2026.5");
  later.user("alice");
  later.application("web");
  const url = later.authorizeUrl({ client_id: "web" });
  const { headers } = await fetch(url, { redirect: "manual" });
  expect(headers.get("location")).toBe(
    `/if/flow/default-authentication-flow/?${new URL(url).searchParams}&${new URLSearchParams({ next: url.slice(later.url.length) })}`,
  );
  const code = new URL(await new Person(later.url).login(url, alice)).searchParams.get("code") ?? "";
  const form = {
    grant_type: "authorization_code",
    code,
    redirect_uri: CALLBACK,
    client_id: "web",
    client_secret: "web-secret",
  };
  const { id_token } = (await (await later.token(form)).json()) as { id_token: string };
  expect(JSON.parse(Buffer.from(id_token.split(".")[1] ?? "", "base64url").toString())).toMatchObject({
    jti: expect.stringMatching(/^\w{40}$/),
  });
  await later.stop();
});

/** Goes to the end-session endpoint, and returns what the last page says. */
async function leave(person: Person, url: string): Promise<Record<string, unknown>> {
  let shown: Record<string, unknown> = {};
  const look = person.follow(url, (challenge) => {
    shown = challenge;
    return undefined;
  });
  await expect(look).rejects.toThrow("no answer to ak-stage-session-end");
  return shown;
}
