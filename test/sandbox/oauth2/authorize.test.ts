import { createHash } from "node:crypto";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Person } from "../../../src/sandbox/person";
import { Authentik, CALLBACK, PASSWORD } from "../authentik";

const authentik = new Authentik();
const as = { username: "alice", password: PASSWORD };
let alice: Person;

beforeAll(async () => {
  await authentik.start();
  authentik.user("alice");
  authentik.application("web");
  alice = new Person(authentik.url);
  await alice.login(authentik.authorizeUrl({ client_id: "web" }), as);
});
afterAll(() => authentik.stop());

const halfHash = (value: unknown) =>
  createHash("sha256").update(String(value)).digest().subarray(0, 16).toString("base64url");
const parametersOf = (location: string) => Object.fromEntries(new URLSearchParams(location.split(/[?#]/, 2)[1]));

/** Where an authorization request by someone who is logged in leads. */
async function authorize(parameters: Record<string, string>): Promise<string> {
  const response = await alice.fetch(authentik.authorizeUrl({ client_id: "web", ...parameters }));
  return response.headers.get("location") ?? `${response.status} ${await response.text()}`;
}

describe("response types", () => {
  const asked = { scope: "openid profile", nonce: "n-1" };

  test.each([
    ["id_token", ["id_token"]],
    ["id_token token", ["access_token", "id_token"]],
    ["code token", ["access_token", "code"]],
    ["code id_token", ["code", "id_token"]],
    ["code id_token token", ["access_token", "code", "id_token"]],
  ])("%s is answered in the fragment", async (response_type, given) => {
    const location = await authorize({ ...asked, response_type });
    expect(location.startsWith(`${CALLBACK}#`)).toBe(true);
    const { token_type, expires_in, state, ...rest } = parametersOf(location);
    expect({ token_type, expires_in, state }).toEqual({ token_type: "Bearer", expires_in: "3600", state: "st" });
    expect(Object.keys(rest).sort()).toEqual(given);
    if (!rest.id_token) return;
    const claims = decodeJwt(rest.id_token);
    expect(claims).toMatchObject({ nonce: "n-1", preferred_username: "alice", amr: ["pwd"] });
    expect(claims.at_hash).toBe(rest.access_token && halfHash(rest.access_token));
    expect(claims.c_hash).toBe(rest.code && halfHash(rest.code));
  });

  test("a code may come in the fragment, and keeps the query of the redirect URI", async () => {
    authentik.application("query", {
      redirect_uris: [{ matching_mode: "strict", url: "https://a.example/cb?x=1&y=a%20b" }],
    });
    const redirect_uri = "https://a.example/cb?x=1&y=a%20b";
    const inQuery = await authorize({ client_id: "query", redirect_uri });
    expect(inQuery).toMatch(/^https:\/\/a\.example\/cb\?x=1&y=a\+b&code=[0-9a-f]{32}&state=st$/);
    const inFragment = await authorize({ client_id: "query", redirect_uri, response_mode: "fragment" });
    expect(inFragment).toMatch(/^https:\/\/a\.example\/cb\?x=1&y=a%20b#code=[0-9a-f]{32}&state=st$/);
  });

  test("form_post leads through the flow, to a form that submits itself", async () => {
    const location = await alice.login(authentik.authorizeUrl({ client_id: "web", response_mode: "form_post" }), as);
    expect(location).toMatch(/^http:\/\/localhost:3000\/auth\/callback\?code=[0-9a-f]{32}&state=st$/);
  });
});

describe("what the client is told", () => {
  test.each([
    [{ response_type: "magic" }, "?", "unsupported_response_type"],
    [{ response_type: "id_token", nonce: "n", scope: "profile" }, "#", "invalid_scope"],
    [{ response_type: "id_token" }, "#", "invalid_request"],
    [{ request: "eyJ" }, "?", "request_not_supported"],
  ])("%j is refused after a %s with %s", async (parameters, mark, error) => {
    const location = await authorize(parameters as unknown as Record<string, string>);
    expect(location.startsWith(`${CALLBACK}${mark}error=${error}&error_description=`)).toBe(true);
    expect(location.endsWith("&state=st")).toBe(true);
  });

  test("an unknown way of PKCE is named", async () => {
    const location = await authorize({ code_challenge: "x", code_challenge_method: "S512" });
    expect(parametersOf(location)).toMatchObject({
      error: "invalid_request",
      error_description: "Unsupported challenge method S512",
    });
  });

  test("prompt=none without a session is login_required", async () => {
    const response = await fetch(authentik.authorizeUrl({ client_id: "web", prompt: "none" }), { redirect: "manual" });
    expect(response.headers.get("location")).toBe(
      `${CALLBACK}?error=login_required&error_description=The%20Authorization%20Server%20requires%20End-User%20authentication&state=st`,
    );
  });
});

describe("what only the person is told, on a page", () => {
  test.each([
    ["an unknown client", { client_id: "nobody" }, "Client ID Error"],
    ["another redirect URI", { redirect_uri: "https://evil.example/" }, "Redirect URI Error"],
    ["no redirect URI", { redirect_uri: "" }, "Redirect URI Error"],
  ])("%s", async (_, parameters, title) => {
    const shown = await authorize(parameters as Record<string, string>);
    expect(shown.startsWith("400 ")).toBe(true);
    expect(shown).toContain(title);
  });

  test("a scheme that runs code, even where a pattern allows it", async () => {
    authentik.application("open", { redirect_uris: [{ matching_mode: "regex", url: ".*" }] });
    expect(await authorize({ client_id: "open", redirect_uri: "javascript:alert(1)" })).toContain("Redirect URI Error");
    expect(await authorize({ client_id: "open", redirect_uri: "myapp://callback" })).toMatch(
      /^myapp:\/\/callback\?code=/,
    );
  });

  test("a provider without an application denies everyone", async () => {
    const { application } = authentik.application("orphan");
    authentik.store.remove("core/applications", application.pk as string);
    expect(await authorize({ client_id: "orphan" })).toContain("Failed to resolve application");
  });

  test("nothing at all is not found", async () => {
    expect((await alice.fetch("/application/o/authorize/")).status).toBe(404);
  });
});

test("the first redirect URI that is used of a provider without any is the one from then on", async () => {
  const { provider } = authentik.application("fresh", { redirect_uris: [] });
  expect(await authorize({ client_id: "fresh" })).toContain("code=");
  expect(provider.redirect_uris).toEqual([{ matching_mode: "strict", url: CALLBACK }]);
  expect(await authorize({ client_id: "fresh", redirect_uri: "https://other.example/" })).toContain(
    "Redirect URI Error",
  );
});

describe("logging in again", () => {
  const login = "/flows/-/default/authentication/?next=/application/o/authorize/";

  test("prompt=login demands it once", async () => {
    const url = authentik.authorizeUrl({ client_id: "web", prompt: "login" });
    const person = new Person(authentik.url);
    await person.login(authentik.authorizeUrl({ client_id: "web" }), as);
    expect((await person.fetch(url)).headers.get("location")).toContain(login);
    expect((await person.fetch(url)).headers.get("location")).toContain(login);
    expect(await person.login(url, as)).toContain("code=");
  });

  test("max_age demands it once the login is older", async () => {
    const person = new Person(authentik.url);
    await person.login(authentik.authorizeUrl({ client_id: "web" }), as);
    const at = (max_age: string) => person.fetch(authentik.authorizeUrl({ client_id: "web", max_age }));
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await at("60")).headers.get("location")).toContain("code=");
    expect((await at("1")).headers.get("location")).toContain(login);
  });

  test("a user who is made inactive is logged out", async () => {
    const carol = authentik.user("carol");
    const person = new Person(authentik.url);
    const url = authentik.authorizeUrl({ client_id: "web" });
    await person.login(url, { username: "carol", password: PASSWORD });
    authentik.store.update("core/users", carol.pk as number, { is_active: false });
    expect((await person.fetch(url)).headers.get("location")).toContain(login);
  });
});

describe("consent", () => {
  const consents: unknown[] = [];
  const consenting = (challenge: { component: string; token?: unknown }) => {
    consents.push(challenge);
    return challenge.component === "ak-stage-consent" ? { token: challenge.token } : undefined;
  };

  test("is asked for once, and again for more", async () => {
    authentik.application("explicit", {
      authorization_flow: authentik.flow("default-provider-authorization-explicit-consent"),
    });
    const url = (scope: string) => authentik.authorizeUrl({ client_id: "explicit", scope });
    expect(await alice.follow(url("openid email"), consenting)).toContain("code=");
    expect(consents).toMatchObject([
      {
        component: "ak-stage-consent",
        header_text: "You're about to sign into explicit.",
        permissions: [
          { name: "Email address", id: "email" },
          { name: "", id: "openid" },
        ],
        additional_permissions: [],
        pending_user: "alice",
      },
    ]);
    expect(await alice.follow(url("openid email"), consenting)).toContain("code=");
    expect(consents).toHaveLength(1);
    expect(await alice.follow(url("openid email profile"), consenting)).toContain("code=");
    expect(consents[1]).toMatchObject({
      additional_permissions: [{ name: "General Profile Information", id: "profile" }],
    });
    expect(authentik.store.rows("core/user_consent")).toMatchObject([
      { permissions: "email openid profile", expiring: true },
    ]);
  });

  test("is asked for where the client wants it", async () => {
    consents.length = 0;
    expect(await alice.follow(authentik.authorizeUrl({ client_id: "web", prompt: "consent" }), consenting)).toContain(
      "code=",
    );
    expect(consents).toHaveLength(1);
  });

  test("and none at the same time is an error, though only after it was given", async () => {
    const url = authentik.authorizeUrl({ client_id: "web", prompt: "none consent" });
    expect(await alice.follow(url, consenting)).toContain(`${CALLBACK}?error=consent_required&`);
  });

  test("wants the token that was shown", async () => {
    const executor = "/api/v3/flows/executor/default-provider-authorization-explicit-consent/?query=";
    await alice.fetch(authentik.authorizeUrl({ client_id: "explicit", scope: "openid profile offline_access" }));
    const body = JSON.stringify({ component: "ak-stage-consent", token: "guessed" });
    const headers = { "content-type": "application/json" };
    const answer = await (await alice.fetch(executor, { method: "POST", headers, body })).json();
    expect(answer).toMatchObject({
      response_errors: { token: [{ string: "Invalid consent token, re-showing prompt", code: "invalid" }] },
    });
  });
});

test("what policies say of the request is asked with what the request is", async () => {
  const { application } = authentik.application("scoped");
  const expression = `
ak_message("not with email")
return "email" not in request.context["oauth_scopes"] and request.context["oauth_grant_type"] == "authorization_code"`;
  authentik.bind(application, { policy: authentik.policy(expression).pk });
  expect(await authorize({ client_id: "scoped", scope: "openid" })).toContain("code=");
  const denied = await authorize({ client_id: "scoped", scope: "openid email" });
  expect(denied).toMatch(/^200 /);
  expect(denied).toContain("Permission denied");
  expect(denied).toContain("not with email");
});

test("a form is read where the client is named in the URL too", async () => {
  const form = new URLSearchParams(new URL(authentik.authorizeUrl({ client_id: "web" })).search);
  const response = await alice.fetch("/application/o/authorize/?client_id=web", { method: "POST", body: form });
  expect(response.headers.get("location")).toContain("code=");
});
