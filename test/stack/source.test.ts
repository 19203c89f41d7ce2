import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { loadStack } from "../../src/stack/load";
import { StackFileError } from "../../src/stack/problems";
import { readStackSource } from "../../src/stack/source";
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

describe("null in a file that extends another", () => {
  const merged = (stack: string, base: string) =>
    load({ "stack.yaml": `extends: base.yaml\n${stack}`, "base.yaml": base });

  test("takes away what the base has", () => {
    const stack = merged(
      `
internalUrl:
adopt: null
apps: { web: { access: null, launchUrl: , scopes: ~, provider: { accessTokenValidity: null }, credentials: null } }
groups: { g: { attributes: null } }
scopes: { s: { claims: { a: null } } }
`,
      `
internalUrl: http://authentik-server:9000
adopt: true
apps:
  web:
    redirectUris: []
    access: { users: [akadmin] }
    launchUrl: https://web.example.com
    scopes: [openid]
    provider: { accessTokenValidity: hours=1, refreshTokenValidity: days=1 }
    credentials: [{ profile: fastapi }]
groups: { g: { isSuperuser: true, attributes: { a: 1 } } }
scopes: { s: { claims: { a: user.name, b: user.email } } }
`,
    );
    expect(stack).toEqual({
      apps: { web: { redirectUris: [], provider: { refreshTokenValidity: "days=1" } } },
      groups: { g: { isSuperuser: true } },
      scopes: { s: { claims: { b: "user.email" } } },
    });
  });

  test("says nothing new of a section or an entry", () => {
    const base = `
existing: { groups: [x] }
groups: { a: { isSuperuser: true } }
scopes: { s: { expression: x } }
apps: { web: { redirectUris: [] } }
resources: [{ kind: core/groups, name: r }]
`;
    const whole = load(base);
    expect(merged("existing:\ngroups:\nscopes:\napps:\nresources:\n", base)).toEqual(whole);
    const entries = "existing: { groups: }\ngroups: { a: }\nscopes: { s: }\napps: { web: }\n";
    expect(merged(entries, base)).toEqual(whole);
  });

  test("is a value in raw data", () => {
    const folder = folderWith({
      "stack.yaml": `
extends: base.yaml
groups: { g: { attributes: { a: null, b: { c: null } } } }
apps: { web: { provider: { data: { a: null } }, application: { data: { a: { b: null } } } } }
`,
      "base.yaml": `
groups: { g: { attributes: { a: { x: 1 }, b: { c: 1, d: 2 } } } }
apps: { web: { provider: { data: { a: 1, b: 2 } }, application: { data: { a: { b: 1 } } } } }
`,
    });
    // No application has such fields yet: only what reads the files takes them.
    expect(readStackSource("stack.yaml", { env: {} }, folder).value).toEqual({
      groups: { g: { attributes: { a: null, b: { c: null, d: 2 } } } },
      apps: { web: { provider: { data: { a: null, b: 2 } }, application: { data: { a: { b: null } } } } },
    });
  });

  test("where the base has nothing is no value", () => {
    const files = { "stack.yaml": "extends: base.yaml\napps:\n  web:\n    launchUrl: null\n" };
    expect(complaints({ ...files, "base.yaml": "apps: { web: { redirectUris: [] } }\n" })).toEqual([
      "4 apps.web.launchUrl: must be a text.",
    ]);
  });

  test("what is missing then is missing where it was taken away", () => {
    const files = { "stack.yaml": "extends: base.yaml\napps:\n  web:\n    redirectUris: null\n" };
    expect(complaints({ ...files, "base.yaml": "apps: { web: { redirectUris: [] } }\n" })).toEqual([
      "3 apps.web.redirectUris: is missing; it must be a list.",
    ]);
  });

  test("over several steps", () => {
    const stack = load({
      "stack.yaml": "extends: two.yaml\napps: { web: { launchUrl: https://new.example.com } }\n",
      "two.yaml": "extends: three.yaml\napps: { web: { launchUrl: null, access: null } }\n",
      "three.yaml":
        "apps: { web: { redirectUris: [], launchUrl: https://old.example.com, access: { users: [akadmin] } } }\n",
    });
    expect(stack.apps).toEqual({ web: { redirectUris: [], launchUrl: "https://new.example.com" } });
  });
});

describe("a scope whose base has the other source", () => {
  const merged = (over: string, base: string) =>
    load({
      "stack.yaml": `extends: base.yaml\nscopes: { s: ${over} }\n`,
      "base.yaml": `scopes: { s: { description: d, ${base} } }\n`,
    }).scopes?.s;

  test.each(["{ expression: x }", "{ expression: x, claims: null }"])("an expression replaces claims: %s", (over) => {
    expect(merged(over, "claims: { a: user.name }")).toEqual({ description: "d", expression: "x" });
  });

  test.each(["{ claims: { a: user.name } }", "{ claims: { a: user.name }, expression: null }"])(
    "claims replace an expression: %s",
    (over) => {
      expect(merged(over, "expression: x")).toEqual({ description: "d", claims: { a: "user.name" } });
    },
  );

  test("claims are added to claims", () => {
    expect(merged("{ claims: { b: user.email } }", "claims: { a: user.name }")).toEqual({
      description: "d",
      claims: { a: "user.name", b: "user.email" },
    });
  });

  test("both in one file are one too many, and problems keep their places", () => {
    const found = complaints({
      "stack.yaml":
        "extends: base.yaml\nscopes:\n  s: { expression: x, claims: { a: user.name } }\n  t:\n    claims: { b: user.pin }\n",
      "base.yaml": "scopes: { s: { expression: y }, t: { expression: y, description: 5 } }\n",
    });
    expect(found).toEqual([
      "base.yaml:1 scopes.t.description: must be a text. Put it in quotes.",
      "3 scopes.s: needs either claims or an expression.",
      expect.stringMatching(/^5 scopes\.t\.claims\.b: 'user\.pin' is no source of a claim\./),
    ]);
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
