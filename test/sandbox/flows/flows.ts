import { Person } from "../../../src/sandbox/person";
import type { Row } from "../../../src/sandbox/store";
import { type Authentik, PASSWORD } from "../authentik";
import { AtFlow } from "./browser";

let names = 0;

/** Flows and stages for tests, and people at them. */
export class Flows {
  constructor(readonly authentik: Authentik) {}

  /** A flow of its own with these stages. */
  at(
    stages: Row[],
    { query = "", columns = {}, person }: { query?: string; columns?: Row; person?: Person } = {},
  ): AtFlow {
    const slug = `flow-${names++}`;
    this.authentik.newFlow(slug, stages, columns);
    return new AtFlow(this.authentik.url, slug, { query, person });
  }

  async loggedIn(uid_field = "alice"): Promise<Person> {
    const person = new Person(this.authentik.url);
    const flow = new AtFlow(this.authentik.url, "default-authentication-flow", { person });
    await flow.look();
    await flow.answer({ uid_field });
    await flow.answer({ password: PASSWORD });
    return person;
  }

  /** A stage with these prompts. */
  prompts(...fields: Row[]): Row {
    const rows = fields.map((field, order) =>
      this.authentik.store.insert("stages/prompt/prompts", {
        ...{ name: `prompt ${names++}`, label: String(field.field_key), type: "text", required: true, placeholder: "" },
        ...{ initial_value: "", order, sub_text: "", placeholder_expression: false, initial_value_expression: false },
        ...field,
      }),
    );
    return this.authentik.newStage("prompt/stages", {
      fields: rows.map((row) => row.pk).reverse(),
      validation_policies: [],
    });
  }

  write(columns: Row = {}): Row {
    const rules = { user_creation_mode: "always_create", create_users_as_inactive: false, user_type: "external" };
    return this.authentik.newStage("user_write", { ...rules, user_path_template: "", ...columns });
  }

  deny(deny_message: string): Row {
    return this.authentik.newStage("deny", { deny_message });
  }
}

/** The errors of a field. */
export const invalid = (string: string, code = "invalid") => [{ string, code }];

/** The end of a flow that leads nowhere in particular. */
export const done = { component: "xak-flow-redirect", to: "/" };
