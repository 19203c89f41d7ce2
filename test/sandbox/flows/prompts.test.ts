import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Row } from "../../../src/sandbox/store";
import { Authentik } from "../authentik";
import { done, Flows, invalid } from "./flows";

const authentik = new Authentik();
const flows = new Flows(authentik);
let alice: Row;

beforeAll(async () => {
  await authentik.start();
  alice = authentik.user("alice", { attributes: { colour: "red" } });
});
afterAll(() => authentik.stop());

describe("prompts", () => {
  test("are shown in order, whatever the order of the relation", async () => {
    const flow = flows.at([
      flows.prompts({ field_key: "b", type: "number" }, { field_key: "a", type: "checkbox", required: false }),
    ]);
    expect(await flow.look()).toMatchObject({
      component: "ak-stage-prompt",
      fields: [
        { field_key: "b", type: "number", required: true, choices: null, initial_value: "", sub_text: "" },
        { field_key: "a", type: "checkbox", required: false },
      ],
    });
  });

  test.each([
    ["email", "nope", "Enter a valid email address."],
    ["number", "1.5", "A valid integer is required."],
    ["checkbox", "perhaps", "Must be a valid boolean."],
    ["date", "2024-13-01", "Date has wrong format. Use one of these formats instead: YYYY-MM-DD."],
    ["file", "https://x", "Invalid scheme"],
    ["file", "data:text/plain,x", "Invalid encoding"],
    ["username", "alice", "Username is already taken."],
    ["text", {}, "Not a valid string."],
  ])("of type %s do not take %j", async (type, answer, error) => {
    const flow = flows.at([flows.prompts({ field_key: "field", type })]);
    await flow.look();
    expect(await flow.answer({ field: answer })).toMatchObject({ response_errors: { field: invalid(error) } });
  });

  test("that are required have to be there, and two passwords have to be the same", async () => {
    const flow = flows.at([
      flows.prompts(
        { field_key: "username", type: "username" },
        { field_key: "password", type: "password" },
        { field_key: "password_repeat", type: "password" },
      ),
    ]);
    await flow.look();
    const missing = invalid("This field is required.", "required");
    expect(await flow.answer({})).toMatchObject({
      response_errors: { username: missing, password: missing, password_repeat: missing },
    });
    expect(await flow.answer({ username: "carol", password: "one", password_repeat: "other" })).toMatchObject({
      response_errors: { non_field_errors: invalid("Passwords don't match.") },
    });
    expect(await flow.answer({ username: "carol", password: "one", password_repeat: "one" })).toMatchObject(done);
  });

  test("give a choice, by a list or by an expression", async () => {
    const stage = flows.prompts(
      {
        field_key: "one",
        type: "dropdown",
        placeholder: 'return ["a", "b"]',
        placeholder_expression: true,
        initial_value: "b",
      },
      { field_key: "two", type: "radio-button-group", placeholder: "only" },
    );
    const flow = flows.at([stage]);
    expect(await flow.look()).toMatchObject({
      fields: [
        { choices: ["a", "b"], initial_value: "b", placeholder: "" },
        { choices: ["only"], initial_value: "only" },
      ],
    });
    const refused = await flow.answer({ one: "c" });
    expect(refused).toMatchObject({
      response_errors: { one: invalid('"c" is not a valid choice.', "invalid_choice") },
    });
    expect(await flow.answer({ one: "a" })).toMatchObject(done);
  });

  test("are filled in by expressions that see the user, and by earlier answers", async () => {
    const stage = flows.prompts(
      { field_key: "colour", initial_value: 'return user.attributes["colour"]', initial_value_expression: true },
      { field_key: "broken", initial_value: "return nothing", initial_value_expression: true, required: false },
      { field_key: "yes", placeholder: "return True", placeholder_expression: true, required: false },
    );
    const again = flows.prompts({ field_key: "colour", initial_value: "blue" });
    const flow = flows.at([stage, again], { person: await flows.loggedIn() });
    expect(await flow.look()).toMatchObject({
      fields: [{ initial_value: "red" }, { initial_value: "return nothing" }, { placeholder: "True" }],
    });
    expect(await flow.answer({ colour: "green", broken: "x" })).toMatchObject({ fields: [{ initial_value: "green" }] });
  });

  test("that are static or hidden keep their value, whatever is sent", async () => {
    const check = authentik.policy(
      'return request.context["prompt_data"]["fixed"] == "mine" and request.context["prompt_data"]["said"] == "hello"',
    );
    const stage = flows.prompts(
      { field_key: "fixed", type: "hidden", initial_value: "mine" },
      { field_key: "said", type: "static", placeholder: "hello" },
    );
    stage.validation_policies = [check.pk];
    const flow = flows.at([stage]);
    await flow.look();
    expect(await flow.answer({ fixed: "yours", said: "other" })).toMatchObject(done);
  });

  test("are checked as a whole by policies, which may change them", async () => {
    const stage = flows.prompts({ field_key: "username" }, { field_key: "email", type: "email" });
    const tidy = authentik.policy(
      'request.context["prompt_data"]["username"] = request.context["prompt_data"]["email"]\nreturn True',
    );
    const refuse = authentik.policy(
      'ak_message("Not from there.")\nreturn not request.context["prompt_data"]["email"].endswith(".test")',
    );
    stage.validation_policies = [tidy.pk, refuse.pk];
    const flow = flows.at([stage, flows.write(), flows.deny("written")]);
    await flow.look();
    expect(await flow.answer({ username: "x", email: "x@a.test" })).toMatchObject({
      response_errors: { non_field_errors: invalid("Not from there.") },
    });
    expect(await flow.answer({ username: "x", email: "eve@a.example" })).toMatchObject({ error_message: "written" });
    expect(authentik.store.find("core/users", { username: "eve@a.example" })).toMatchObject({ email: "eve@a.example" });
  });
});

describe("writing users", () => {
  const form = () =>
    flows.prompts(
      { field_key: "username" },
      { field_key: "password", type: "password", required: false },
      { field_key: "attributes.a.b", required: false },
      { field_key: "groups", required: false },
    );

  test("makes them, with attributes and a group", async () => {
    const group = authentik.group("newcomers");
    const flow = flows.at([
      form(),
      flows.write({ create_users_group: group.pk, user_path_template: "signed-up", create_users_as_inactive: true }),
    ]);
    await flow.look();
    expect(
      await flow.answer({ username: "frank", password: "secret word", "attributes.a.b": "c", groups: "admins" }),
    ).toMatchObject(done);
    const frank = authentik.store.find("core/users", { username: "frank" });
    expect(frank).toMatchObject({
      ...{ type: "external", path: "signed-up", is_active: false, groups: [group.pk], attributes: { a: { b: "c" } } },
      ...{ pk: expect.any(Number), uid: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(JSON.stringify(authentik.events("user_write").at(-1))).not.toContain("secret word");
  });

  test("changes who is logged in where none may be made", async () => {
    const person = await flows.loggedIn();
    const flow = flows.at([flows.prompts({ field_key: "name" }), flows.write({ user_creation_mode: "never_create" })], {
      person,
    });
    await flow.look();
    expect(await flow.answer({ name: "Alice A." })).toMatchObject(done);
    expect(authentik.store.byId("core/users", alice.pk as number)).toMatchObject({
      name: "Alice A.",
      username: "alice",
    });
    const nobody = flows.at([
      flows.prompts({ field_key: "name" }),
      flows.write({ user_creation_mode: "never_create" }),
    ]);
    await nobody.look();
    expect(await nobody.answer({ name: "x" })).toMatchObject({
      error_message: "No user found and can't create new user.",
    });
  });

  test("fails without data, without a name, and with one that is taken", async () => {
    expect(await flows.at([flows.write()]).look()).toMatchObject({ error_message: "No Pending data." });
    const unnamed = flows.at([flows.prompts({ field_key: "name" }), flows.write()]);
    await unnamed.look();
    expect(await unnamed.answer({ name: "x" })).toMatchObject({ error_message: "Unknown error" });
    const taken = flows.at([form(), flows.write()]);
    await taken.look();
    expect(await taken.answer({ username: "alice" })).toMatchObject({
      error_message: "Failed to update user. Please try again later.",
    });
  });
});
