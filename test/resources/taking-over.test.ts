import { afterAll, beforeAll, expect, it } from "vitest";
import { AuthentikClient } from "../../src/authentik/client";
import { createSandbox, type Sandbox } from "../../src/sandbox";
import { Operator } from "./operator";

let sandbox: Sandbox;
let client: AuthentikClient;
let operator: Operator;

beforeAll(async () => {
  sandbox = await createSandbox();
  const url = await sandbox.listen();
  client = new AuthentikClient({ url, token: sandbox.token });
  operator = new Operator({ url, token: sandbox.token });
});
afterAll(() => sandbox.close());

const group = (fields: object = {}) => ({ __kind: "core/groups", name: "staff", ...fields });
const writes = () => sandbox.requests.filter(({ method }) => method !== "GET").length;

it("refuses in the check to make what is there already, and names it and the way out", async () => {
  const { pk } = await client.request("POST", "core/groups", { body: { name: "staff", attributes: { a: 1 } } });
  const before = writes();
  expect(await operator.newRun().problems(group())).toEqual([
    `name Group 'staff' (pk ${pk}) exists already, and not as this resource. ` +
      "Set adopt: true to take it over as it is declared here, or choose another name.",
  ]);
  await expect(operator.up(group())).rejects.toThrow("exists already");
  expect(writes()).toBe(before);
});

it("takes over what is as declared without a write", async () => {
  const before = writes();
  expect(await operator.newRun().up(group({ __adopt: true, attributes: { a: 1 } }))).toBe("created");
  expect(writes()).toBe(before);
  expect(await operator.newRun().up(group({ attributes: { a: 1 } }))).toBe("same");
  operator.state = undefined;
});

it("takes over what differs with one PATCH of what differs", async () => {
  const before = writes();
  expect(await operator.newRun().up(group({ __adopt: true, isSuperuser: true }))).toBe("created");
  expect(writes()).toBe(before + 1);
  const [taken] = await client.list("core/groups", { name: "staff" });
  expect(taken).toMatchObject({ is_superuser: true, attributes: { a: 1 } });
  await operator.newRun().destroy();
});

it("makes what is not there, also when it may take over", async () => {
  expect(await operator.newRun().up(group({ __adopt: true }))).toBe("created");
  await operator.newRun().destroy();
});

it("never takes over what Authentik manages", async () => {
  const mapping = {
    __kind: "propertymappings/provider/scope",
    __adopt: true,
    name: "authentik default OAuth Mapping: OpenID 'openid'",
    scopeName: "openid",
    expression: "return {}",
  };
  const [problem] = await operator.newRun().problems(mapping);
  expect(problem).toContain("is managed by Authentik itself (goauthentik.io/providers/oauth2/scope-openid)");
  expect(problem).toContain("Make one of your own");
});

it("follows an object whose slug somebody else changed", async () => {
  const flow = { __kind: "flows/instances", name: "Join", title: "Join", slug: "join", designation: "enrollment" };
  await operator.newRun().up(flow);
  await client.request("PATCH", "flows/instances/join", { body: { slug: "moved" } });
  // Without a refresh the state still says `join`, where nothing is any more.
  expect(await operator.newRun().up({ ...flow, title: "Join us" })).toBe("updated");
  expect(await client.get("flows/instances/moved")).toMatchObject({ title: "Join us" });
  await operator.newRun().refresh();
  expect(await operator.up({ ...flow, title: "Join us" })).toBe("updated");
  expect(await client.get("flows/instances/join")).toMatchObject({ slug: "join" });
  await client.request("PATCH", "flows/instances/join", { body: { slug: "moved" } });
  await operator.newRun().destroy();
  await expect(client.get("flows/instances/moved")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("never touches another object that has the slug by now", async () => {
  const flow = { __kind: "flows/instances", name: "Join", title: "Join", slug: "join", designation: "enrollment" };
  await operator.newRun().up(flow);
  const { id } = operator.state ?? {};
  await client.request("PATCH", "flows/instances/join", { body: { slug: "moved" } });
  const body = { name: "Theirs", title: "Theirs", slug: "join", designation: "recovery" };
  const theirs = await client.request("POST", "flows/instances", { body });
  await operator.newRun().up({ ...flow, title: "Ours" });
  expect(await client.get("flows/instances/join")).toMatchObject({ pk: theirs.pk, title: "Theirs" });
  expect(await client.get("flows/instances/moved")).toMatchObject({ pk: id, title: "Ours" });
  await operator.newRun().destroy();
  expect(await client.get("flows/instances/join")).toMatchObject({ pk: theirs.pk });
  await client.request("DELETE", "flows/instances/join");
});

it("says what to do when the object to change is gone", async () => {
  await operator.newRun().up(group());
  await client.request("DELETE", `core/groups/${operator.state?.id}`);
  await expect(operator.newRun().up(group({ isSuperuser: true }))).rejects.toThrow("Run up with --refresh");
  operator.state = undefined;
});

it("replaces a binding that is to stand elsewhere, the new one first", async () => {
  const binding = { __kind: "flows/bindings", stage: "default-authentication-login", order: 50 };
  await operator.newRun().up({ ...binding, target: "default-authenticator-totp-setup" });
  const first = operator.state?.id;
  const seen = sandbox.requests.length;
  expect(await operator.newRun().up({ ...binding, target: "default-authenticator-static-setup" })).toBe("replaced");
  const methods = sandbox.requests.slice(seen).map(({ method }) => method);
  expect(methods.filter((method) => method !== "GET")).toEqual(["POST", "DELETE"]);
  expect(operator.state?.id).not.toBe(first);
  await operator.newRun().destroy();
});

it("leaves alone what the program does not name, and lets go of what it no longer names", async () => {
  await operator.newRun().up(group({ attributes: { team: "a" } }));
  const id = operator.state?.id;
  expect(await operator.newRun().up(group())).toBe("updated");
  await client.request("PATCH", `core/groups/${id}`, { body: { attributes: { team: "b" } } });
  await operator.newRun().refresh();
  expect(await operator.up(group())).toBe("same");
  expect(await client.get(`core/groups/${id}`)).toMatchObject({ attributes: { team: "b" } });
  expect(await operator.newRun().up(group({ attributes: {} }))).toBe("updated");
  expect(await client.get(`core/groups/${id}`)).toMatchObject({ attributes: {} });
  await operator.newRun().destroy();
});

it("writes empty values, which are not the same as no value", async () => {
  const application = { __kind: "core/applications", name: "Web", slug: "web" };
  await operator.newRun().up({ ...application, metaDescription: "Shop" });
  expect(await operator.newRun().up({ ...application, metaDescription: "" })).toBe("updated");
  expect(await client.get("core/applications/web")).toMatchObject({ meta_description: "" });
  expect(await operator.newRun().up({ ...application, metaDescription: "", provider: null })).toBe("updated");
  await operator.newRun().destroy();
});

it("tells what is wrong with every field before anything is written", async () => {
  const before = writes();
  const problems = await operator.newRun().problems({
    __kind: "providers/oauth2",
    name: "Web",
    clientTyp: "public",
    clientSecret: "x".repeat(256),
    subMode: "nobody",
    accessTokenValidity: 5,
    authorizationFlow: "no-such-flow",
    invalidationFlow: "default-provider-invalidation-flow",
    redirectUris: [{ matchingMode: "fuzzy", url: "https://x.example.com", urll: "y" }, "z"],
    grantTypes: ["implicit"],
  });
  expect(problems).toEqual([
    "clientTyp is no field of OAuth2Provider. Did you mean clientType?",
    "clientSecret has 256 characters; Authentik takes 255.",
    expect.stringMatching(/^subMode must be one of hashed_user_id, /),
    "accessTokenValidity must be a text.",
    "redirectUris[0].urll is unknown. Did you mean url?",
    "redirectUris[0].matchingMode must be one of strict, regex.",
    "redirectUris[1] must be an object.",
    "grantTypes is unknown to Authentik 2025.10; it exists since 2026.5.",
    expect.stringContaining("authorizationFlow There is no 'no-such-flow' in flows/instances."),
  ]);
  expect(writes()).toBe(before);
});

it("lets go of an object that another resource has taken over in the same run, as after a rename", async () => {
  await operator.newRun().up(group());
  const renamed = operator.state;
  operator.newRun().state = undefined;
  await operator.up(group({ __adopt: true }));
  const { state } = operator;
  operator.state = renamed;
  await operator.destroy();
  expect(await client.list("core/groups", { name: "staff" })).toHaveLength(1);
  operator.state = state;
  await operator.newRun().destroy();
  expect(await client.list("core/groups", { name: "staff" })).toHaveLength(0);
});

it("does not delete what something in the same run refers to by name", async () => {
  await operator.newRun().up(group());
  const { state } = operator;
  await client.request("POST", "core/applications", { body: { name: "Web", slug: "web" } });
  operator.newRun().state = undefined;
  await operator.up({ __kind: "policies/bindings", target: "web", group: "staff", order: 0 });
  const binding = operator.state;
  operator.state = state;
  await expect(operator.destroy()).rejects.toThrow("something in this stack refers to it by name");
  operator.state = binding;
  await operator.newRun().destroy();
  operator.state = state;
  await operator.newRun().destroy();
  await client.request("DELETE", "core/applications/web");
});

it("sets some fields only when it makes the object", async () => {
  const onCreate = { __onCreate: { isSuperuser: true, attributes: { made: 1 } } };
  await operator.newRun().up(group(onCreate));
  const id = operator.state?.id;
  expect(await client.get(`core/groups/${id}`)).toMatchObject({ is_superuser: true, attributes: { made: 1 } });
  await client.request("PATCH", `core/groups/${id}`, { body: { is_superuser: false } });
  await operator.newRun().refresh();
  expect(await operator.up(group(onCreate))).toBe("same");
  operator.state = undefined;
  const before = writes();
  expect(await operator.newRun().up(group({ __adopt: true, ...onCreate }))).toBe("created");
  expect(writes()).toBe(before);
  await operator.newRun().destroy();
});

it("takes a user's name for a name, also where it looks like an id", async () => {
  const eight = await client.request("POST", "core/users", { body: { username: "4", name: "Four" } });
  expect(eight.pk).not.toBe(4);
  await client.request("POST", "core/applications", { body: { name: "Web", slug: "web" } });
  await operator.newRun().up({ __kind: "policies/bindings", target: "web", user: "4", order: 0 });
  expect(await client.get(`policies/bindings/${operator.state?.id}`)).toMatchObject({ user: eight.pk });
  await operator.newRun().destroy();
});
