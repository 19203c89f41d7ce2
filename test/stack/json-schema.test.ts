import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { stackJsonSchema } from "../../src/stack/json-schema";

const schema = stackJsonSchema();
// Zod reads JSON Schema as well as it writes it: what it makes of it says what an editor would.
const editor = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);

test("it is a schema as editors read it, whole and without references to elsewhere", () => {
  expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  expect(JSON.stringify(schema)).not.toContain('"$ref":"http');
});

test("it says what each key of the file is", () => {
  const { properties } = schema as { properties: Record<string, unknown> };
  expect(Object.keys(properties)).toEqual([
    "extends",
    "internalUrl",
    "adopt",
    "existing",
    "groups",
    "scopes",
    "apps",
    "resources",
  ]);
  expect(JSON.stringify(schema)).toContain("Where the browser may be sent back to; the first is the default.");
});

test("the demo file is right by it", () => {
  const demo = parse(readFileSync(path.join(__dirname, "../../stacks/demo.yaml"), "utf8"));
  expect(editor.safeParse(demo).error).toBeUndefined();
});

describe("what it finds", () => {
  test.each([
    { app: {} },
    { apps: { a: {} } },
    { apps: { a: { redirectUris: [5] } } },
    { apps: { a: { redirectUris: [{ matchingMode: "regexp", url: "x" }] } } },
    { apps: { a: { redirectUris: [], credentials: [{ profile: "django" }] } } },
    { groups: { a: { superuser: true } } },
    { resources: [{ name: "a" }] },
  ])("%j", (stack) => {
    expect(editor.safeParse(stack).success).toBe(false);
  });
});
