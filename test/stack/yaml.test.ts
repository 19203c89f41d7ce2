import { describe, expect, test } from "vitest";
import { complaints, load } from "./files";

describe("anchors, aliases and merge keys", () => {
  test("an alias is what its anchor is", () => {
    const stack = load(`
groups:
  a: { attributes: &data { theme: dark, list: [1, 2] } }
  b: { attributes: *data }
`);
    expect(stack.groups?.b?.attributes).toEqual({ theme: "dark", list: [1, 2] });
  });

  test("the nearest anchor before it", () => {
    const stack = load(`
groups:
  a: { attributes: &data { n: 1 } }
  b: { attributes: *data }
  c: { attributes: &data { n: 2 } }
  d: { attributes: *data }
`);
    expect(Object.values(stack.groups ?? {}).map((group) => group?.attributes?.n)).toEqual([1, 1, 2, 2]);
  });

  test("a merge key adds what is not there, wherever it stands", () => {
    const stack = load(`
groups:
  base: &base { isSuperuser: true, attributes: { from: base } }
  other: &other { isSuperuser: false, adopt: true }
  own: { isSuperuser: false, <<: *base }
  both: { <<: [*base, *other] }
`);
    expect(stack.groups?.own).toEqual({ isSuperuser: false, attributes: { from: "base" } });
    expect(stack.groups?.both).toEqual({ isSuperuser: true, attributes: { from: "base" }, adopt: true });
  });

  test("a merge key takes maps", () => {
    expect(complaints("groups:\n  a:\n    <<: 5\n")).toEqual([
      '3 groups.a."<<": must be the alias of a map: <<: *name.',
    ]);
  });

  test("variables in what an alias stands for are filled in", () => {
    const text = `
groups:
  a: { attributes: &data { url: "\${env:URL}" } }
  b: { attributes: *data }
`;
    expect(load(text, { URL: "x" }).groups?.b?.attributes).toEqual({ url: "x" });
  });

  test("a problem of what an alias stands for is found where it is used", () => {
    const found = complaints(`
apps:
  one: { redirectUris: &uris [nowhere] }
  two:
    redirectUris: *uris
`);
    expect(found).toEqual([
      expect.stringMatching(/^3 apps\.one\.redirectUris\[0\]: is no address/),
      expect.stringMatching(/^3 apps\.two\.redirectUris\[0\]: is no address/),
    ]);
  });

  test("an alias without an anchor", () => {
    expect(complaints("groups:\n  a: *none\n")).toEqual([
      "2 groups.a: There is no anchor &none before this alias of it.",
    ]);
  });

  test("an alias of what it stands in", () => {
    expect(complaints("groups:\n  a:\n    attributes: &self\n      b: *self\n")).toEqual([
      expect.stringMatching(/^4 groups\.a\.attributes\.b\.b: \*self holds itself\.$/),
    ]);
  });
});

describe("files made to exhaust whoever reads them", () => {
  const letters = [..."abcdefghijklmnop"];

  test("aliases of aliases of aliases", () => {
    const bomb = letters.map((letter, index) => {
      const inner = index === 0 ? "lol" : `*${letters[index - 1]}`;
      return `      ${letter}: &${letter} [${Array(10).fill(inner).join(", ")}]\n`;
    });
    expect(complaints(`groups:\n  x:\n    attributes:\n${bomb.join("")}`)).toEqual([
      expect.stringMatching(/^\d+ : The aliases of this file unfold to more than 5 MB from here on/),
    ]);
  });

  test("the same with merge keys", () => {
    const bomb = letters.map((letter, index) => {
      const before = letters[index - 1];
      const inner = before ? [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `k${n}: { <<: *${before} }`).join(", ") : "k: v";
      return `  ${letter}: &${letter} { attributes: { ${inner} } }\n`;
    });
    expect(complaints(`groups:\n${bomb.join("")}`)).toEqual([
      expect.stringMatching(/^\d+ : The aliases of this file unfold to more than 5 MB from here on/),
    ]);
  });

  test("one large text, often", () => {
    const items = Array(1000).fill("*text").join(", ");
    const text = `groups:\n  a: { attributes: { text: &text ${"x".repeat(100_000)} } }\n  b: { attributes: { all: [${items}] } }\n`;
    expect(complaints(text)).toEqual([expect.stringMatching(/^3 : The aliases of this file unfold/)]);
  });

  test.each([
    ["[", (depth: number) => `a:\n  ${"[".repeat(depth)}`],
    ["[]", (depth: number) => `a:\n  ${"[".repeat(depth)}${"]".repeat(depth)}`],
    ["{a: ", (depth: number) => `a:\n  ${"{a: ".repeat(depth)}`],
    ["- ", (depth: number) => `a:\n  ${"- ".repeat(depth)}x`],
    ["? ", (depth: number) => `a:\n  ${"? ".repeat(depth)}x`],
  ])("%s, nested deeply", (_, nested) => {
    expect(complaints(nested(100_000))).toEqual(["2 : Here it is nested more than 100 deep. No stack needs that."]);
  });

  test("aliases nested deeply", () => {
    const chain = Array.from({ length: 5000 }, (_, n) => `    - &n${n + 1} [*n${n}]\n`).join("");
    const found = complaints(`groups:\n  a:\n    attributes: { x: &n0 y }\nexisting:\n  others:\n${chain}`);
    expect(found).toContainEqual(expect.stringMatching(/^\d+ existing: \*n\d+ is nested more than 100 deep\.$/));
  });

  test("many aliases that are honest are none", () => {
    const apps = Array.from({ length: 1000 }, (_, n) => `  app-${n}: { <<: *app, name: App ${n} }\n`).join("");
    const stack = load(
      `apps:\n  first: &app { redirectUris: ["https://a.example/callback"], scopes: [openid] }\n${apps}`,
    );
    expect(Object.keys(stack.apps ?? {})).toHaveLength(1001);
    expect(stack.apps?.["app-999"]).toMatchObject({ name: "App 999", scopes: ["openid"] });
  });
});

describe("keys", () => {
  test("twice the same", () => {
    const found = complaints("groups:\n  a: {}\n  b: {}\n  a: { isSuperuser: true }\ngroups: {}\n");
    expect(found).toEqual([
      "4 groups.a: stands in line 2 already. Keep one of the two.",
      "5 groups: stands in line 1 already. Keep one of the two.",
    ]);
  });

  test("a number and a text that read the same", () => {
    expect(complaints('groups:\n  7: {}\n  "7": {}\n')).toEqual([
      "3 groups.7: stands in line 2 already. Keep one of the two.",
    ]);
  });

  test("that mean something to JavaScript are plain names", () => {
    const text = "groups: { constructor: {}, toString: {}, hasOwnProperty: {} }\n";
    expect(Object.keys(load(text).groups ?? {})).toEqual(["constructor", "toString", "hasOwnProperty"]);
    expect(complaints("groups:\n  __proto__: { isSuperuser: true }\n")).toEqual([
      "2 groups.__proto__: cannot be a key.",
    ]);
    expect(complaints("resources:\n  - kind: constructor\n")).toEqual([
      expect.stringMatching(/^2 resources\[0\]\.kind: is no kind of object\./),
    ]);
  });

  test.each(["? [a, b]\n  : {}", "? { a: b }\n  : {}", "? *none\n  : {}", "? <<: 5\n  : {}"])(
    "that are no texts: %j",
    (text) => {
      expect(complaints(`groups:\n  ${text}\n`)).toEqual([
        "2 groups: holds a key that is a list or a map. A key is a text.",
      ]);
    },
  );

  test("that are aliases are what those stand for", () => {
    expect(load("existing: { groups: [&name admins] }\ngroups: { *name : {} }\n").groups).toEqual({ admins: {} });
  });
});

describe("values", () => {
  test("keep their types", () => {
    const stack = load("groups: { a: { attributes: { a: 1, b: 1.5, c: yes, d: true, e: null, f: 0x10, g: '1' } } }\n");
    expect(stack.groups?.a?.attributes).toEqual({ a: 1, b: 1.5, c: "yes", d: true, e: null, f: 16, g: "1" });
  });

  test.each(["12345678901234567890", ".nan", ".inf", "-.inf"])("%s cannot be kept as it is", (number) => {
    expect(complaints(`groups:\n  a:\n    attributes: { id: ${number} }\n`)).toEqual([
      `3 groups.a.attributes.id: ${number} is a number that cannot be kept with every digit. Put it in quotes, as a text.`,
    ]);
  });

  test("of types that JSON has not are the text that stands there", () => {
    const stack = load("%YAML 1.1\n---\ngroups: { a: { attributes: { day: 2026-01-02 } } }\n");
    expect(stack.groups?.a?.attributes).toEqual({ day: "2026-01-02" });
  });

  test("text with a byte order mark and Windows line ends", () => {
    expect(load("\ufeffgroups:\r\n  a:\r\n    attributes: { b: c }\r\n").groups?.a?.attributes).toEqual({ b: "c" });
    expect(complaints("\ufeffgroups:\r\n  a: {}\r\napp: {}\r\n")).toEqual([expect.stringMatching(/^3 app: /)]);
  });
});
