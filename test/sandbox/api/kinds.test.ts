import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { existsIn, type Field, type Kind, kinds, requiredIn } from "../../../src/authentik/catalogue";
import type { Row } from "../../../src/sandbox";
import { smallestBodies } from "./bodies";
import { Api } from "./client";

const release = "2025.10";
const nobody = "00000000-0000-0000-0000-000000000000";
const cases = Object.values(kinds)
  .filter((kind) => existsIn(kind, release))
  .map((kind) => [kind.kind, kind] as const);

let api: Api;
let bodies: Record<string, Row>;

beforeAll(async () => {
  api = await Api.start({ licensed: true });
  bodies = await smallestBodies(api);
}, 60_000);
afterAll(() => api.stop());

describe.each(cases)("%s", (path, kind) => {
  const list = `${path}/`;
  const body = () => bodies[path] ?? { name: "one" };
  const at = (row: Row) => `${list}${row[kind.lookup]}/`;
  let made: Row;

  beforeAll(async () => {
    made = await api.make(list, body());
  }, 60_000);

  test("is shown with the fields of the catalogue that this release has", () => {
    const shown = fieldsOf(kind).filter(([, field]) => !field.writeOnly);
    for (const [name] of shown.filter(([name]) => !name.startsWith("assigned_backchannel"))) {
      expect(made, name).toHaveProperty(name);
    }
  });

  test("never shows what is write-only", () => {
    const shownByCandidate = [
      "stages/authenticator/email.password",
      "stages/authenticator/sms.auth",
      "stages/authenticator/sms.auth_password",
    ];
    for (const [name, field] of fieldsOf(kind)) {
      if (field.writeOnly && !shownByCandidate.includes(`${path}.${name}`)) expect(made).not.toHaveProperty(name);
    }
  });

  test("is read as it was answered", async () => {
    expect((await api.get(at(made))).body).toEqual(await calm(made, kind));
  });

  test("is in its list once", async () => {
    const { body: answer } = await api.get(`${list}?page_size=1000&superuser_full_list=true`);
    expect(answer.results?.filter((row) => row[kind.id] === made[kind.id])).toHaveLength(1);
  });

  test("keeps all else when one field is changed", async () => {
    const { status, body: changed } = await api.patch(at(made), changeFor(kind, body()));
    expect(status).toBe(200);
    const { body: read } = await api.get(at(changed));
    for (const [name] of fieldsOf(kind)) expect(read[name], name).toEqual(changed[name]);
    made = changed;
  });

  test("ignores fields that it does not know", async () => {
    const { status, body: same } = await api.patch(at(made), { ...changeFor(kind, body()), no_such_field: 1 });
    expect(status).toBe(200);
    expect(same).not.toHaveProperty("no_such_field");
  });

  test("says which fields are missing", async () => {
    const required = fieldsOf(kind).filter(([, field]) => requiredIn(field, release));
    const { status, body: answer } = await api.post(list, {});
    expect(status).toBe(400);
    for (const [name] of required) expect(answer[name], name).toEqual(["This field is required."]);
  });

  if (hasUniqueKey(kind)) {
    test("is there once for each natural key", async () => {
      const { status, body: answer } = await api.post(list, { ...body(), ...keyOf(kind, made) });
      expect(status).toBe(400);
      expect(JSON.stringify(answer)).toMatch(/already exists|must be unique|must make a unique set/);
    });
  }

  test("refuses references to nothing", async () => {
    for (const [name, field] of fieldsOf(kind)) {
      if (!field.ref || field.readOnly || name === "user") continue;
      const isNumber = field.type === "integer" || field.items?.type === "integer";
      const id = isNumber ? 999_999 : nobody;
      const { status, body: answer } = await api.patch(at(made), { [name]: field.type === "list" ? [id] : id });
      expect([status, answer[name]], name).toEqual([400, [`Invalid pk "${id}" - object does not exist.`]]);
    }
  });

  test("refuses values of another type", async () => {
    for (const [name, field] of fieldsOf(kind)) {
      if (field.readOnly || field.writeOnly) continue;
      const refused = wrongValue(field);
      if (refused === undefined) continue;
      const { status, body: answer } = await api.patch(at(made), { [name]: refused });
      expect(status, `${name}: ${JSON.stringify(refused)}`).toBe(400);
      expect(answer, name).toHaveProperty(name);
    }
  });

  test("is gone when it was deleted", async () => {
    expect((await api.delete(at(made))).status).toBe(204);
    for (const method of ["GET", "DELETE"]) {
      const { status, body: answer } = await api.call(method, at(made));
      expect([status, answer.detail]).toEqual([404, `No ${kind.name} matches the given query.`]);
    }
  });
});

/** The fields of the release, but for those that its candidate, which the sandbox speaks, does not have. */
function fieldsOf(kind: Kind): [string, Field][] {
  const later = ["refresh_token_threshold", "logout_uri", "logout_method", "prompt_stages_obj"];
  return Object.entries(kind.fields).filter(([name, field]) => existsIn(field, release) && !later.includes(name));
}

function keyOf(kind: Kind, row: Row): Row {
  return Object.fromEntries(kind.key.map((name) => [name, row[name]]));
}

/** Brands may share a domain, bindings a place: Authentik tells some objects from others by their id alone. */
function hasUniqueKey(kind: Kind): boolean {
  return !["core/brands", "policies/bindings", "stages/invitation/invitations"].includes(kind.kind);
}

/** A change that every validation of the kind takes. */
function changeFor(kind: Kind, body: Row): Row {
  const must: Record<string, string[]> = {
    "policies/bindings": ["target", "group"],
    "policies/event_matcher": ["action", "client_ip", "app", "model"],
    "policies/reputation": ["check_ip"],
    "stages/identification": ["user_fields"],
  };
  const kept = Object.fromEntries((must[kind.kind] ?? []).map((name) => [name, body[name]]));
  if (kind.fields.name && kind.kind !== "core/users") return { ...kept, name: "two" };
  return kind.fields.order ? { ...kept, order: 78 } : { ...kept };
}

function wrongValue(field: Field): unknown {
  if (field.choices) return "no such choice";
  if (field.type === "boolean") return "perhaps";
  if (field.type === "integer" && !field.ref) return "many";
  if (field.type === "list") return "no list";
  if (field.type === "string" && field.format === undefined) return ["a", "list"];
  return undefined;
}

/** What is shown of an object in the answer to its creation is not in all places what is shown later. */
async function calm(row: Row, kind: Kind): Promise<Row> {
  return kind.kind === "flows/bindings" ? { ...row, stage_obj: expect.anything() } : row;
}
