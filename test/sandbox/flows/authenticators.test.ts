import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { totp } from "../../../src/sandbox/flows/totp";
import { Person } from "../../../src/sandbox/person";
import type { Row } from "../../../src/sandbox/store";
import { Authentik, PASSWORD } from "../authentik";
import { AtFlow } from "./browser";
import { done, Flows, invalid } from "./flows";

const authentik = new Authentik();
const flows = new Flows(authentik);
let alice: Row;

beforeAll(async () => {
  await authentik.start();
  alice = authentik.user("alice", { attributes: { colour: "red" } });
});
afterAll(() => authentik.stop());

describe("second factors", () => {
  const validate = (columns: Row = {}) =>
    authentik.newStage("authenticator/validate", {
      not_configured_action: "skip",
      device_classes: ["static", "totp"],
      configuration_stages: [],
      ...columns,
    });
  const identify = (pk: unknown) =>
    authentik.policy(`context["flow_plan"].context["pending_user"] = ak_user_by(pk=${pk})\nreturn True`);

  test("not set up are passed over, demanded, or set up first", async () => {
    const person = await flows.loggedIn();
    expect(await flows.at([validate()], { person }).look()).toMatchObject(done);
    expect(await flows.at([validate({ not_configured_action: "deny" })], { person }).look()).toMatchObject({
      error_message: "No (allowed) MFA authenticator configured.",
    });
    const setup = authentik.stage("stages/authenticator/totp", "default-authenticator-totp-setup");
    const flow = flows.at([validate({ not_configured_action: "configure", configuration_stages: [setup.pk] })], {
      person,
    });
    expect(await flow.look()).toMatchObject({ component: "ak-stage-authenticator-totp", pending_user: "alice" });
  });

  test("are set up and asked for: a code from an app, and codes on paper, each good once", async () => {
    const person = await flows.loggedIn();
    const setup = (kind: string) => new AtFlow(authentik.url, `default-authenticator-${kind}-setup`, { person });
    const shown = await setup("totp").look();
    const url = new URL(String(shown.config_url));
    expect(decodeURIComponent(url.pathname)).toContain("authentik:alice");
    expect(await setup("totp").answer({ code: 1 })).toMatchObject({
      response_errors: { code: invalid("Code does not match") },
    });
    const secret = url.searchParams.get("secret") ?? "";
    expect(await setup("totp").answer({ code: totp(secret, 6) })).toMatchObject(done);
    const { codes } = (await setup("static").look()) as unknown as { codes: string[] };
    expect(codes).toHaveLength(6);
    expect(await setup("static").answer({})).toMatchObject(done);

    const flow = flows.at([validate(), flows.deny("passed")], { person });
    expect(await flow.look()).toMatchObject({
      component: "ak-stage-authenticator-validate",
      device_challenges: [{ device_class: "static" }, { device_class: "totp" }],
    });
    expect(await flow.answer({})).toMatchObject({ response_errors: { non_field_errors: invalid("Empty response") } });
    expect(await flow.answer({ code: "nope" })).toMatchObject({
      response_errors: {
        code: invalid("Invalid Token. Please ensure the time on your device is accurate and try again."),
      },
    });
    expect(await flow.answer({ code: codes[0] })).toMatchObject({ error_message: "passed" });
    const again = flows.at([validate(), flows.deny("passed")], { person });
    await again.look();
    expect(await again.answer({ code: codes[0] })).toMatchObject({ response_errors: { code: [{}] } });
    expect(await again.answer({ code: totp(secret, 6) })).toMatchObject({ error_message: "passed" });
  });

  test("are known to the tokens of a login", async () => {
    authentik.application("web");
    const person = new Person(authentik.url);
    const { codes } = {
      codes: authentik.store.filter("authenticators/static", { user: alice.pk })[0]?.tokens as string[],
    };
    const answers: Record<string, object> = {
      "ak-stage-identification": { uid_field: "alice" },
      "ak-stage-password": { password: PASSWORD },
      "ak-stage-authenticator-validate": { code: codes[0] },
    };
    const location = await person.follow(
      authentik.authorizeUrl({ client_id: "web" }),
      ({ component }) => answers[component] as Record<string, unknown>,
    );
    const code = new URL(location).searchParams.get("code") ?? "";
    const form = { grant_type: "authorization_code", code, redirect_uri: "http://localhost:3000/auth/callback" };
    const { id_token } = (await (
      await authentik.token({ ...form, client_id: "web", client_secret: "web-secret" })
    ).json()) as { id_token: string };
    expect(JSON.parse(Buffer.from(id_token.split(".")[1] ?? "", "base64url").toString())).toMatchObject({
      amr: ["pwd", "mfa"],
    });
  });

  test("of someone whom a policy names", async () => {
    const slug = "named-by-policy";
    const flow = authentik.newFlow(slug, []);
    authentik.bind(authentik.bindStage(flow, validate(), { order: 0 }), { policy: identify(alice.pk).pk });
    expect(await new AtFlow(authentik.url, slug).look()).toMatchObject({ pending_user: "alice" });
  });
});
