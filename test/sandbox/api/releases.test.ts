import { afterEach, expect, test } from "vitest";
import { existsIn, kinds, releases } from "../../../src/authentik/catalogue";
import { Api } from "./client";

let api: Api | undefined;

afterEach(() => api?.stop());

test.each(releases)("a sandbox of %s has the kinds of its release", async (release) => {
  api = await Api.start({ release });
  expect((await api.get("admin/version/")).body.version_current).toMatch(new RegExp(`^${release}\\.`));
  for (const kind of Object.values(kinds)) {
    const { status } = await api.get(`${kind.kind}/`);
    expect([kind.kind, status]).toEqual([kind.kind, existsIn(kind, release) ? 200 : 404]);
  }
});

test("fields come and go with the releases", async () => {
  const group = async (release: string) => {
    api = await Api.start({ release });
    const made = await api.make("core/groups/", { name: "g" });
    await api.stop();
    return made;
  };
  expect(await group("2025.10")).toHaveProperty("parent");
  const later = await group("2026.2");
  expect(later).toHaveProperty("parents");
  expect(later).not.toHaveProperty("parent");
});

test("a duplicate group is told differently by releases", async () => {
  const complaint = async (release: string) => {
    api = await Api.start({ release });
    await api.make("core/groups/", { name: "g" });
    const { body } = await api.post("core/groups/", { name: "g" });
    await api.stop();
    return body.name;
  };
  expect(await complaint("2025.10")).toEqual(["This field must be unique."]);
  expect(await complaint("2026.5")).toEqual(["Group with this name already exists."]);
});
