import path from "node:path";
import { describe, expect, test } from "vitest";
import { loadStack } from "../../src/stack/load";
import { complaints, problemsOf } from "./files";

const project = path.join(__dirname, "../..");

test("the demo file is without problems", () => {
  const stack = loadStack("stacks/demo.yaml", project, { env: {} });
  expect(Object.keys(stack.apps ?? {})).toEqual(["fastapi-demo", "ecosire-web"]);
});

test("every problem is told at once, in the order of the file, each with its line, its path and what would be right", () => {
  const found = problemsOf(`
group: {}
apps:
  web:
    redirectUri: https://web.example/callback
    clientId: 7
    access: { groups: [admins] }
  "bad key":
    slug: web
    redirectUris:
      - https://*.example.com
      - { matchingMode: regex, url: "(" }
    launchUrl: \${env:LAUNCH_URL}
scopes:
  s: { claims: { a: user.password } }
`);
  expect(found).toEqual([
    place(2, "group", /^is no key of this file\. Did you mean groups\?$/),
    place(4, "apps.web.redirectUris", /^is missing; it must be a list\.$/),
    place(5, "apps.web.redirectUri", /^is no key of this file\. Did you mean redirectUris\?$/),
    place(6, "apps.web.clientId", /^must be a text\. Put it in quotes\.$/),
    place(7, "apps.web.access.groups[0]", /^'admins' is declared nowhere in this stack\..* existing\.groups\.$/),
    place(9, 'apps."bad key".slug', /^has the same slug as web: web\. Give one of them another\.$/),
    place(11, 'apps."bad key".redirectUris[0]', /^holds a wildcard.* matchingMode: regex/),
    place(12, 'apps."bad key".redirectUris[1].url', /^is a pattern that does not compile/),
    place(13, 'apps."bad key".launchUrl', /^The environment variable LAUNCH_URL is not set\.$/),
    place(15, "scopes.s.claims.a", /^'user\.password' is no source of a claim\. Write user\.attributes\.NAME/),
  ]);

  function place(line: number, at: string, message: RegExp) {
    return { file: "stack.yaml", line, path: at, message: expect.stringMatching(message) };
  }
});

describe("keys that are not known", () => {
  test.each([
    ["applications: {}", "applications: is no key of this file."],
    ["app: {}", "app: is no key of this file. Did you mean apps?"],
    ["apps: { a: { redirectUris: [], scope: [] } }", "apps.a.scope: is no key of this file. Did you mean scopes?"],
    [
      "apps: { a: { redirectUris: [], credentials: [{ profil: x }] } }",
      "apps.a.credentials[0].profil: is no key of this file. Did you mean profile?",
    ],
    [
      "apps: { a: { redirectUris: [{ uri: 'https://a.example' , url: 'https://a.example' }] } }",
      "apps.a.redirectUris[0].uri: is no key of this file. Did you mean url?",
    ],
    [
      "apps: { a: { redirectUris: [], access: { group: [] } } }",
      "apps.a.access.group: is no key of this file. Did you mean groups?",
    ],
    ["groups: { a: { superuser: true } }", "groups.a.superuser: is no key of this file. Did you mean isSuperuser?"],
    [
      "scopes: { a: { expresion: x, expression: y } }",
      "scopes.a.expresion: is no key of this file. Did you mean expression?",
    ],
    ["existing: { flow: [] }", "existing.flow: is no key of this file. Did you mean flows?"],
  ])("%s", (text, message) => {
    expect(complaints(text)).toEqual([`1 ${message}`]);
  });

  test("of an object of any kind, in camelCase", () => {
    const found = complaints(
      "resources:\n  - kind: policies/expression\n    name: a\n    expresion: x\n    execution_logging: true\n",
    );
    expect(found).toEqual([
      "2 resources[0]: expression is required by ExpressionPolicy.",
      "4 resources[0].expresion: is no field of ExpressionPolicy. Did you mean expression?",
      "5 resources[0].execution_logging: is no field of ExpressionPolicy. Did you mean executionLogging?",
    ]);
  });

  test("of an app's provider and application", () => {
    const found = complaints(
      "apps:\n  a:\n    redirectUris: []\n    provider: { subMod: hashed_user_id }\n    application: { pk: x }\n",
    );
    expect(found).toEqual([
      "4 apps.a.provider.subMod: is no field of OAuth2Provider. Did you mean subMode?",
      "5 apps.a.application.pk: is set by Authentik alone.",
    ]);
  });
});

describe("values of a wrong type", () => {
  test.each([
    ["groups: []", "groups: must be a map."],
    ["resources: {}", "resources: must be a list."],
    ["adopt: maybe", "adopt: must be true or false."],
    ["groups: { a: 1 }", "groups.a: must be a map."],
    ["scopes: { a: }", "scopes.a: must be a map."],
    ["existing: { groups: admins }", "existing.groups: must be a list."],
    ["existing: { groups: [1] }", "existing.groups[0]: must be a text. Put it in quotes."],
    ["existing: { groups: [''] }", "existing.groups[0]: must not be empty."],
    ["internalUrl: authentik", "internalUrl: must be an address such as http://authentik-server:9000."],
    ["apps: { a: { redirectUris: [5] } }", "apps.a.redirectUris[0]: must be a text. Put it in quotes."],
    [
      "apps: { a: { redirectUris: [{ matchingMode: regexp, url: x }] } }",
      "apps.a.redirectUris[0].matchingMode: must be one of strict, regex.",
    ],
    [
      "apps: { a: { redirectUris: [], clientType: secret } }",
      "apps.a.clientType: must be one of confidential, public.",
    ],
    ["apps: { a: { redirectUris: [], name: true } }", "apps.a.name: must be a text. Put it in quotes."],
    [
      "apps: { a: { redirectUris: [], launchUrl: nowhere } }",
      "apps.a.launchUrl: must be an address such as https://app.example.com.",
    ],
    [
      "apps: { a: { redirectUris: [], credentials: [{ format: xml }] } }",
      "apps.a.credentials[0].format: must be one of dotenv, json, yaml.",
    ],
    [
      "apps: { a: { redirectUris: [], credentials: [{ values: { 1A: x } }] } }",
      "apps.a.credentials[0].values.1A: must be the name of a variable: letters, numbers and underscores.",
    ],
    [
      "apps: { a: { redirectUris: [], credentials: [{ path: ../a }] } }",
      "apps.a.credentials[0].path: leads out of the project's folder. Give a path below it, such as .env.a.",
    ],
    [
      "apps: { a: { redirectUris: [], provider: { subMode: x } } }",
      expect.stringMatching(/^apps\.a\.provider\.subMode: must be one of hashed_user_id, /),
    ],
    [
      "apps: { a: { redirectUris: [], provider: { propertyMappings: [{}] } } }",
      "apps.a.provider.propertyMappings[0]: must be the name or id of an object.",
    ],
    ["apps: { 'a b': { redirectUris: [] } }", expect.stringMatching(/^apps\."a b": must be a slug/)],
    [`apps: { ${"a".repeat(51)}: { redirectUris: [] } }`, expect.stringMatching(/: must be a slug \(up to 50/)],
    ["resources: [{ name: a }]", "resources[0].kind: is missing; it must be a text."],
    [
      "resources: [{ kind: core/group, name: a }]",
      "resources[0].kind: is no kind of object. Did you mean core/groups? The README lists them.",
    ],
    ["resources: [{ kind: core/groups, name: 7 }]", "resources[0].name: must be a text."],
    ["scopes: { a: {} }", "scopes.a: needs either claims or an expression."],
    ["scopes: { a: { claims: {}, expression: x } }", "scopes.a: needs either claims or an expression."],
  ])("%s", (text, message) => {
    const withoutLine = complaints(text).map((complaint) => complaint.replace(/^1 /, ""));
    expect(withoutLine).toEqual([message]);
  });

  test("a value that no dotenv file can hold", () => {
    const credentials = (format: string) =>
      `apps:\n  a:\n    redirectUris: []\n    credentials:\n      - format: ${format}\n        values:\n          A: "'\\"\`\\r\\\\n"\n`;
    expect(complaints(credentials("dotenv"))).toEqual([
      expect.stringMatching(
        /^7 apps\.a\.credentials\[0\]\.values\.A: holds a value that no dotenv file can hold.* json or yaml/,
      ),
    ]);
    expect(complaints(credentials("json"))).toEqual([]);
  });
});
