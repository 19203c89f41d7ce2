import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Field, kinds, writableFields } from "../../src/authentik/catalogue";
import { toCamel } from "../../src/authentik/names";
import { fromApi, hasUnknown, isSame, toApi, unknown } from "../../src/resources/values";

const text: Field = { type: "string" };
const json: Field = { type: "json" };
const set: Field = { type: "list", items: text, set: true };
const list: Field = { type: "list", items: text };
const object: Field = { type: "object", fields: { some_name: text, inner_list: list, raw_data: json } };

describe("is no difference", () => {
  test.each<[string, Field, unknown, unknown]>([
    ["the order of a set", set, ["a", "b"], ["b", "a"]],
    ["what stands in a set twice", set, ["a", "b", "a"], ["b", "a"]],
    [
      "the order of a set of objects",
      { type: "list", items: object, set: true },
      [{ some_name: "a" }, { some_name: "b" }],
      [{ some_name: "b" }, { some_name: "a" }],
    ],
    [
      "what a set's objects do not say, though one says more than the other",
      { type: "list", items: object, set: true },
      [{ some_name: "a" }, { some_name: "a", raw_data: 1 }],
      [
        { some_name: "a", raw_data: 1 },
        { some_name: "a", raw_data: 0 },
      ],
    ],
    ["white space around a text", text, "return True\n", "return True"],
    ["white space around a text in a list", list, [" a "], ["a"]],
    ["the order of keys in JSON, at any depth", json, { a: [{ b: 1, c: 2 }], d: 3 }, { d: 3, a: [{ c: 2, b: 1 }] }],
    ["a default that is added to an object", object, { some_name: "a" }, { some_name: "a", inner_list: [] }],
    ["the same in a list", { type: "list", items: object }, [{ some_name: "a" }], [{ some_name: "a", raw_data: {} }]],
    ["null and absent", text, null, undefined],
    ["null and absent in an object", object, { some_name: null }, {}],
    [
      "the form of a time",
      { type: "string", format: "date-time" },
      "2026-01-01T00:00:00Z",
      "2026-01-01T01:00:00+01:00",
    ],
    ["a number and its text", { type: "integer" }, "7", 7],
    ["empty and empty", set, [], []],
    ["a time that is none", { type: "string", format: "date-time" }, "soon", "soon"],
  ])("%s", (_, field, wanted, actual) => {
    expect(isSame(field, wanted, actual)).toBe(true);
  });
});

describe("is a difference", () => {
  test.each<[string, Field, unknown, unknown]>([
    ["the order of a list", list, ["a", "b"], ["b", "a"]],
    ["what stands in a list twice", list, ["a", "a"], ["a"]],
    ["an item more", set, ["a", "b"], ["a"]],
    ["an item less", set, ["a"], ["a", "b"]],
    [
      "an object that none in a set is",
      { type: "list", items: object, set: true },
      [{ some_name: "a" }, {}],
      [{ some_name: "b" }, { some_name: "c" }],
    ],
    ["another item", set, ["a", "b"], ["a", "c"]],
    ["empty and null", set, [], null],
    ["empty text and null", text, "", null],
    ["zero and null", { type: "integer" }, 0, null],
    ["false and null", { type: "boolean" }, false, null],
    ["no list", set, ["a"], "a"],
    ["white space within a text", text, "a  b", "a b"],
    ["case", text, "A", "a"],
    ["the order of a list in JSON", json, [1, 2], [2, 1]],
    ["a key more in JSON", json, { a: 1 }, { a: 1, b: 2 }],
    ["null and absent in JSON", json, { a: null }, {}],
    ["white space in JSON", json, { a: "x " }, { a: "x" }],
    ["another value in an object", object, { some_name: "a" }, { some_name: "b" }],
    ["a value that an object has not", object, { some_name: "a" }, {}],
    ["no object", object, {}, []],
    ["another time", { type: "string", format: "date-time" }, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00+01:00"],
    ["a time and none", { type: "string", format: "date-time" }, "soon", "later"],
    ["another number", { type: "number" }, 1.5, 1.25],
    ["true and its text", { type: "boolean" }, true, "true"],
  ])("%s", (_, field, wanted, actual) => {
    expect(isSame(field, wanted, actual)).toBe(false);
  });
});

describe("the forms of a value", () => {
  test("fields have Authentik's names there and the program's here, raw data the same in both", () => {
    const here = { someName: "a", innerList: ["b"], rawData: { some_name: 1, someName: 2 } };
    const there = { some_name: "a", inner_list: ["b"], raw_data: { some_name: 1, someName: 2 } };
    expect(toApi(object, here)).toEqual(there);
    expect(fromApi(object, there)).toEqual(here);
    expect(toApi({ type: "list", items: object }, [here])).toEqual([there]);
  });

  test("what is absent stays absent, null stays null, what has no form stays as it is", () => {
    expect(toApi(object, { someName: null })).toEqual({ some_name: null });
    expect(fromApi(object, { some_name: undefined })).toEqual({});
    for (const value of [null, undefined, unknown, 7]) {
      expect(toApi(object, value)).toBe(value);
      expect(fromApi(set, value)).toBe(value);
    }
  });

  const all = Object.values(kinds).flatMap((kind) =>
    writableFields(kind).map(([name, field]): [string, Field] => [`${kind.kind}.${name}`, field]),
  );
  const nested = all.filter(([, field]) => (field.items ?? field).fields !== undefined);

  test("there are kinds with fields within fields", () => {
    expect(nested.map(([name]) => name)).toContain("providers/oauth2.redirect_uris");
  });

  test.each(nested)("of %s turn into each other and back", (_, field) => {
    fc.assert(
      fc.property(valuesOf(field), (value) => {
        const there = toApi(field, value);
        expect(fromApi(field, there)).toEqual(value);
        expect(toApi(field, fromApi(field, there))).toEqual(there);
        expect(isSame(field, there, there)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

test("what is not known yet is found at any depth", () => {
  expect(hasUnknown(unknown)).toBe(true);
  expect(hasUnknown({ a: [{ b: unknown }] })).toBe(true);
  expect(hasUnknown({ a: [{ b: `${unknown}?` }], c: null, d: undefined })).toBe(false);
});

/** Values of a field as a program gives them. */
function valuesOf(field: Field): fc.Arbitrary<unknown> {
  switch (field.type) {
    case "list":
      return fc.array(valuesOf(field.items ?? json), { maxLength: 3 });
    case "object": {
      const fields = Object.entries(field.fields ?? {}).map(([name, inner]) => [toCamel(name), valuesOf(inner)]);
      return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] });
    }
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number":
      return fc.integer();
    case "json":
      return fc.jsonValue();
    default:
      return fc.string();
  }
}
