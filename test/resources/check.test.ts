import { describe, expect, test } from "vitest";
import type { Field, Kind } from "../../src/authentik/catalogue";
import { kindOf, kinds } from "../../src/authentik/catalogue";
import { checkInputs, naturalKey, nearest } from "../../src/resources/check";
import { unknown } from "../../src/resources/values";

/** A kind with whatever fields. */
function kindWith(fields: Record<string, Field>, more: Partial<Kind> = {}): Kind {
  const name = `test/${Math.random()}`;
  return {
    kind: name,
    name: "Thing",
    id: "pk",
    lookup: "pk",
    key: ["name"],
    computed: [],
    filters: [],
    fields,
    ...more,
  };
}

function problemsOf(field: Field, value: unknown, release?: string): string[] {
  const kind = kindWith({ some_field: field });
  return checkInputs(kind, { someField: value }, release).map(({ property, reason }) => `${property} ${reason}`);
}

describe("a value", () => {
  test.each<[Field, unknown]>([
    [{ type: "string" }, ""],
    [{ type: "string", nullable: true }, null],
    [{ type: "string", maxLength: 3 }, "abc"],
    [{ type: "string", choices: ["", "a"] }, ""],
    [{ type: "string", pattern: "^[a-z]+$" }, "abc"],
    [{ type: "integer", minimum: 0, maximum: 5 }, 5],
    [{ type: "integer", choices: [1, 2] }, 2],
    [{ type: "number" }, 1.5],
    [{ type: "boolean" }, false],
    [{ type: "json" }, { any: ["thing", null] }],
    [{ type: "list", items: { type: "string" } }, []],
    [{ type: "object", fields: { inner_name: { type: "string", required: true } } }, { innerName: "a" }],
    [{ type: "string", format: "uuid", ref: ["core/groups"] }, "admins"],
    [{ type: "integer", ref: ["core/users"] }, "akadmin"],
    [{ type: "list", items: { type: "string" }, ref: ["core/groups"] }, ["admins", 7]],
    [{ type: "string", choices: ["a"] }, unknown],
    [{ type: "list", items: { type: "boolean" } }, [unknown]],
    [{ type: "object", fields: { inner: { type: "integer" } } }, { inner: unknown }],
    [{ type: "string" }, undefined],
  ])("%j takes %j", (field, value) => {
    expect(problemsOf(field, value)).toEqual([]);
  });

  test.each<[Field, unknown, string]>([
    [{ type: "string" }, null, "someField cannot be null; leave it out to leave it as it is."],
    [{ type: "string" }, 7, "someField must be a text."],
    [{ type: "string", minLength: 1 }, "", "someField must not be empty."],
    [{ type: "string", maxLength: 3 }, "abcd", "someField has 4 characters; Authentik takes 3."],
    [{ type: "string", choices: ["", "a"] }, "b", 'someField must be one of "", a.'],
    [{ type: "string", pattern: "^[a-z]+$" }, "A", "someField must match ^[a-z]+$."],
    [{ type: "integer" }, "7", "someField must be a number."],
    [{ type: "integer" }, 1.5, "someField must be a whole number."],
    [{ type: "integer", minimum: 0 }, -1, "someField must be at least 0."],
    [{ type: "integer", maximum: 5 }, 6, "someField must be at most 5."],
    [{ type: "integer", choices: [1, 2] }, 3, "someField must be one of 1, 2."],
    [{ type: "boolean" }, "true", "someField must be true or false."],
    [{ type: "list", items: { type: "string" } }, "a", "someField must be a list."],
    [{ type: "list", items: { type: "string" } }, ["a", 7], "someField[1] must be a text."],
    [{ type: "object", fields: {} }, "a", "someField must be an object."],
    [
      { type: "object", fields: { inner_name: { type: "string" } } },
      { inerName: "a" },
      "someField.inerName is unknown. Did you mean innerName?",
    ],
    [
      { type: "object", fields: { inner_name: { type: "string", required: true } } },
      {},
      "someField.innerName is required.",
    ],
    [{ type: "string", ref: ["core/groups"] }, { name: "x" }, "someField must be the name or id of an object."],
    [
      { type: "list", items: { type: "string" }, ref: ["core/groups"] },
      [true],
      "someField[0] must be the name or id of an object.",
    ],
    [
      { type: "list", items: { type: "string" }, ref: ["core/groups"] },
      [null],
      "someField[0] cannot be null; leave it out to leave it as it is.",
    ],
  ])("%j does not take %j", (field, value, problem) => {
    expect(problemsOf(field, value)).toEqual([problem]);
  });

  test("within lists and objects is found where it is", () => {
    const problems = checkInputs(kindOf("providers/oauth2"), {
      name: "a",
      authorizationFlow: "f",
      invalidationFlow: "f",
      redirectUris: [
        { url: "https://a.example", matchingMode: "strict" },
        { url: 7, matchingMode: "prefix" },
      ],
    });
    expect(problems.map(({ property }) => property).sort()).toEqual([
      "redirectUris[1].matchingMode",
      "redirectUris[1].url",
    ]);
  });
});

describe("a name", () => {
  const inputs = { name: "a", slug: "a" };

  test("that is no field is told with the nearest that is one", () => {
    expect(checkInputs(kindOf("core/applications"), { ...inputs, metaLanchUrl: "x" })).toEqual([
      { property: "metaLanchUrl", reason: "is no field of Application. Did you mean metaLaunchUrl?" },
    ]);
    expect(checkInputs(kindOf("core/applications"), { ...inputs, constructor: "x" })).toEqual([
      { property: "constructor", reason: "is no field of Application." },
    ]);
  });

  test("of a field that only Authentik sets", () => {
    expect(checkInputs(kindOf("core/applications"), { ...inputs, pk: "x" })).toEqual([
      { property: "pk", reason: "is set by Authentik alone." },
    ]);
  });

  test("that is about the resource itself is none", () => {
    expect(checkInputs(kindOf("core/applications"), { ...inputs, __kind: "core/applications", __adopt: true })).toEqual(
      [],
    );
  });
});

describe("what a release has", () => {
  const kind = kindWith({
    old: { type: "string", until: "2025.12" },
    young: { type: "string", since: "2026.2" },
    short: { type: "string", since: "2025.10", until: "2025.12" },
    needed: { type: "string", required: ["2025.8"] },
    mode: { type: "string", choices: ["a", "b"], choiceLifetimes: { b: { since: "2026.2" } } },
  });
  const reasons = (inputs: object, release?: string) =>
    checkInputs(kind, { ...inputs }, release).map(({ property, reason }) => `${property} ${reason}`);

  test.each([
    [{ old: "x" }, "2026.2", ["old is unknown to Authentik 2026.2; the last release with it is 2025.12."]],
    [{ old: "x" }, "2025.12", []],
    [{ young: "x" }, "2025.12", ["young is unknown to Authentik 2025.12; it exists since 2026.2."]],
    [{ young: "x" }, "2026.5", []],
    [{ short: "x" }, "2026.2", ["short is unknown to Authentik 2026.2; it exists from 2025.10 to 2025.12."]],
    [{}, "2025.8", ["needed is required by Thing in Authentik 2025.8."]],
    [{}, "2025.10", []],
    [{ mode: "b" }, "2025.12", ["mode must be one of a."]],
    [{ mode: "b" }, "2026.2", []],
    [{ old: "x", young: "x", mode: "b" }, undefined, []],
  ])("%j in %s", (inputs, release, expected) => {
    expect(reasons(inputs, release)).toEqual(expected);
  });

  test("a kind that it has not", () => {
    const young = kindWith({ name: { type: "string" } }, { since: "2026.2" });
    expect(checkInputs(young, { name: 7 }, "2025.10")).toEqual([
      { property: "", reason: "Authentik 2025.10 has no Thing; it exists since 2026.2." },
    ]);
    expect(checkInputs(young, { name: "a" }, "2026.2")).toEqual([]);
  });
});

test("what is required is told for every kind, by its name in a program", () => {
  for (const kind of Object.values(kinds)) {
    const required = Object.values(kind.fields).filter((field) => field.required === true && !field.readOnly);
    const problems = checkInputs(kind, {});
    expect(problems.map(({ reason }) => reason)).toEqual(required.map(() => `is required by ${kind.name}.`));
    for (const { property } of problems) expect(property).not.toContain("_");
  }
});

describe("the natural key", () => {
  test("is what tells an object from others, by Authentik's names", () => {
    expect(naturalKey(kindOf("core/applications"), { slug: "a", name: "A" })).toEqual({ slug: "a" });
    expect(naturalKey(kindOf("policies/bindings"), { target: "t", group: "g", order: 0 })).toEqual({
      target: "t",
      policy: null,
      group: "g",
      user: null,
      order: 0,
    });
  });

  test("is none while a part of it is not known", () => {
    expect(naturalKey(kindOf("flows/bindings"), { target: unknown, stage: "s", order: 0 })).toBeUndefined();
  });
});

describe("the nearest name", () => {
  test.each([
    ["metaLanchUrl", ["metaLaunchUrl", "name"], "metaLaunchUrl"],
    ["Slug", ["slug", "plug"], "slug"],
    ["slgu", ["slug"], "slug"],
    ["redirectUri", ["redirectUris", "redirects"], "redirectUris"],
    ["entirelyOther", ["slug", "name"], ""],
    ["a", ["b", "c"], ""],
    ["a", [], ""],
    ["", ["a"], ""],
  ])("of %s among %j", (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });
});
