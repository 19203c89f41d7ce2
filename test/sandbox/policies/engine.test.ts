import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decide } from "../../../src/sandbox/policies";
import { changeReputation } from "../../../src/sandbox/policies/reputation";
import { strength } from "../../../src/sandbox/policies/strength";
import type { Row } from "../../../src/sandbox/store";
import { Authentik } from "../authentik";

const authentik = new Authentik();
let alice: Row;
let staff: Row;
let names = 0;

beforeAll(async () => {
  await authentik.start();
  const everyone = authentik.group("everyone");
  staff = authentik.group("staff", { parent: everyone.pk });
  alice = authentik.user("alice", { groups: [staff.pk], attributes: { level: 3 } });
});
afterAll(() => authentik.stop());

const yes = () => authentik.policy("return True");
const no = (message = "no") => authentik.policy(`ak_message("${message}")\nreturn False`);
const newPolicy = (kind: string, columns: Row) =>
  authentik.store.insert(`policies/${kind}`, { name: `p${names++}`, ...columns });

/** Decides about an application with these bindings. */
async function verdict(bindings: Row[], { mode = "any", user = alice, context = {} as Record<string, unknown> } = {}) {
  const row = authentik.store.insert("core/applications", {
    name: `a${names}`,
    slug: `a${names++}`,
    provider: null,
    policy_engine_mode: mode,
  });
  for (const [order, binding] of bindings.entries()) authentik.bind(row, { order, ...binding });
  const http = { path: "/x", method: "GET", client_ip: "10.0.0.1" };
  const { passing, messages } = await decide(authentik.context, {
    user,
    http,
    target: { kind: "core/applications", row },
    context,
  });
  return { passing, messages };
}

describe("bindings", () => {
  test("none let everyone in", async () => {
    expect(await verdict([])).toEqual({ passing: true, messages: [] });
  });

  test.each([
    ["any", true],
    ["all", false],
  ])("of policies pass by %s", async (mode, passing) => {
    expect(await verdict([{ policy: no("first").pk }, { policy: yes().pk }], { mode })).toEqual({
      passing,
      messages: ["first"],
    });
  });

  test("that are disabled do not count, those that negate turn the result round", async () => {
    expect(await verdict([{ policy: no().pk, enabled: false }])).toMatchObject({ passing: true });
    expect(await verdict([{ policy: no().pk, negate: true }])).toEqual({ passing: true, messages: ["no"] });
    expect(await verdict([{ policy: yes().pk, negate: true }])).toMatchObject({ passing: false });
  });

  test("of users and groups count as one, whatever the mode, parents of groups included", async () => {
    const other = authentik.group("other").pk;
    const everyone = authentik.store.find("core/groups", { name: "everyone" })?.pk;
    expect(await verdict([{ group: other }, { group: everyone }], { mode: "all" })).toMatchObject({ passing: true });
    expect(await verdict([{ group: other }])).toMatchObject({ passing: false });
    expect(await verdict([{ user: alice.pk }])).toMatchObject({ passing: true });
    expect(await verdict([{ group: other, negate: true }])).toMatchObject({ passing: true });
    expect(await verdict([{ group: staff.pk, negate: true }])).toMatchObject({ passing: false });
    expect(await verdict([{ group: staff.pk }, { policy: no().pk }], { mode: "all" })).toMatchObject({
      passing: false,
    });
  });

  test("tell messages in order", async () => {
    const [first, second] = [no("1"), no("2")];
    expect(
      await verdict([
        { policy: second.pk, order: 2 },
        { policy: first.pk, order: 1 },
      ]),
    ).toMatchObject({ messages: ["1", "2"] });
  });

  test("decide what becomes of a policy that fails, and tell of it", async () => {
    const broken = authentik.policy("return 1 / 0");
    expect(await verdict([{ policy: broken.pk }])).toEqual({ passing: false, messages: ["division by zero"] });
    expect(await verdict([{ policy: broken.pk, failure_result: true }])).toMatchObject({ passing: true });
    expect(authentik.events("policy_exception").at(-1)).toMatchObject({
      context: { message: "Policy failed to execute" },
    });
  });
});

describe("expressions", () => {
  test("see the user, the request and what it is about", async () => {
    const seen = authentik.policy(`
return (request.user.attributes["level"] == 3 and ak_is_group_member(request.user, name="everyone")
    and str(ak_client_ip) == "10.0.0.1" and request.obj.slug.startswith("a") and context["extra"] == [1]
    and ak_user_by(username="alice").pk == request.user.pk)`);
    expect(await verdict([{ policy: seen.pk }], { context: { extra: [1] } })).toEqual({ passing: true, messages: [] });
  });

  test("that are logged leave an event", async () => {
    const logged = authentik.policy("return True", { execution_logging: true });
    await verdict([{ policy: logged.pk }]);
    expect(authentik.events("policy_execution").at(-1)).toMatchObject({ user: { username: "alice" } });
  });

  test("change what they change: the context, users, groups, and make events", async () => {
    const bob = authentik.user("bob");
    const changing = authentik.policy(
      `
request.context["prompt_data"]["name"] = "Robert"
request.user.attributes["seen"] = True
request.user.save()
request.user.ak_groups.add(Group.objects.get(name="staff"))
ak_create_event("noticed", about="bob")
return True`.replace("request.user.ak_groups", "from authentik.core.models import Group\nrequest.user.ak_groups"),
    );
    const context = { prompt_data: { name: "Bob" } };
    expect(await verdict([{ policy: changing.pk }], { user: bob, context })).toEqual({ passing: true, messages: [] });
    expect(context.prompt_data).toEqual({ name: "Robert" });
    expect(authentik.store.byId("core/users", bob.pk as number)).toMatchObject({
      attributes: { seen: true },
      groups: [staff.pk],
    });
    expect(authentik.events("custom_noticed")).toMatchObject([{ context: { about: "bob" } }]);
  });
});

describe("passwords", () => {
  const password = (columns: Row, typed: unknown) =>
    verdict(
      [
        {
          policy: newPolicy("password", {
            password_field: "password",
            error_message: "Weak.",
            check_static_rules: true,
            ...columns,
          }).pk,
        },
      ],
      {
        context: { prompt_data: { password: typed } },
      },
    );

  test.each([
    [{ length_min: 5 }, "1234", "12345"],
    [{ amount_digits: 2 }, "a1", "a12"],
    [{ amount_uppercase: 1 }, "a", "A"],
    [{ amount_lowercase: 2 }, "aA", "aab"],
    [{ amount_symbols: 2, symbol_charset: "!?" }, "!.", "!?"],
  ])("%j", async (rules, weak, strong) => {
    expect(await password(rules, weak)).toEqual({ passing: false, messages: ["Weak."] });
    expect(await password(rules, strong)).toEqual({ passing: true, messages: [] });
  });

  test("have to be there", async () => {
    expect(await password({}, "")).toEqual({ passing: false, messages: ["Password not set in context"] });
  });

  test("are estimated", async () => {
    const rules = { check_static_rules: false, check_zxcvbn: true, zxcvbn_score_threshold: 2 };
    expect(await password(rules, "alice2024")).toEqual({ passing: false, messages: ["Password is too weak."] });
    expect(await password(rules, "correct horse battery staple")).toMatchObject({ passing: true });
    expect(["password", "qwertyuiop", "aaaaaaaaaaaa", "123456789", "letmein1"].map((word) => strength(word))).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect(strength("tr0ub4dor&3xyz!!k")).toBe(4);
    expect(strength("margaret", ["margaret"])).toBe(0);
  });
});

test("a reputation is lost by failures, and won back", async () => {
  const policy = newPolicy("reputation", { check_ip: false, check_username: true, threshold: -2 });
  const suspicious = async () => (await verdict([{ policy: policy.pk }])).passing;
  expect(await suspicious()).toBe(false);
  changeReputation(authentik.context, "alice", "10.0.0.9", -1);
  changeReputation(authentik.context, "alice", "10.0.0.8", -1);
  expect(await suspicious()).toBe(true);
  changeReputation(authentik.context, "alice", "10.0.0.9", 1);
  expect(await suspicious()).toBe(false);
  for (let times = 0; times < 9; times++) changeReputation(authentik.context, "alice", "10.0.0.9", -1);
  expect(authentik.store.find("policies/reputation/scores", { ip: "10.0.0.9" })).toMatchObject({ score: -5 });
  const byIp = newPolicy("reputation", { check_ip: true, check_username: false, threshold: -1 });
  expect(await verdict([{ policy: byIp.pk }])).toMatchObject({ passing: false });
});

test("an event has to match everything that is named", async () => {
  const matching = (columns: Row) =>
    newPolicy("event_matcher", { action: null, app: null, model: null, client_ip: null, ...columns }).pk;
  const event = {
    action: "login",
    app: "authentik.core",
    client_ip: "1.2.3.4",
    context: { model: { app: "authentik_core", model_name: "user" } },
  };
  const on = (columns: Row, context: Record<string, unknown> = { event }) =>
    verdict([{ policy: matching(columns) }], { context });
  expect(await on({ action: "login", model: "authentik_core.user" })).toEqual({
    passing: true,
    messages: ["Action matched.", "Model matched."],
  });
  expect(await on({ action: "login", client_ip: "1.2.3.5" })).toMatchObject({ passing: false });
  expect(await on({})).toMatchObject({ passing: true });
  expect(await on({}, {})).toMatchObject({ passing: false });
});

test("dummies say what they say; places are nowhere; old passwords are old", async () => {
  expect(await verdict([{ policy: newPolicy("dummy", { result: true, wait_min: 5, wait_max: 30 }).pk }])).toEqual({
    passing: true,
    messages: ["dummy"],
  });
  const place = newPolicy("geoip", { asns: [], countries: ["DE"] });
  expect(await verdict([{ policy: place.pk }])).toEqual({
    passing: false,
    messages: ["GeoIP: client IP address not found in City database."],
  });
  expect(await verdict([{ policy: place.pk }], { context: { geoip: { country: "DE" } } })).toMatchObject({
    passing: true,
  });
  expect(await verdict([{ policy: newPolicy("geoip", { asns: [], countries: [] }).pk }])).toMatchObject({
    passing: true,
  });

  const old = authentik.user("old", { password_change_date: new Date(Date.now() - 10 * 86_400_000).toISOString() });
  const expiry = (columns: Row) =>
    verdict([{ policy: newPolicy("password_expiry", { days: 7, deny_only: true, ...columns }).pk }], { user: old });
  expect(await expiry({ days: 11 })).toMatchObject({ passing: true });
  expect(await expiry({})).toEqual({ passing: false, messages: ["Password has expired."] });
  expect(old.password).not.toBeNull();
  expect(await expiry({ deny_only: false })).toEqual({
    passing: false,
    messages: ["Password expired 3 days ago. Please update your password."],
  });
  expect(old.password).toBeNull();
});
