import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Person } from "../../../src/sandbox/person";
import type { Row } from "../../../src/sandbox/store";
import { Authentik, PASSWORD } from "../authentik";
import { AtFlow } from "./browser";

const authentik = new Authentik();
let slugs = 0;

beforeAll(async () => {
  await authentik.start();
  authentik.user("alice");
  authentik.user("root", { groups: [authentik.group("admins", { is_superuser: true }).pk] });
});
afterAll(() => authentik.stop());

const done = { component: "xak-flow-redirect", to: "/" };
const deny = (deny_message: string) => authentik.newStage("deny", { deny_message });
const dummy = (name: string) => authentik.newStage("dummy", { name });

function newFlow(
  stages: [Row, Row?, Row?][],
  columns: Row = {},
): { flow: Row; at: (person?: Person, query?: string) => AtFlow } {
  const slug = `flow-${slugs++}`;
  const flow = authentik.newFlow(slug, [], columns);
  for (const [order, [stage, binding, policy]] of stages.entries()) {
    const row = authentik.bindStage(flow, stage, { order, ...binding });
    if (policy) authentik.bind(row, { policy: policy.pk });
  }
  return { flow, at: (person, query) => new AtFlow(authentik.url, slug, { person, query }) };
}

async function loggedIn(uid_field: string): Promise<Person> {
  const person = new Person(authentik.url);
  const flow = new AtFlow(authentik.url, "default-authentication-flow", { person });
  await flow.look();
  await flow.answer({ uid_field });
  await flow.answer({ password: PASSWORD });
  return person;
}

describe("a flow is for those that it is for", () => {
  test.each([
    ["require_authenticated", "alice", undefined],
    ["require_unauthenticated", undefined, "alice"],
    ["require_superuser", "root", "alice"],
  ])("%s", async (authentication, welcome, refused) => {
    const { at } = newFlow([[dummy("in")]], { authentication, denied_action: "message" });
    const as = async (name: string | undefined) => (await at(name ? await loggedIn(name) : undefined).look()).component;
    expect([await as(welcome), await as(refused)]).toEqual(["ak-stage-dummy", "ak-stage-access-denied"]);
  });

  test("by its policies, whose messages are shown", async () => {
    const { flow, at } = newFlow([[dummy("in")]]);
    authentik.bind(flow, {
      policy: authentik.policy('ak_message("Not on Sundays.")\nak_message("Nor else.")\nreturn False').pk,
    });
    expect(await at().look()).toMatchObject({
      component: "ak-stage-access-denied",
      error_message: "Not on Sundays.\nNor else.",
    });
  });

  test.each([
    ["message_continue", { component: "ak-stage-access-denied" }],
    ["message", { component: "ak-stage-access-denied" }],
    ["continue", done],
  ])("and %s says what others get", async (denied_action, expected) => {
    const { at } = newFlow([[dummy("in")]], { authentication: "require_superuser", denied_action });
    expect(await at().look()).toMatchObject(expected);
  });
});

describe("a stage's policies", () => {
  test("are asked when its turn comes, with what is known by then", async () => {
    const prompt = authentik.store.insert("stages/prompt/prompts", {
      ...{
        name: "way",
        field_key: "way",
        label: "",
        type: "text",
        required: true,
        placeholder: "",
        initial_value: "",
        order: 0,
      },
    });
    const asking = authentik.newStage("prompt/stages", { fields: [prompt.pk], validation_policies: [] });
    const isLeft = authentik.policy('return request.context["prompt_data"]["way"] == "left"');
    const { at } = newFlow([[asking], [deny("left"), {}, isLeft], [deny("right")]]);
    for (const way of ["left", "right"]) {
      const flow = at();
      await flow.look();
      expect(await flow.answer({ way })).toMatchObject({ error_message: way });
    }
  });

  test("are asked at the start where the binding says so, and then no more", async () => {
    const isKnown = authentik.policy('return "prompt_data" in request.context');
    const early = { evaluate_on_plan: true, re_evaluate_policies: false };
    expect(
      await newFlow([[deny("asked"), early, isKnown]])
        .at()
        .look(),
    ).toMatchObject(done);
    const never = { evaluate_on_plan: false, re_evaluate_policies: false };
    expect(
      await newFlow([[deny("asked"), never, isKnown]])
        .at()
        .look(),
    ).toMatchObject({ error_message: "asked" });
  });

  test("may set whom it is about and where it ends", async () => {
    const expression = `
plan = request.context["flow_plan"]
plan.context["pending_user"] = ak_user_by(username="alice")
plan.context["redirect"] = "https://elsewhere.example/"
plan.context["deny_message"] = "set by a policy"
return True`;
    const { at } = newFlow([[dummy("in"), {}, authentik.policy(expression)]], { title: "Hello %(user)s, 100%%" });
    const flow = at();
    expect(await flow.look()).toMatchObject({ flow_info: { title: "Hello alice, 100%" } });
    expect(await flow.answer({})).toMatchObject({ component: "xak-flow-redirect", to: "https://elsewhere.example/" });
  });
});

describe("a wrong answer", () => {
  const prompted = () => {
    const row = { label: "", type: "number", required: true, placeholder: "", initial_value: "", sub_text: "" };
    const field = (field_key: string) =>
      authentik.store.insert("stages/prompt/prompts", { ...row, name: `p${slugs++}`, field_key, order: 0 }).pk;
    const stage = (key: string) =>
      authentik.newStage("prompt/stages", { fields: [field(key)], validation_policies: [] });
    return [stage("first"), stage("second")] as const;
  };

  test.each([
    ["retry", "second", ""],
    ["restart", "first", ""],
    ["restart_with_context", "first", "1"],
  ])("by %s leads to the %s prompt", async (invalid_response_action, key, initial_value) => {
    const [first, second] = prompted();
    const flow = newFlow([[first], [second, { invalid_response_action }]]).at();
    await flow.look();
    expect(await flow.answer({ first: 1 })).toMatchObject({ fields: [{ field_key: "second" }] });
    expect(await flow.answer({ second: "x" })).toMatchObject({ fields: [{ field_key: key, initial_value }] });
  });
});

test("a flow without stages is done at once; another flow takes the place of one that is not done", async () => {
  expect(await newFlow([]).at(undefined, "next=/x").look()).toMatchObject({ to: "/x" });
  const person = new Person(authentik.url);
  const [one, other] = [newFlow([[dummy("one")], [dummy("two")]]), newFlow([[dummy("other")]])];
  await one.at(person).look();
  expect(await one.at(person).answer({})).toMatchObject({ name: "two" });
  expect(await other.at(person).look()).toMatchObject({ name: "other" });
  expect(await one.at(person).look()).toMatchObject({ name: "one" });
});

test("a title that cannot be filled in stays as it is", async () => {
  const { at } = newFlow([[dummy("in")]], { title: "100% %(user)s" });
  expect(await at().look()).toMatchObject({ flow_info: { title: "100% %(user)s" } });
});

describe("the flows that every Authentik has", () => {
  test("change a user's settings, as far as users may", async () => {
    const flow = new AtFlow(authentik.url, "default-user-settings-flow", { person: await loggedIn("alice") });
    expect(await flow.look()).toMatchObject({
      fields: [
        { field_key: "username", initial_value: "alice" },
        { field_key: "name", initial_value: "alice" },
        { field_key: "email", initial_value: "alice@example.com" },
        { field_key: "attributes.settings.locale", type: "ak-locale" },
      ],
    });
    const answer = {
      username: "alice",
      name: "Alice A.",
      email: "alice@example.com",
      "attributes.settings.locale": "de",
    };
    expect(await flow.answer({ ...answer, email: "other@example.com" })).toMatchObject({
      response_errors: { non_field_errors: [{ string: "Not allowed to change email address." }] },
    });
    expect(await flow.answer(answer)).toMatchObject(done);
    expect(authentik.store.find("core/users", { username: "alice" })).toMatchObject({
      name: "Alice A.",
      email: "alice@example.com",
      attributes: { settings: { locale: "de" } },
    });
  });

  test("change a password", async () => {
    const flow = new AtFlow(authentik.url, "default-password-change", { person: await loggedIn("alice") });
    await flow.look();
    const twice = (password: string) => flow.answer({ password, password_repeat: password });
    expect(await twice("short")).toMatchObject({
      response_errors: { non_field_errors: [{ string: "Password needs to be 8 characters or longer." }] },
    });
    expect(await twice("password1")).toMatchObject({
      response_errors: { non_field_errors: [{ string: "Password is too weak." }] },
    });
    expect(await twice("a much better one")).toMatchObject(done);
    expect(authentik.events("user_write")).not.toEqual([]);
    await expect(loggedIn("alice")).resolves.toBeDefined();
    const login = new AtFlow(authentik.url, "default-authentication-flow");
    await login.look();
    await login.answer({ uid_field: "alice" });
    expect(await login.answer({ password: PASSWORD })).toMatchObject({ component: "ak-stage-password" });
    expect(await login.answer({ password: "a much better one" })).toMatchObject(done);
  });

  test("log out", async () => {
    const person = await loggedIn("root");
    expect((await person.fetch("/api/v3/core/users/me/")).status).toBe(200);
    expect(await new AtFlow(authentik.url, "default-invalidation-flow", { person }).look()).toMatchObject(done);
    expect((await person.fetch("/api/v3/core/users/me/")).status).toBe(403);
  });

  test("keep strangers away", async () => {
    for (const slug of ["default-user-settings-flow", "default-password-change", "default-source-enrollment"]) {
      expect(await new AtFlow(authentik.url, slug).look()).toMatchObject({
        component: "ak-stage-access-denied",
        error_message: "Flow does not apply to current user.",
        pending_user: "",
      });
    }
  });

  test("recover an account by a link of the API, which is good once", async () => {
    const field = {
      label: "",
      type: "password",
      required: true,
      placeholder: "",
      initial_value: "",
      order: 0,
      sub_text: "",
    };
    const prompt = authentik.store.insert("stages/prompt/prompts", { name: "new", field_key: "password", ...field });
    const asking = authentik.newStage("prompt/stages", { fields: [prompt.pk], validation_policies: [] });
    const writing = authentik.newStage("user_write", { user_creation_mode: "never_create" });
    const { flow } = newFlow([[asking], [writing]], {
      designation: "recovery",
      authentication: "require_unauthenticated",
    });
    const brand = authentik.store.rows("core/brands")[0]?.brand_uuid as string;
    authentik.store.update("core/brands", brand, { flow_recovery: flow.pk });
    const user = authentik.user("forgetful");
    const headers = { authorization: `Bearer ${authentik.sandbox.token}` };
    const response = await fetch(`${authentik.url}/api/v3/core/users/${user.pk}/recovery/`, {
      method: "POST",
      headers,
    });
    const { link } = (await response.json()) as { link: string };
    const query = new URL(link).search.slice(1);
    const recovering = new AtFlow(authentik.url, String(flow.slug), { query });
    await recovering.look();
    expect(await recovering.answer({ password: "remembered now" })).toMatchObject(done);
    const again = new AtFlow(authentik.url, String(flow.slug), { query });
    await again.look();
    expect(await again.answer({ password: "by a thief" })).toMatchObject({ component: "ak-stage-access-denied" });
    const login = new AtFlow(authentik.url, "default-authentication-flow");
    await login.look();
    await login.answer({ uid_field: "forgetful" });
    expect(await login.answer({ password: "remembered now" })).toMatchObject(done);
  });
});
