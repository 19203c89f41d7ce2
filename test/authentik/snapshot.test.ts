import { describe, expect, test } from "vitest";
import { AuthentikClient } from "../../src/authentik/client";
import { Snapshot } from "../../src/authentik/snapshot";
import { failureOf, token } from "./mocked";
import { page, sendJson, serve } from "./server";

const groups = [
  { pk: "g1", name: "admins", parent: null },
  { pk: "g2", name: "support", parent: "g1" },
];

/** A snapshot of a server that lists these objects, whatever is asked for. */
async function snapshotOf(objects: object[]): Promise<{ snapshot: Snapshot; requests: string[]; objects: object[] }> {
  const listed = [...objects];
  const { url, requests } = await serve((_, response) => sendJson(response, page(...listed)));
  return { snapshot: new Snapshot(new AuthentikClient({ url, token }, { retries: 0 })), requests, objects: listed };
}

describe("what is read", () => {
  test("a list is fetched once, however often and for whatever it is asked", async () => {
    const { snapshot, requests } = await snapshotOf(groups);
    expect(await snapshot.byId("core/groups", "g2")).toEqual(groups[1]);
    expect(await snapshot.byId("core/groups", "g3")).toBeUndefined();
    expect(await snapshot.find("core/groups", { name: "admins" })).toEqual([groups[0]]);
    expect(await snapshot.all("core/groups")).toEqual(groups);
    expect(requests).toHaveLength(1);
  });

  test("those who ask at the same time share one request", async () => {
    const { snapshot, requests } = await snapshotOf(groups);
    const asked = Array.from({ length: 50 }, (_, index) => snapshot.byId("core/groups", `g${index % 3}`));
    const found = await Promise.all(asked);
    expect(found.slice(0, 3)).toEqual([undefined, ...groups]);
    expect(requests).toHaveLength(1);
  });

  test("each kind has its list", async () => {
    const { snapshot, requests } = await snapshotOf(groups);
    await snapshot.all("core/groups");
    await snapshot.all("core/users");
    expect(requests).toEqual([
      "GET /api/v3/core/groups/?include_users=true&page_size=1000",
      "GET /api/v3/core/users/?page_size=1000",
    ]);
  });

  test("applications are listed without asking each one's policies", async () => {
    const { snapshot, requests } = await snapshotOf([]);
    await snapshot.all("core/applications");
    expect(requests).toEqual(["GET /api/v3/core/applications/?superuser_full_list=true&page_size=1000"]);
  });

  test("an id may be a number", async () => {
    const { snapshot } = await snapshotOf([{ pk: 7, username: "akadmin" }]);
    expect(await snapshot.byId("core/users", 7)).toEqual(await snapshot.byId("core/users", "7"));
    expect(await snapshot.byId("core/users", 7)).toMatchObject({ username: "akadmin" });
  });

  test.each([
    ["endpoints/connectors", "connector_uuid"],
    ["stages/authenticator/webauthn_device_types", "aaguid"],
    ["core/brands", "brand_uuid"],
    ["stages/all", "pk"],
  ])("the objects of %s go by their %s", async (path, id) => {
    const { snapshot } = await snapshotOf([{ [id]: "x1" }]);
    expect(await snapshot.byId(path, "x1")).toEqual({ [id]: "x1" });
  });

  test("an object without its id is no object of Authentik's", async () => {
    const { snapshot } = await snapshotOf([{ name: "admins" }]);
    expect(await failureOf(snapshot.all("core/groups"))).toMatchObject({ code: "BAD_ANSWER", path: "core/groups" });
  });

  test("a field that is absent is one that is null", async () => {
    const { snapshot } = await snapshotOf([
      { pk: "b1", target: "t", policy: null },
      { pk: "b2", target: "t", policy: "p" },
    ]);
    const found = await snapshot.find("policies/bindings", { target: "t", policy: null, group: null });
    expect(found.map(({ pk }) => pk)).toEqual(["b1"]);
  });
});

describe("what is written", () => {
  test("an object that was made or changed is there, without another request", async () => {
    const { snapshot, requests } = await snapshotOf(groups);
    await snapshot.all("core/groups");
    await snapshot.put("core/groups", { pk: "g3", name: "new" });
    await snapshot.put("core/groups", { pk: "g1", name: "renamed" });
    expect((await snapshot.all("core/groups")).map(({ name }) => name)).toEqual(["renamed", "support", "new"]);
    expect(await snapshot.find("core/groups", { name: "admins" })).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  test("an object that was deleted is gone", async () => {
    const { snapshot, requests } = await snapshotOf(groups);
    await snapshot.all("core/groups");
    await snapshot.drop("core/groups", "g1");
    expect(await snapshot.byId("core/groups", "g1")).toBeUndefined();
    expect(requests).toHaveLength(1);
  });

  test("a write during the first look is not lost to what that look saw", async () => {
    const { snapshot } = await snapshotOf(groups);
    const look = snapshot.all("core/groups");
    await snapshot.put("core/groups", { pk: "g1", name: "renamed" });
    await snapshot.drop("core/groups", "g2");
    await look;
    expect(await snapshot.all("core/groups")).toEqual([{ pk: "g1", name: "renamed" }]);
  });

  test("noting a write fetches nothing", async () => {
    const { snapshot, requests } = await snapshotOf(groups);
    await snapshot.put("core/groups", { pk: "g3", name: "new" });
    await snapshot.drop("core/groups", "g3");
    expect(requests).toEqual([]);
  });

  test("the lists that show the same objects in another form are fetched again", async () => {
    const { snapshot, requests } = await snapshotOf([]);
    await snapshot.all("stages/all");
    await snapshot.all("providers/all");
    await snapshot.put("stages/password", { pk: "s1", name: "password" });
    await snapshot.all("stages/all");
    await snapshot.all("providers/all");
    await snapshot.drop("stages/password", "s1");
    await snapshot.all("stages/all");
    expect(requests.map((request) => request.split("/")[3])).toEqual(["stages", "providers", "stages", "stages"]);
  });

  test("a list that is forgotten is fetched again", async () => {
    const { snapshot, objects } = await snapshotOf(groups);
    await snapshot.all("core/groups");
    objects.pop();
    expect(await snapshot.all("core/groups")).toHaveLength(2);
    snapshot.forget("core/groups");
    expect(await snapshot.all("core/groups")).toHaveLength(1);
  });
});

describe("a list that cannot be fetched", () => {
  async function failingOnce(): Promise<{ snapshot: Snapshot; requests: string[] }> {
    const { url, requests } = await serve((_, response) =>
      requests.length === 1 ? sendJson(response, { detail: "no" }, 403) : sendJson(response, page(...groups)),
    );
    return { snapshot: new Snapshot(new AuthentikClient({ url, token }, { retries: 0 })), requests };
  }

  test("fails for all who wait for it, and is asked for again", async () => {
    const { snapshot, requests } = await failingOnce();
    const both = await Promise.all([failureOf(snapshot.all("core/groups")), failureOf(snapshot.all("core/groups"))]);
    expect(both.map(({ code }) => code)).toEqual(["FORBIDDEN", "FORBIDDEN"]);
    expect(requests).toHaveLength(1);
    expect(await snapshot.all("core/groups")).toEqual(groups);
    expect(requests).toHaveLength(2);
  });

  test("does not make a write fail that is noted meanwhile", async () => {
    const { snapshot } = await failingOnce();
    const look = failureOf(snapshot.all("core/groups"));
    await expect(snapshot.put("core/groups", { pk: "g3", name: "new" })).resolves.toBeUndefined();
    await expect(snapshot.drop("core/groups", "g3")).resolves.toBeUndefined();
    expect((await look).code).toBe("FORBIDDEN");
  });
});
