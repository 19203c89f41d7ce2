import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Row } from "../../../src/sandbox/store";
import { Authentik } from "../authentik";
import { AtFlow } from "./browser";
import { done, Flows, invalid } from "./flows";

const authentik = new Authentik();
const flows = new Flows(authentik);

beforeAll(async () => {
  await authentik.start();
  authentik.user("alice", { attributes: { colour: "red" } });
});
afterAll(() => authentik.stop());

describe("mail", () => {
  const form = () => flows.prompts({ field_key: "username" }, { field_key: "email", type: "email" });
  const email = () =>
    authentik.newStage("email", {
      subject: "Confirm",
      template: "email/account_confirmation.html",
      token_expiry: "minutes=30",
      activate_user_on_success: true,
      recovery_max_attempts: 1,
      recovery_cache_timeout: "minutes=5",
    });

  test("carries a link that goes on where the flow stood, once confirmed", async () => {
    const flow = flows.at([form(), flows.write({ create_users_as_inactive: true }), email(), flows.deny("arrived")], {
      query: "next=/x",
    });
    await flow.look();
    expect(await flow.answer({ username: "gina", email: "gina@a.example" })).toMatchObject({
      component: "ak-stage-email",
    });
    const [mail] = authentik.context.mails.slice(-1);
    expect(mail).toMatchObject({
      to: [{ address: "gina@a.example" }],
      subject: "Confirm",
      template: "email/account_confirmation.html",
    });
    const link = new URL(mail?.url ?? "");
    expect(mail?.text).toContain(link.href);
    expect(link.searchParams.get("next")).toBe("/x");

    const slug = link.pathname.split("/")[3] ?? "";
    const elsewhere = new AtFlow(authentik.url, slug, { query: link.search.slice(1) });
    const asked = await elsewhere.look();
    expect(asked).toMatchObject({
      component: "ak-stage-consent",
      header_text: "Continue to confirm this email address.",
    });
    expect(authentik.store.find("core/users", { username: "gina" })).toMatchObject({ is_active: false });
    expect(await elsewhere.answer({ token: asked.token })).toMatchObject({ error_message: "arrived" });
    expect(authentik.store.find("core/users", { username: "gina" })).toMatchObject({ is_active: true });

    const again = new AtFlow(authentik.url, slug, { query: link.search.slice(1) });
    expect(await again.look()).toMatchObject({ component: "ak-stage-prompt" });
  });

  test("is sent again on demand, though not for ever", async () => {
    const flow = flows.at([form(), flows.write(), email()]);
    await flow.look();
    await flow.answer({ username: "hana", email: "hana@a.example" });
    const count = () => authentik.context.mails.filter((mail) => mail.to[0]?.address === "hana@a.example").length;
    expect(count()).toBe(1);
    await flow.look();
    expect(count()).toBe(1);
    expect(await flow.answer({})).toMatchObject({
      response_errors: { non_field_errors: invalid("email-sent", "email-sent") },
    });
    expect(count()).toBe(2);
    await flow.answer({});
    expect(count()).toBe(2);
  });

  test("needs someone to send it to", async () => {
    expect(await flows.at([email()]).look()).toMatchObject({ component: "ak-stage-access-denied" });
  });
});

describe("invitations", () => {
  const stage = (columns: Row = {}) =>
    authentik.newStage("invitation/stages", { continue_flow_without_invitation: false, ...columns });
  const invite = (columns: Row = {}) =>
    authentik.store.insert("stages/invitation/invitations", {
      name: "i",
      fixed_data: { team: "blue" },
      single_use: true,
      flow: null,
      expires: null,
      ...columns,
    });

  test("let in once, with what they fix", async () => {
    const invitation = invite();
    const stages = [stage(), flows.prompts({ field_key: "team" })];
    const flow = flows.at(stages, { query: `itoken=${invitation.pk}` });
    expect(await flow.look()).toMatchObject({ component: "ak-stage-prompt", fields: [{ initial_value: "blue" }] });
    expect(await flows.at(stages, { query: `itoken=${invitation.pk}` }).look()).toMatchObject({
      error_message: "Invalid invite/invite not found",
    });
  });

  test("that are over, or for another flow, let no one in; where none is needed, none is missed", async () => {
    const over = invite({ expires: new Date(Date.now() - 1000).toISOString() });
    const other = invite({ flow: authentik.flow("default-authentication-flow") });
    for (const one of [over, other]) {
      expect(await flows.at([stage()], { query: `itoken=${one.pk}` }).look()).toMatchObject({
        component: "ak-stage-access-denied",
      });
    }
    expect(await flows.at([stage({ continue_flow_without_invitation: true })]).look()).toMatchObject(done);
  });
});
