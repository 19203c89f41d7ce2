import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { AuthentikClient } from "../../src/authentik/client";
import { failureOf, mockAuthentik, observedClient, token, url } from "./mocked";
import { page, sendJson, serve } from "./server";

describe("against mocked answers", () => {
  const { api } = mockAuthentik();

  test("a request carries the token and is answered with the body", async () => {
    api().get("/api/v3/core/groups/7/").matchHeader("authorization", `Bearer ${token}`).reply(200, { pk: 7 });
    expect(await observedClient().client.get("core/groups/7")).toEqual({ pk: 7 });
  });

  test("a body is sent as JSON", async () => {
    api()
      .patch("/api/v3/core/groups/7/", { name: "é\n", attributes: { a: null } })
      .matchHeader("content-type", /^application\/json/)
      .reply(200, { pk: 7 });
    const body = { name: "é\n", attributes: { a: null } };
    expect(await observedClient().client.request("PATCH", "core/groups/7", { body })).toEqual({ pk: 7 });
  });

  test("a path that begins with a slash is one of the server's own", async () => {
    api().get("/application/o/web/.well-known/openid-configuration").reply(200, { issuer: "x" });
    const path = "/application/o/web/.well-known/openid-configuration";
    expect(await observedClient().client.request("GET", path)).toEqual({ issuer: "x" });
  });

  test("an answer without a body is an empty object", async () => {
    api().delete("/api/v3/core/groups/7/").reply(204);
    expect(await observedClient().client.request("DELETE", "core/groups/7")).toEqual({});
  });

  test("a list is read over all its pages, each asked for once", async () => {
    const pages = [
      { pagination: { next: 2 }, results: [{ pk: 1 }, { pk: 2 }] },
      { pagination: { next: 3 }, results: [{ pk: 3 }] },
      { pagination: { next: 0 }, results: [{ pk: 4 }] },
    ];
    api().get("/api/v3/core/groups/").query({ page_size: 1000, include_users: true }).reply(200, pages[0]);
    api().get("/api/v3/core/groups/").query({ page_size: 1000, include_users: true, page: 2 }).reply(200, pages[1]);
    api().get("/api/v3/core/groups/").query({ page_size: 1000, include_users: true, page: 3 }).reply(200, pages[2]);
    const { client, tries } = observedClient();
    const objects = await client.list("core/groups", { include_users: true });
    expect(objects.map(({ pk }) => pk)).toEqual([1, 2, 3, 4]);
    expect(tries).toEqual([200, 200, 200]);
  });

  test("a list whose next page is one that was read already ends", async () => {
    api()
      .get("/api/v3/core/groups/")
      .query(true)
      .reply(200, { pagination: { next: 1 }, results: [{ pk: 1 }] });
    expect(await observedClient().client.list("core/groups")).toEqual([{ pk: 1 }]);
  });

  test.each([["null"], ["{}"], ["[]"], ['{"results":{}}']])("a list without results is no list: %s", async (body) => {
    api().get("/api/v3/core/groups/").query(true).reply(200, body, { "content-type": "application/json" });
    const error = await failureOf(observedClient().client.list("core/groups"));
    expect(error).toMatchObject({ code: "BAD_ANSWER", method: "GET", path: "core/groups" });
  });

  test("the version is asked for once, and not kept when it could not be read", async () => {
    const { client, tries } = observedClient({ retries: 0 });
    api().get("/api/v3/admin/version/").reply(503);
    api().get("/api/v3/admin/version/").reply(200, {});
    api().get("/api/v3/admin/version/").reply(200, { version_current: "2025.10.3" });
    expect((await failureOf(client.release())).code).toBe("UNAVAILABLE");
    expect((await failureOf(client.release())).code).toBe("BAD_ANSWER");
    expect(await Promise.all([client.release(), client.release()])).toEqual(["2025.10", "2025.10"]);
    expect(await client.version()).toBe("2025.10.3");
    expect(tries).toEqual([503, 200, 200]);
  });

  test("what a client shows of itself holds no token", () => {
    const { client } = observedClient();
    client.redaction.add("another-secret");
    const shown = inspect(client, { depth: 10, showHidden: true }) + JSON.stringify(client);
    expect(shown).toContain(url);
    expect(shown).not.toContain(token);
    expect(shown).not.toContain("another-secret");
  });
});

describe("against a server", () => {
  test("no more requests than allowed are under way at once, and all are answered", async () => {
    let underWay = 0;
    let most = 0;
    const { url: address, requests } = await serve((_, response) => {
      underWay++;
      most = Math.max(most, underWay);
      // Long enough for the others to arrive, if they were sent.
      setTimeout(() => {
        underWay--;
        sendJson(response, {});
      }, 10);
    });
    const client = new AuthentikClient({ url: address, token }, { maxInFlight: 3 });
    await Promise.all(Array.from({ length: 12 }, (_, index) => client.get(`core/groups/${index}`)));
    expect(most).toBe(3);
    expect(requests).toHaveLength(12);
  });

  test("a request that fails makes room for the next", async () => {
    const { url: address } = await serve((request, response) =>
      sendJson(response, page({ pk: 1 }), request.url?.includes("groups") ? 403 : 200),
    );
    const client = new AuthentikClient({ url: address, token }, { maxInFlight: 1 });
    const [groups, users] = await Promise.all([failureOf(client.list("core/groups")), client.list("core/users")]);
    expect(groups.code).toBe("FORBIDDEN");
    expect(users).toEqual([{ pk: 1 }]);
  });

  test("an Authentik below a path is reached there", async () => {
    const { url: address, requests } = await serve((_, response) => sendJson(response, {}));
    await new AuthentikClient({ url: `${address}/auth`, token }).get("core/groups/1");
    expect(requests).toEqual(["GET /auth/api/v3/core/groups/1/"]);
  });
});
