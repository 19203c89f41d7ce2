import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Api } from "./client";

let api: Api;

beforeAll(async () => {
  api = await Api.start();
});
afterAll(() => api.stop());

const blueprint = (entries: string) => `version: 1\nmetadata: {name: test}\nentries:\n${entries}`;
const post = (name: string, content: string) => api.post("managed/blueprints/", { name, content });

/** Makes a blueprint, applies it, and waits until that is over. */
async function apply(name: string, content: string): Promise<unknown> {
  const { body } = await post(name, content);
  await api.post(`managed/blueprints/${body.pk}/apply/`, {});
  return vi.waitFor(async () => {
    const { status } = (await api.get(`managed/blueprints/${body.pk}/`)).body;
    expect(status).not.toBe("unknown");
    return status;
  });
}

describe("what cannot be applied is refused with the reason", () => {
  test.each([
    ["an unknown model", "- model: foo.bar\n  identifiers: {name: x}\n", "App or Model does not exist"],
    [
      "no identifiers",
      "- model: authentik_core.group\n  attrs: {name: x}\n",
      "Entry invalid: No or invalid identifiers",
    ],
    [
      "a base class",
      "- model: authentik_core.provider\n  identifiers: {name: x}\n",
      "Entry invalid: Model <class 'authentik.core.models.Provider'> not allowed",
    ],
    [
      "a missing field",
      "- model: authentik_core.application\n  identifiers: {slug: x}\n",
      "Entry invalid: Serializer errors {'name': [ErrorDetail(string='This field is required.', code='required')]}",
    ],
    [
      "an object that must not be there yet",
      "- model: authentik_core.group\n  state: must_created\n  identifiers: {name: authentik Admins}\n",
      "Entry invalid: {'name': [ErrorDetail(string='State is set to must_created and object exists already', code='unique')]}",
    ],
    [
      "a blueprint that is required and not there",
      "- model: authentik_blueprints.metaapplyblueprint\n  attrs: {identifiers: {name: nope}, required: true}\n",
      "Entry invalid: Serializer errors {'identifiers': [ErrorDetail(string='Required blueprint does not exist', code='invalid')]}",
    ],
  ])("%s", async (name, entries, reason) => {
    const { status, body } = await post(name, blueprint(entries));
    expect([status, body.content]).toEqual([
      400,
      ["Failed to validate blueprint", `- ${reason}`, "- Blueprint validation failed"],
    ]);
  });

  test("another version", async () => {
    const { body } = await post("version", "version: 2\nentries: []\n");
    expect(body.content).toEqual(["Failed to validate blueprint", "- Invalid blueprint version"]);
  });

  test("neither a path nor content", async () => {
    expect((await api.post("managed/blueprints/", { name: "x" })).body.non_field_errors).toEqual([
      "Either path or content must be set.",
    ]);
  });
});

test("a refused blueprint changes nothing", async () => {
  const entries =
    "- model: authentik_core.group\n  identifiers: {name: half}\n- model: foo.bar\n  identifiers: {name: x}\n";
  expect((await post("half", blueprint(entries))).status).toBe(400);
  expect((await api.get("core/groups/?name=half")).body.results).toEqual([]);
});

test("entries are applied in order, and refer to each other", async () => {
  const content = blueprint(`
- model: authentik_core.group
  id: group
  identifiers: {name: made}
  attrs: {attributes: {greeting: !Format ["hello %s", !Context [who, world]]}}
- model: authentik_core.user
  identifiers: {username: made}
  attrs: {name: Made, groups: [!KeyOf group], password: secret}
- model: authentik_brands.brand
  identifiers: {domain: authentik-default}
  attrs: {flow_recovery: !Find [authentik_flows.flow, [slug, default-authentication-flow]]}
- model: authentik_core.group
  conditions: [!Condition [AND, true, false]]
  identifiers: {name: not-made}
`);
  expect(await apply("made", content)).toBe("successful");
  const [group] = (await api.get("core/groups/?name=made")).body.results ?? [];
  expect(group).toMatchObject({ attributes: { greeting: "hello world" }, users_obj: [{ username: "made" }] });
  expect((await api.get("core/groups/?name=not-made")).body.results).toEqual([]);
  const [brand] = (await api.get("core/brands/")).body.results ?? [];
  expect(brand?.flow_recovery).toBe(await api.idOf("flows/instances/", "slug", "default-authentication-flow"));
});

test("what is to be absent is deleted, and what was only to be created is left alone", async () => {
  await api.make("core/groups/", { name: "absent" });
  await api.make("core/groups/", { name: "created", is_superuser: true });
  const entries = `
- model: authentik_core.group
  state: absent
  identifiers: {name: absent}
- model: authentik_core.group
  state: created
  identifiers: {name: created}
  attrs: {is_superuser: false}
`;
  expect(await apply("states", blueprint(entries))).toBe("successful");
  expect((await api.get("core/groups/?name=absent")).body.results).toEqual([]);
  expect((await api.get("core/groups/?name=created")).body.results?.[0]).toMatchObject({ is_superuser: true });
});
