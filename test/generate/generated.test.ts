import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { idFieldOf, type Kind, kinds, releases } from "../../src/authentik/catalogue";
import { toCamel } from "../../src/authentik/names";
import { generate } from "../../src/generate/generate";
import { schemaPackages } from "../../src/generate/kinds";

const root = path.join(__dirname, "../..");

describe("what is generated is what the schemas say", () => {
  const generated = generate(readFileSync(path.join(root, "README.md"), "utf8"));

  test.each(Object.keys(generated))("%s", (file) => {
    const committed = readFileSync(path.join(root, file), "utf8");
    expect(committed === generated[file], `${file} is out of date: run \`npm run generate\`.`).toBe(true);
  });
});

describe("every kind", () => {
  const all = Object.values(kinds).map((kind): [string, Kind] => [kind.kind, kind]);

  test("is there", () => {
    expect(all.length).toBeGreaterThan(40);
    expect(releases).toEqual(Object.keys(schemaPackages));
  });

  test.each(all)("%s: its key, id and lookup are fields of it", (_, kind) => {
    expect(kind.key).not.toEqual([]);
    for (const name of [...kind.key, ...kind.computed, kind.lookup]) expect(kind.fields).toHaveProperty(name);
    for (const name of kind.key) expect(kind.fields[name]?.readOnly, `${name} can be set`).toBeUndefined();
    expect(kind.fields[kind.id]?.readOnly).toBe(true);
  });

  test.each(all)("%s: no two fields have one name in a program", (_, kind) => {
    const names = Object.keys(kind.fields).map(toCamel);
    expect(names).toEqual([...new Set(names)]);
  });

  test.each(all)("%s: its patterns compile", (_, kind) => {
    for (const { pattern } of Object.values(kind.fields)) if (pattern) expect(new RegExp(pattern, "u")).toBeDefined();
  });

  test.each(all)("%s: its lists say what they hold", (_, kind) => {
    const lists = Object.entries(kind.fields).filter(([, field]) => field.type === "list" && !field.readOnly);
    expect(lists.filter(([, field]) => !field.items).map(([name]) => name)).toEqual([]);
  });
});

// Reading a whole schema takes seconds.
describe("every list that references lead to", { timeout: 60_000 }, () => {
  const targets = Object.values(kinds).flatMap((kind) => Object.values(kind.fields).flatMap(({ ref }) => ref ?? []));

  test.each([...new Set(targets)].sort())("%s has objects with the id that is looked for", (target) => {
    const properties = [...releases]
      .reverse()
      .map((release) => listed(release, target))
      .find((found) => found);
    expect(properties, `no release lists ${target}`).toBeDefined();
    expect(Object.keys(properties ?? {})).toContain(idFieldOf(target));
  });
});

interface Part {
  $ref?: string;
  items?: Part;
  properties?: Record<string, Part>;
}

interface Document {
  paths: Record<string, { get?: { responses: Record<string, { content: Record<string, { schema: Part }> }> } }>;
  components: { schemas: Record<string, Part> };
}

const documents = new Map<string, Document>();

/** The fields of the objects that a release lists at a path. */
function listed(release: string, target: string): Record<string, Part> | undefined {
  let document = documents.get(release);
  if (!document) {
    const file = path.join(__dirname, "../../node_modules", schemaPackages[release] as string, "schema.yml");
    document = parse(readFileSync(file, "utf8")) as Document;
    documents.set(release, document);
  }
  const { schemas } = document.components;
  const resolved = (part: Part = {}): Part =>
    part.$ref ? (schemas[part.$ref.split("/").pop() as string] ?? {}) : part;
  const answer = document.paths[`/${target}/`]?.get?.responses["200"]?.content["application/json"]?.schema;
  return resolved(resolved(answer).properties?.results?.items).properties;
}
