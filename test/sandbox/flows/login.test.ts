import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Row } from "../../../src/sandbox/store";
import { Authentik, PASSWORD } from "../authentik";
import { AtFlow } from "./browser";

const authentik = new Authentik();
let alice: Row;
let identification: Row;
let password: Row;

beforeAll(async () => {
  await authentik.start();
  alice = authentik.user("alice", { name: "Alice", attributes: { upn: "Alice@Corp" } });
  identification = authentik.stage("stages/identification", "default-authentication-identification");
  password = authentik.stage("stages/password", "default-authentication-password");
});
afterAll(() => authentik.stop());

const at = (query = "", slug = "default-authentication-flow") => new AtFlow(authentik.url, slug, { query });
const set = (stage: Row, kind: string, columns: Row) =>
  authentik.store.update(`stages/${kind}`, stage.pk as string, columns);
const done = { component: "xak-flow-redirect", to: "/" };

describe("who is it?", () => {
  test.each([
    ["the user name", "alice"],
    ["the mail address", "alice@example.com"],
    ["another case", "ALICE"],
  ])("found by %s", async (_, uid_field) => {
    const flow = at();
    await flow.look();
    expect(await flow.answer({ uid_field })).toMatchObject({ component: "ak-stage-password", pending_user: "alice" });
    expect(await flow.answer({ password: PASSWORD })).toMatchObject(done);
  });

  test("found by UPN where that is asked for, and case counts where it should", async () => {
    set(identification, "identification", {
      user_fields: ["upn"],
      case_insensitive_matching: false,
      pretend_user_exists: false,
    });
    const flow = at();
    expect(await flow.look()).toMatchObject({ user_fields: ["upn"] });
    expect(await flow.answer({ uid_field: "alice@corp" })).toMatchObject({
      component: "ak-stage-identification",
      response_errors: { non_field_errors: [{ string: "Failed to authenticate.", code: "invalid" }] },
    });
    expect(await flow.answer({ uid_field: "Alice@Corp" })).toMatchObject({ pending_user: "alice" });
    set(identification, "identification", {
      user_fields: ["email", "username"],
      case_insensitive_matching: true,
      pretend_user_exists: true,
    });
  });

  test("who does not exist gets as far as a wrong password", async () => {
    const flow = at();
    await flow.look();
    expect(await flow.answer({ uid_field: "nobody" })).toMatchObject({
      component: "ak-stage-password",
      pending_user: "nobody",
    });
    expect(await flow.answer({ password: PASSWORD })).toMatchObject({
      response_errors: { password: [{ string: "Invalid password", code: "invalid" }] },
    });
  });

  test.each([
    [{}, { string: "This field is required.", code: "required" }],
    [{ uid_field: " " }, { string: "This field may not be blank.", code: "blank" }],
    [{ uid_field: null }, { string: "This field may not be null.", code: "null" }],
  ])("%j is no answer", async (answer, error) => {
    const flow = at();
    await flow.look();
    expect(await flow.answer(answer)).toMatchObject({ status: 200, response_errors: { uid_field: [error] } });
  });

  test("asks for the password at once where the stage says so", async () => {
    set(identification, "identification", { password_stage: password.pk });
    const flow = at();
    expect(await flow.look()).toMatchObject({ password_fields: true });
    const wrong = await flow.answer({ uid_field: "alice", password: "wrong" });
    expect(wrong).toMatchObject({ response_errors: { non_field_errors: [{ string: "Failed to authenticate." }] } });
    // The password stage is passed over: the default policy sees that the user is authenticated.
    expect(await flow.answer({ uid_field: "alice", password: PASSWORD })).toMatchObject(done);
    set(identification, "identification", { password_stage: null });
  });

  test("shows the ways to sign up and to recover, with the query that it came with", async () => {
    const flow = authentik.newFlow("sign-up", [], { designation: "enrollment" });
    set(identification, "identification", {
      enrollment_flow: flow.pk,
      recovery_flow: flow.pk,
      passwordless_flow: flow.pk,
    });
    expect(await at("next=/a b").look()).toMatchObject({
      enroll_url: "/if/flow/sign-up/?next=%2Fa+b",
      recovery_url: "/if/flow/sign-up/?next=%2Fa+b",
      passwordless_url: "/if/flow/sign-up/?next=%2Fa+b",
    });
    set(identification, "identification", { enrollment_flow: null, recovery_flow: null, passwordless_flow: null });
    expect(await at().look()).not.toHaveProperty("enroll_url");
  });

  test("hides whom it found where it should", async () => {
    set(identification, "identification", { show_matched_user: false });
    const flow = at();
    await flow.look();
    expect(await flow.answer({ uid_field: "alice@example.com" })).toMatchObject({ pending_user: "alice@example.com" });
    set(identification, "identification", { show_matched_user: true });
  });

  test("names sources that have a button", async () => {
    const oauth = authentik.store.insert("sources/oauth", {
      name: "GitHub",
      slug: "gh",
      enabled: true,
      icon: "/gh.svg",
    });
    const off = authentik.store.insert("sources/oauth", { name: "Off", slug: "off", enabled: false });
    set(identification, "identification", { sources: [oauth.pk, off.pk] });
    expect(await at().look()).toMatchObject({
      sources: [
        {
          name: "GitHub",
          icon_url: "/gh.svg",
          challenge: { component: "xak-flow-redirect", to: "/source/oauth/login/gh/" },
        },
      ],
    });
    set(identification, "identification", { sources: [] });
  });
});

describe("the password", () => {
  beforeEach(() => authentik.store.update("core/users", alice.pk as number, { is_active: true }));

  async function atPassword(query?: string) {
    const flow = at(query);
    await flow.look();
    await flow.answer({ uid_field: "alice" });
    return flow;
  }

  test("may be wrong four times", async () => {
    const flow = await atPassword();
    for (let tries = 1; tries < 5; tries++) {
      expect(await flow.answer({ password: "wrong" })).toMatchObject({ component: "ak-stage-password" });
    }
    expect(await flow.answer({ password: "wrong" })).toMatchObject({
      status: 200,
      component: "ak-stage-access-denied",
      error_message: "Invalid password",
      flow_info: { title: "Welcome to authentik!" },
    });
    expect(await flow.look()).toMatchObject({ component: "ak-stage-identification" });
  });

  test("of an inactive user is as wrong as any other", async () => {
    authentik.store.update("core/users", alice.pk as number, { is_active: false });
    expect(await (await atPassword()).answer({ password: PASSWORD })).toMatchObject({
      response_errors: { password: [{}] },
    });
  });

  test("may be an app password", async () => {
    authentik.store.insert("core/tokens", {
      identifier: "app",
      intent: "app_password",
      user: alice.pk,
      key: "app-key",
      expiring: false,
    });
    expect(await (await atPassword()).answer({ password: "app-key" })).toMatchObject(done);
    set(password, "password", { backends: ["authentik.core.auth.InbuiltBackend"] });
    expect(await (await atPassword()).answer({ password: "app-key" })).toMatchObject({
      response_errors: { password: [{}] },
    });
  });

  test("keeps its spaces", async () => {
    authentik.user("dave", { password: alice.password });
    expect(await (await atPassword()).answer({ password: ` ${PASSWORD}` })).toMatchObject({
      response_errors: { password: [{}] },
    });
  });

  test("shows the way to recover it, once the brand has a flow for that", async () => {
    const brand = authentik.store.rows("core/brands")[0] as Row;
    const flow = authentik.newFlow("recover", [], { designation: "recovery" });
    authentik.store.update("core/brands", brand.brand_uuid as string, { flow_recovery: flow.pk });
    const flowAt = await atPassword();
    expect(await flowAt.look()).toMatchObject({ recovery_url: `${authentik.url}/if/flow/recover/` });
    authentik.store.update("core/brands", brand.brand_uuid as string, { flow_recovery: null });
  });

  test("leads on to where the person was going, but to no other host", async () => {
    expect(await (await atPassword("next=/if/user/%23x")).answer({ password: PASSWORD })).toMatchObject({
      to: "/if/user/#x",
    });
    for (const next of ["https://evil.example/", "//evil.example/"]) {
      const flow = await atPassword(`next=${encodeURIComponent(next)}`);
      expect(await flow.answer({ password: PASSWORD })).toMatchObject({
        component: "ak-stage-access-denied",
        error_message: "Invalid next URL",
      });
    }
  });

  test("that was wrong and then right are both known afterwards", async () => {
    const flow = await atPassword();
    await flow.answer({ password: "wrong" });
    await flow.answer({ password: PASSWORD });
    expect(authentik.events("login_failed").at(-1)).toMatchObject({
      context: { username: "alice" },
      user: { username: "alice" },
    });
    expect(authentik.events("login").at(-1)).toMatchObject({
      context: { auth_method: "password", auth_method_args: { known_device: expect.any(Boolean) } },
      user: { username: "alice" },
      client_ip: "127.0.0.1",
    });
    expect(Date.parse(String(authentik.store.byId("core/users", alice.pk as number)?.last_login))).toBeGreaterThan(
      Date.now() - 60_000,
    );
  });
});

test("the addresses around the flows", async () => {
  const get = async (path: string) => {
    const response = await fetch(`${authentik.url}${path}`, { redirect: "manual" });
    return response.headers.get("location") ?? response.status;
  };
  expect(await get("/")).toBe("/flows/-/default/authentication/?next=/");
  expect(await get("/flows/-/default/authentication/?next=/x%2Fy z")).toBe(
    "/if/flow/default-authentication-flow/?next=%2Fx%2Fy+z",
  );
  expect(await get("/flows/-/default/invalidation/")).toBe("/if/flow/default-invalidation-flow/");
  expect(await get("/flows/-/cancel/")).toBe("/flows/-/default/invalidation/");
  expect(await get("/if/flow/default-authentication-flow/")).toBe(200);
  expect(await get("/if/flow/nope/")).toBe(404);
  expect(await get("/api/v3/flows/executor/nope/?query=")).toBe(404);
});
