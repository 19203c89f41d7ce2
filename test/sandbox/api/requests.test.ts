import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Api } from "./client";

let api: Api;

beforeAll(async () => {
  api = await Api.start({ token: "the-token" });
});
afterAll(() => api.stop());

describe("who asks", () => {
  test.each([
    ["no token", undefined, "Authentication credentials were not provided."],
    ["a wrong token", "Bearer wrong", "Token invalid/expired"],
    ["another scheme", "Basic YTpi", "Unsupported authentication type"],
    ["a scheme alone", "Bearer", "Authentication credentials were not provided."],
  ])("%s is refused with 403", async (_, authorization, detail) => {
    const answer = await fetch(`${api.url}/api/v3/core/users/me/`, { headers: authorization ? { authorization } : {} });
    expect([answer.status, await answer.json()]).toEqual([403, { detail }]);
  });

  test("the token is the administrator's", async () => {
    expect((await api.get("core/users/me/")).body).toMatchObject({ user: { username: "akadmin", is_superuser: true } });
  });

  test("a token made over the API is its user's, until it is deleted", async () => {
    const { pk } = await api.make("core/users/", { username: "reader", name: "R" });
    await api.make("core/tokens/", { identifier: "readers", user: pk, intent: "api", expiring: false });
    const { body } = await api.get("core/tokens/readers/view_key/");
    const key = String(body.key);
    expect((await api.call("GET", "core/users/me/", undefined, key)).body).toMatchObject({
      user: { username: "reader" },
    });
    expect((await api.call("GET", "core/groups/", undefined, key)).status).toBe(403);
    await api.delete("core/tokens/readers/");
    expect((await api.call("GET", "core/users/me/", undefined, key)).body.detail).toBe("Token invalid/expired");
  });

  test("an app password is no token", async () => {
    const { body } = await api.post("core/users/service_account/", { name: "robot", create_group: true });
    expect(Object.keys(body).sort()).toEqual(["group_pk", "token", "user_pk", "user_uid", "username"]);
    expect((await api.call("GET", "core/users/me/", undefined, String(body.token))).status).toBe(403);
  });

  test("the key of a token can be set", async () => {
    await api.make("core/tokens/", { identifier: "chosen", expiring: false });
    expect((await api.post("core/tokens/chosen/set_key/", {})).status).toBe(400);
    expect((await api.post("core/tokens/chosen/set_key/", { key: "my-own" })).status).toBe(204);
    expect((await api.call("GET", "core/users/me/", undefined, "my-own")).status).toBe(200);
  });
});

describe("what is asked", () => {
  test.each([
    ["[1]", { non_field_errors: ["Invalid data. Expected a dictionary, but got list."] }],
    ['"x"', { non_field_errors: ["Invalid data. Expected a dictionary, but got str."] }],
    ["null", { non_field_errors: ["No data provided"] }],
    ["{bad", { detail: "JSON parse error - unexpected character, expected a string key: line 1 column 2 (char 1)" }],
  ])("the body %s is refused", async (body, problem) => {
    const answer = await api.call("POST", "core/groups/", body);
    expect([answer.status, answer.body]).toEqual([400, problem]);
  });

  test.each(["application/x-www-form-urlencoded", "text/plain"])("a body of type %s is refused", async (type) => {
    const headers = { authorization: "Bearer the-token", "content-type": type };
    const answer = await fetch(`${api.url}/api/v3/core/groups/`, { method: "POST", headers, body: "name=x" });
    expect([answer.status, await answer.json()]).toEqual([
      415,
      { detail: `Unsupported media type "${type}" in request.` },
    ]);
  });

  test.each([
    ["PATCH", "core/groups/"],
    ["POST", "stages/all/"],
    ["DELETE", "core/users/me/"],
    ["PUT", "admin/version/"],
  ])("%s %s is not allowed", async (method, path) => {
    const answer = await api.call(method, path, {});
    expect([answer.status, answer.body]).toEqual([405, { detail: `Method "${method}" not allowed.` }]);
  });

  test("a path without its slash is none, nor is one that does not exist", async () => {
    for (const path of ["core/groups", "core/nothing/", "core/groups/x/nothing/", "core/tokens/with.dot/"]) {
      const answer = await api.get(path);
      expect([answer.status, answer.headers.get("content-type")], path).toEqual([404, "text/html; charset=utf-8"]);
    }
  });

  test("texts are trimmed, and taken from numbers", async () => {
    expect(await api.make("core/groups/", { name: "  padded  " })).toMatchObject({ name: "padded" });
    expect(await api.make("core/groups/", { name: 7 })).toMatchObject({ name: "7" });
  });

  test("a PUT resets what has a default of the API, and leaves what has one of the database", async () => {
    const { pk } = await api.make("core/users/", { username: "put", name: "P", email: "p@example.com" });
    const group = await api.make("core/groups/", { name: "put", users: [pk], attributes: { kept: true } });
    const { body } = await api.put(`core/groups/${group.pk}/`, { name: "put" });
    expect(body).toMatchObject({ users: [], attributes: { kept: true } });
    const changed = await api.put(`core/users/${pk}/`, { username: "put", name: "P2" });
    expect(changed.body).toMatchObject({ email: "p@example.com", name: "P2" });
  });

  test("requests are counted", async () => {
    const { length } = api.sandbox.requests;
    await api.get("core/groups/?page=1");
    expect(api.sandbox.requests.slice(length)).toEqual([{ method: "GET", path: "/api/v3/core/groups/" }]);
  });
});

test("a sandbox without a licence refuses what needs one", async () => {
  const { status, body } = await api.post("stages/mtls/", {
    ...{ name: "m", mode: "optional", cert_attribute: "subject", user_attribute: "username" },
  });
  expect([status, body.non_field_errors]).toEqual([400, ["Enterprise is required to create/update this object."]]);
});

test("what is in a sandbox's file is there again", async () => {
  const data = join(mkdtempSync(join(tmpdir(), "sandbox-")), "data.json");
  const first = await Api.start({ data });
  const group = await first.make("core/groups/", { name: "kept" });
  await first.stop();
  expect(readFileSync(data, "utf8")).toContain(String(group.pk));
  const second = await Api.start({ data });
  expect(second.sandbox.token).toBe(first.sandbox.token);
  expect((await second.get(`core/groups/${group.pk}/`)).body).toEqual(group);
  await second.stop();
});

test("a sandbox answers within half a second of its making", async () => {
  const begun = performance.now();
  const other = await Api.start();
  await other.get("admin/version/");
  await other.stop();
  expect(performance.now() - begun).toBeLessThan(500);
});

test("a sandbox can be slow", async () => {
  const slow = await Api.start({ latencyMs: 120 });
  const begun = performance.now();
  await slow.get("admin/version/");
  expect(performance.now() - begun).toBeGreaterThan(115);
  await slow.stop();
});
