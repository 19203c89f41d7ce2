import { afterAll, beforeAll, expect, test } from "vitest";
import type { Row } from "../../../src/sandbox";
import { Api } from "./client";

let api: Api;
let flow: unknown;

beforeAll(async () => {
  api = await Api.start();
  flow = await api.idOf("flows/instances/", "slug", "default-authentication-flow");
});
afterAll(() => api.stop());

const provider = (name: string, more: Row = {}) =>
  api.make("providers/oauth2/", {
    name,
    authorization_flow: flow,
    invalidation_flow: flow,
    redirect_uris: [],
    ...more,
  });

test("an application outlives its provider", async () => {
  const { pk } = await provider("outlived");
  await api.make("core/applications/", { name: "left", slug: "left", provider: pk });
  await api.delete(`providers/oauth2/${pk}/`);
  expect((await api.get("core/applications/left/")).body).toMatchObject({ provider: null, provider_obj: null });
});

test("a provider outlives its application", async () => {
  const { pk } = await provider("outliving");
  await api.make("core/applications/", { name: "gone", slug: "gone", provider: pk });
  await api.delete("core/applications/gone/");
  expect((await api.get(`providers/oauth2/${pk}/`)).body).toMatchObject({ assigned_application_slug: null });
});

test("a flow takes the providers that authorize with it along, and leaves those that only log out with it", async () => {
  const make = (slug: string) =>
    api.make("flows/instances/", { name: slug, title: slug, slug, designation: "authorization" });
  const [own, other] = [await make("authorizing"), await make("invalidating")];
  const taken = await provider("taken", { authorization_flow: own.pk });
  const kept = await provider("kept", { invalidation_flow: other.pk });
  await api.delete("flows/instances/authorizing/");
  await api.delete("flows/instances/invalidating/");
  expect((await api.get(`providers/oauth2/${taken.pk}/`)).status).toBe(404);
  expect((await api.get(`providers/oauth2/${kept.pk}/`)).body).toMatchObject({ invalidation_flow: null });
});

test("a flow takes its bindings along, with the policies bound to them, and leaves stages and policies", async () => {
  const made = await api.make("flows/instances/", { name: "F", title: "F", slug: "bound", designation: "enrollment" });
  const stage = await api.make("stages/deny/", { name: "bound-deny" });
  const policy = await api.make("policies/dummy/", { name: "bound-dummy" });
  const binding = await api.make("flows/bindings/", { target: made.pk, stage: stage.pk, order: 0 });
  const guards = [made.policybindingmodel_ptr_id, binding.policybindingmodel_ptr_id];
  const bound = await Promise.all(
    guards.map((target) => api.make("policies/bindings/", { target, policy: policy.pk, order: 0 })),
  );
  await api.delete("flows/instances/bound/");
  expect((await api.get(`flows/bindings/${binding.pk}/`)).status).toBe(404);
  for (const { pk } of bound) expect((await api.get(`policies/bindings/${pk}/`)).status).toBe(404);
  expect((await api.get(`stages/deny/${stage.pk}/`)).body).toMatchObject({ flow_set: [] });
  expect((await api.get(`policies/dummy/${policy.pk}/`)).body).toMatchObject({ bound_to: 0 });
});

test("a scope mapping leaves the providers that use it", async () => {
  const mapping = await api.make("propertymappings/provider/scope/", {
    name: "m",
    scope_name: "m",
    expression: "return {}",
  });
  const { pk } = await provider("mapped", { property_mappings: [mapping.pk] });
  await api.delete(`propertymappings/provider/scope/${mapping.pk}/`);
  expect((await api.get(`providers/oauth2/${pk}/`)).body.property_mappings).toEqual([]);
});

test("a group leaves its members and its children, and takes its bindings along", async () => {
  const group = await api.make("core/groups/", { name: "parent" });
  const child = await api.make("core/groups/", { name: "child", parent: group.pk });
  const user = await api.make("core/users/", { username: "member", name: "M", groups: [group.pk] });
  const application = await api.make("core/applications/", { name: "guarded", slug: "guarded" });
  const binding = await api.make("policies/bindings/", { target: application.pk, group: group.pk, order: 0 });
  await api.delete(`core/groups/${group.pk}/`);
  expect((await api.get(`core/users/${user.pk}/`)).body).toMatchObject({ groups: [], groups_obj: [] });
  expect((await api.get(`core/groups/${child.pk}/`)).body).toMatchObject({ parent: null });
  expect((await api.get(`policies/bindings/${binding.pk}/`)).status).toBe(404);
});

test("a user takes the tokens along", async () => {
  const { pk } = await api.make("core/users/", { username: "owner", name: "O" });
  await api.make("core/tokens/", { identifier: "owned", user: pk });
  await api.delete(`core/users/${pk}/`);
  expect((await api.get("core/tokens/owned/")).status).toBe(404);
});

test("a key pair leaves the providers that sign with it", async () => {
  const { body: pair } = await api.post("crypto/certificatekeypairs/generate/", {
    common_name: "signer",
    validity_days: 5,
  });
  const { pk } = await provider("signing", { signing_key: pair.pk });
  await api.delete(`crypto/certificatekeypairs/${pair.pk}/`);
  expect((await api.get(`providers/oauth2/${pk}/`)).body.signing_key).toBeNull();
});

test("an object of a family can be deleted through the family", async () => {
  const { pk } = await api.make("stages/dummy/", { name: "through" });
  expect((await api.delete(`stages/all/${pk}/`)).status).toBe(204);
  expect((await api.get(`stages/dummy/${pk}/`)).status).toBe(404);
});

test("what uses an object is told, and what would become of it", async () => {
  const group = await api.make("core/groups/", { name: "used" });
  const application = await api.make("core/applications/", { name: "using", slug: "using" });
  const binding = await api.make("policies/bindings/", { target: application.pk, group: group.pk, order: 0 });
  const { text } = await api.get(`core/groups/${group.pk}/used_by/`);
  expect(JSON.parse(text)).toContainEqual(
    expect.objectContaining({
      app: "authentik_policies",
      model_name: "policybinding",
      pk: binding.pk,
      action: "cascade",
    }),
  );
});
