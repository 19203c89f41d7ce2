import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Person } from "../../../src/sandbox/person";
import { Authentik, PASSWORD } from "../authentik";
import { AtFlow } from "./browser";
import { done, Flows } from "./flows";

const authentik = new Authentik();
const flows = new Flows(authentik);

beforeAll(async () => {
  await authentik.start();
  authentik.user("alice", { attributes: { colour: "red" } });
});
afterAll(() => authentik.stop());

describe("leading elsewhere", () => {
  test("to an address", async () => {
    const stage = authentik.newStage("redirect", {
      mode: "static",
      target_static: "https://docs.example/",
      keep_context: true,
    });
    expect(await flows.at([stage]).look()).toMatchObject({
      component: "xak-flow-redirect",
      to: "https://docs.example/",
    });
  });

  test("into another flow, with or without what is known", async () => {
    const target = authentik.newFlow("target", [flows.prompts({ field_key: "colour" })], {
      authentication: "require_redirect",
    });
    for (const [keep_context, initial_value] of [
      [true, "green"],
      [false, ""],
    ] as const) {
      const stage = authentik.newStage("redirect", { mode: "flow", target_flow: target.pk, keep_context });
      const person = new Person(authentik.url);
      const flow = flows.at([flows.prompts({ field_key: "colour" }), stage], { person, query: "next=/x" });
      await flow.look();
      expect(await flow.answer({ colour: "green" })).toMatchObject({ to: "/if/flow/target/?next=%2Fx" });
      const next = new AtFlow(authentik.url, "target", { person });
      expect(await next.look()).toMatchObject({ fields: [{ initial_value }] });
    }
    expect(await new AtFlow(authentik.url, "target").look()).toMatchObject({
      error_message: "Flow does not apply to current user.",
    });
  });
});

test("deny, dummy and what the sandbox cannot run", async () => {
  expect(await flows.at([flows.deny("Not today.")]).look()).toMatchObject({
    component: "ak-stage-access-denied",
    error_message: "Not today.",
  });
  const dummy = flows.at([authentik.newStage("dummy", { name: "hello" })]);
  expect(await dummy.look()).toMatchObject({ component: "ak-stage-dummy", name: "hello" });
  expect(await dummy.answer({})).toMatchObject(done);
  const broken = flows.at([authentik.newStage("dummy", { throw_error: true })]);
  expect(await broken.look()).toMatchObject({
    status: 200,
    component: "ak-stage-flow-error",
    error: "Test error",
    request_id: expect.any(String),
  });
  const duo = flows.at([authentik.newStage("authenticator/duo", { name: "phone" })]);
  expect(await duo.look()).toMatchObject({
    error_message: "The sandbox has no stages/authenticator/duo: stage 'phone' cannot be run.",
  });
});

test("captchas take any answer but an empty one and the word invalid", async () => {
  const flow = flows.at([
    authentik.newStage("captcha", { public_key: "k", js_url: "https://js.example/", interactive: true }),
  ]);
  expect(await flow.look()).toMatchObject({
    component: "ak-stage-captcha",
    site_key: "k",
    js_url: "https://js.example/",
    interactive: true,
  });
  expect(await flow.answer({ token: "" })).toMatchObject({ response_errors: { token: [{ code: "blank" }] } });
  expect(await flow.answer({ token: "invalid" })).toMatchObject({ response_errors: { token: [{ code: "invalid" }] } });
  expect(await flow.answer({ token: "10000000" })).toMatchObject(done);
});

test("a user leaves for good", async () => {
  const zoe = authentik.user("zoe");
  const person = new Person(authentik.url);
  const login = new AtFlow(authentik.url, "default-authentication-flow", { person });
  await login.look();
  await login.answer({ uid_field: "zoe" });
  await login.answer({ password: PASSWORD });
  expect(await flows.at([authentik.newStage("user_delete", {})], { person }).look()).toMatchObject(done);
  expect(authentik.store.byId("core/users", zoe.pk as number)).toBeUndefined();
  expect(await flows.at([authentik.newStage("user_delete", {})]).look()).toMatchObject({
    component: "ak-stage-access-denied",
  });
});
