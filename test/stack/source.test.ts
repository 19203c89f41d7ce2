import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { loadStack } from "../../src/stack/load";
import { StackFileError } from "../../src/stack/problems";
import { complaints, folderWith, load, problemsOf } from "./files";

describe("a file that extends another", () => {
  test("maps are merged, everything else is replaced whole", () => {
    const stack = load({
      "stack.yaml": `
extends: ./base.yaml
groups: { b: { attributes: { theme: dark } }, c: {} }
existing: { groups: [x] }
adopt: false
`,
      "base.yaml": `
groups: { a: {}, b: { isSuperuser: true, attributes: { theme: light, locale: en } } }
existing: { groups: [y, z], users: [u] }
adopt: true
internalUrl: http://authentik-server:9000
`,
    });
    expect(stack).toEqual({
      groups: { a: {}, b: { isSuperuser: true, attributes: { theme: "dark", locale: "en" } }, c: {} },
      existing: { groups: ["x"], users: ["u"] },
      adopt: false,
      internalUrl: "http://authentik-server:9000",
    });
  });

  test("a map that is only named again keeps what the base says; an emptied list is empty", () => {
    const stack = load({
      "stack.yaml": "extends: base.yaml\ngroups:\nexisting:\n  groups: []\nscopes:\n  a:\n",
      "base.yaml": "groups: { a: {} }\nexisting: { groups: [y] }\nscopes: { a: { expression: x } }\n",
    });
    expect(stack).toEqual({ groups: { a: {} }, existing: { groups: [] }, scopes: { a: { expression: "x" } } });
  });

  test("the path counts from the file that names it, over several steps", () => {
    const stack = load({
      "stack.yaml": "extends: common/two.yaml\ngroups: { one: {} }\n",
      "common/two.yaml": "extends: ../three.yaml\ngroups: { two: {} }\n",
      "three.yaml": "groups: { three: {} }\n",
    });
    expect(Object.keys(stack.groups ?? {}).sort()).toEqual(["one", "three", "two"]);
  });

  test("an absolute path is one", () => {
    const folder = folderWith({ "base.yaml": "groups: { a: {} }\n" });
    writeFileSync(path.join(folder, "stack.yaml"), `extends: ${path.join(folder, "base.yaml")}\n`);
    expect(loadStack("stack.yaml", folder, { env: {} })).toEqual({ groups: { a: {} } });
  });

  test("problems point to the file in which the value stands", () => {
    const found = complaints({
      "stack.yaml": "extends: base.yaml\napps:\n  web:\n    clientId: 7\n",
      "base.yaml": "\n\napps:\n  web:\n    redirectUris: nowhere\n    scopes: [none]\n",
    });
    expect(found).toEqual([
      "base.yaml:5 apps.web.redirectUris: must be a list.",
      expect.stringMatching(/^base\.yaml:6 apps\.web\.scopes\[0\]: 'none' is declared nowhere/),
      "4 apps.web.clientId: must be a text. Put it in quotes.",
    ]);
  });

  test("a circle is named, at the line that closes it", () => {
    const found = complaints({
      "stack.yaml": "extends: a.yaml\n",
      "a.yaml": "# a\nextends: ./b.yaml\n",
      "b.yaml": "# b\n\nextends: stack.yaml\n",
    });
    expect(found).toEqual([
      "b.yaml:3 extends: The files extend one another in a circle: stack.yaml → a.yaml → b.yaml → stack.yaml.",
    ]);
  });

  test("a file cannot extend itself", () => {
    expect(complaints("extends: ./stack.yaml\n")).toEqual([expect.stringContaining("stack.yaml → stack.yaml")]);
  });

  test("a base that is missing is the only problem of what may be declared in it", () => {
    const found = complaints("groups: {}\nextends: base.yaml\napps: { web: { redirectUris: [], scopes: [theirs] } }\n");
    expect(found).toEqual(["2 extends: There is no readable file base.yaml."]);
  });

  test("a base that is no file's name", () => {
    expect(complaints("extends: [a.yaml]\n")).toEqual(["1 extends: must be the path of one stack file."]);
  });

  test("a base that is a folder", () => {
    const found = complaints({ "stack.yaml": "extends: base\n", "base/a.yaml": "" });
    expect(found).toEqual(["1 extends: There is no readable file base."]);
  });
});

describe("a file that cannot be read", () => {
  test("is missing", () => {
    expect(() => loadStack("stacks/dev.yaml", folderWith({}), { env: {} })).toThrow(
      /1 problem in the stack; nothing was sent\.\n {2}stacks\/dev\.yaml:1: There is no readable file stacks\/dev\.yaml\./,
    );
  });

  test.each([
    ["groups: {a: {}\n", 2],
    ["groups:\n  a: {}\n b: {}\n", 3],
    ["\n\ngroups: [a\n\n", 5],
    ['a: "no end\n', 2],
    ["a: b: c\n", 1],
  ])("is no valid YAML: %j", (text, line) => {
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ file: "stack.yaml", line });
    expect(problem?.message).toMatch(/^This is no valid YAML: /);
  });

  test("is several documents", () => {
    expect(complaints("groups: {}\n---\napps: {}\n")).toEqual([
      expect.stringMatching(/^[23] : A second document begins here/),
    ]);
  });

  test.each([["[a, b]"], ["just text"], ["7"]])("is no map: %s", (text) => {
    expect(complaints(text)).toEqual(["1 : A stack file is a map with keys such as apps, groups and scopes."]);
  });

  test("is larger than 5 MB", () => {
    const large = `groups:\n  a: { attributes: { text: ${"x".repeat(5 * 1024 * 1024)} } }\n`;
    expect(complaints(large)).toEqual(["1 : stack.yaml is larger than 5 MB. Split it, or take data out of it."]);
    expect(complaints({ "stack.yaml": "extends: big.yaml\n", "big.yaml": large })).toEqual([
      "1 extends: big.yaml is larger than 5 MB. Split it, or take data out of it.",
    ]);
  });

  test("as an error it tells every problem, and has a code", () => {
    const error = new StackFileError(problemsOf("app: {}\ngroup: {}\n"));
    expect(error.code).toBe("STACK_FILE");
    expect(error.message).toBe(
      "2 problems in the stack; nothing was sent.\n" +
        "  stack.yaml:1 app: is no key of this file. Did you mean apps?\n" +
        "  stack.yaml:2 group: is no key of this file. Did you mean groups?",
    );
  });
});

describe("nothing", () => {
  test.each([[""], ["# only a comment\n"], ["---\n"], ["{}"], ["groups:\napps:\nresources:\nexisting:\n"]])(
    "%j is a stack without anything in it",
    (text) => {
      expect(load(text)).toEqual({});
    },
  );

  test("a group without anything is a group", () => {
    expect(load("groups: {a: , b: null}\n")).toEqual({ groups: { a: null, b: null } });
  });
});
