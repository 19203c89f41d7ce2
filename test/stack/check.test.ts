import { describe, expect, test } from "vitest";
import { complaints } from "./files";

describe("names that lead nowhere", () => {
  test.each([
    ["scopes: [organisation]", "scopes[0]", "organisation", "scopes"],
    ["access: { groups: [admins] }", "access.groups[0]", "admins", "groups"],
    ["access: { users: [bob] }", "access.users[0]", "bob", "users"],
    ["authorizationFlow: my-flow", "authorizationFlow", "my-flow", "flows"],
    ["invalidationFlow: my-flow", "invalidationFlow", "my-flow", "flows"],
    ["signingKey: my-key", "signingKey", "my-key", "certificates"],
    ["provider: { jwtFederationSources: [src] }", "provider.jwtFederationSources[0]", "src", "others"],
    ["application: { backchannelProviders: [p] }", "application.backchannelProviders[0]", "p", "others"],
  ])("%s", (field, path, name, section) => {
    const text = (existing: string) => `apps: { a: { redirectUris: [], ${field} } }\n${existing}`;
    expect(complaints(text(""))).toEqual([
      `1 apps.a.${path}: '${name}' is declared nowhere in this stack. If it is on the server already, list it under existing.${section}.`,
    ]);
    expect(complaints(text(`existing: { ${section}: [${name}] }`))).toEqual([]);
  });

  test("the nearest name that there is, is offered", () => {
    const found = complaints(
      "groups: { admins: {} }\napps: { a: { redirectUris: [], access: { groups: [admin] } } }\n",
    );
    expect(found).toEqual([expect.stringContaining("Did you mean admins?")]);
  });

  test("of objects of any kind", () => {
    const found = complaints("resources:\n  - { kind: core/groups, name: a, parents: [b] }\n");
    expect(found).toEqual([expect.stringMatching(/^2 resources\[0\]\.parents\[0\]: 'b' is declared nowhere/)]);
  });
});

describe("names that lead somewhere", () => {
  test.each([
    ["a group of the stack", "groups: { g: {} }", "access: { groups: [g] }"],
    ["a scope of the stack", "scopes: { s: { expression: x } }", "scopes: [s]"],
    ["standard scopes", "", "scopes: [openid, email, profile, offline_access, entitlements]"],
    ["a mapping of Authentik's own", "", "scopes: [goauthentik.io/providers/oauth2/scope-openid]"],
    ["Authentik's own groups and users", "", "access: { groups: [authentik Admins], users: [akadmin] }"],
    ["Authentik's own flows", "", "authorizationFlow: default-provider-authorization-explicit-consent"],
    ["Authentik's own certificate", "", "signingKey: authentik Self-signed Certificate"],
    ["an id", "", "access: { groups: [5c4d4e39-9f3a-4f19-9b1d-1a2b3c4d5e6f], users: [akadmin] }"],
    ["a number, which is an id", "", "provider: { jwtFederationProviders: [7] }"],
    ["an object of any kind", "resources: [{ kind: core/groups, name: g }]", "access: { groups: [g] }"],
    ["another app's provider", "", "provider: { jwtFederationProviders: [other] }"],
  ])("%s", (_, section, field) => {
    const text = `${section}\napps: { a: { redirectUris: [], ${field} }, b: { redirectUris: [], slug: other } }\n`;
    expect(complaints(text)).toEqual([]);
  });

  test("a text of digits is a name like any other", () => {
    const text = (groups: string) => `${groups}apps: { a: { redirectUris: [], access: { groups: ["2026"] } } }`;
    expect(complaints(text(""))).toEqual([expect.stringMatching(/access\.groups\[0\]: '2026' is declared nowhere/)]);
    expect(complaints(text("groups: { 2026: {} }\n"))).toEqual([]);
  });

  test("a name of another kind does not", () => {
    const found = complaints("groups: { g: {} }\napps: { a: { redirectUris: [], access: { users: [g] } } }\n");
    expect(found).toEqual([expect.stringMatching(/access\.users\[0\]: 'g' is declared nowhere/)]);
  });
});

describe("what is declared twice", () => {
  test("two apps with one slug are one problem", () => {
    const found = complaints("apps:\n  a: { redirectUris: [] }\n  b:\n    redirectUris: []\n    slug: a\n");
    expect(found).toEqual(["5 apps.b.slug: has the same slug as a: a. Give one of them another."]);
  });

  test("two apps with one client id or provider name", () => {
    const found = complaints(`
apps:
  a: { redirectUris: [], name: Web }
  b:
    redirectUris: []
    clientId: a
  c: { redirectUris: [], name: Web }
  d:
    redirectUris: []
    providerName: Web
`);
    expect(found).toEqual([
      "6 apps.b.clientId: has the same client id as a: a. Give one of them another.",
      "7 apps.c: has the same provider name as a: Web. Give one of them another.",
      "10 apps.d.providerName: has the same provider name as a: Web. Give one of them another.",
    ]);
  });

  test("an object among the resources that has a section of its own", () => {
    const found = complaints(`
groups: { g: {} }
scopes: { s: { expression: x } }
apps: { a: { redirectUris: [] } }
resources:
  - { kind: core/groups, name: g }
  - { kind: propertymappings/provider/scope, name: s, scopeName: s, expression: x }
  - { kind: core/applications, name: A, slug: a }
  - { kind: core/groups, name: h }
  - { kind: core/groups, name: h }
`);
    expect(found).toEqual([
      "6 resources[0]: declares the same Group as groups.g. Keep one of the two.",
      "7 resources[1]: declares the same ScopeMapping as scopes.s. Keep one of the two.",
      "8 resources[2]: declares the same Application as apps.a. Keep one of the two.",
      "10 resources[4]: declares the same Group as resources[3]. Keep one of the two.",
    ]);
  });

  test("bindings are told apart by all that they bind", () => {
    const found = complaints(`
apps: { a: { redirectUris: [] } }
groups: { g: {} }
resources:
  - { kind: policies/expression, name: g, expression: "return True" }
  - { kind: policies/bindings, target: a, group: g, order: 0 }
  - { kind: policies/bindings, target: a, policy: g, order: 0 }
  - { kind: policies/bindings, target: a, group: g, order: 1 }
  - { kind: policies/bindings, target: a, group: g, order: 0 }
`);
    expect(found).toEqual(["9 resources[4]: declares the same PolicyBinding as resources[1]. Keep one of the two."]);
  });

  test("two deliveries into one file", () => {
    const found = complaints(`
apps:
  a: { redirectUris: [], credentials: [{ path: .env }] }
  b:
    redirectUris: []
    credentials:
      - path: other/../.env
      - path: .env.b
      - format: json
`);
    expect(found).toEqual(["7 apps.b.credentials[0].path: is written by a as well. Give each its own file."]);
  });
});

describe("references that lead back to where they stand", () => {
  test("two objects", () => {
    const found = complaints(`
resources:
  - { kind: core/groups, name: a, parents: [b] }
  - kind: core/groups
    name: b
    parents: [a]
  - { kind: core/groups, name: c, parents: [a] }
`);
    expect(found).toEqual([
      "6 resources[1].parents[0]: closes a circle: resources[0] → resources[1] → resources[0]. Leave one of these references out.",
    ]);
  });

  test("one object", () => {
    expect(complaints("resources: [{ kind: core/groups, name: a, parents: [a] }]")).toEqual([
      expect.stringMatching(/closes a circle: resources\[0\] → resources\[0\]/),
    ]);
  });

  test("apps", () => {
    const found = complaints(`
apps:
  a: { redirectUris: [], provider: { jwtFederationProviders: [b] } }
  b: { redirectUris: [], provider: { jwtFederationProviders: [a] } }
`);
    expect(found).toEqual([
      expect.stringMatching(/^4 apps\.b\.provider\.jwtFederationProviders\[0\]: closes a circle/),
    ]);
  });

  test("a name that many refer to is no circle", () => {
    const found = complaints(`
resources:
  - { kind: core/groups, name: a, parents: [b, c] }
  - { kind: core/groups, name: b, parents: [d] }
  - { kind: core/groups, name: c, parents: [d] }
  - { kind: core/groups, name: d }
`);
    expect(found).toEqual([]);
  });
});

describe("access", () => {
  test.each(["{}", "{ groups: [] }", "{ users: [] }", "{ groups: [], users: [] }"])(
    "that names nobody: %s",
    (access) => {
      expect(complaints(`apps:\n  a:\n    redirectUris: []\n    access: ${access}\n`)).toEqual([
        "4 apps.a.access: names nobody. Leave access out to let everybody in who can log in, or name groups or users.",
      ]);
    },
  );

  test("that names somebody", () => {
    const text = "apps: { a: { redirectUris: [], access: { groups: [], users: [akadmin] } } }";
    expect(complaints(text)).toEqual([]);
  });

  test("without anything below it is no access for everybody", () => {
    expect(complaints("apps: { a: { redirectUris: [], access: } }")).toEqual(["1 apps.a.access: must be a map."]);
  });
});

describe("what was called otherwise before", () => {
  test.each([
    ["groups", "{}", ""],
    ["scopes", "{ expression: x }", "expression: x, "],
    ["apps", "{ redirectUris: [] }", "redirectUris: [], "],
  ])("%s", (section, other, fields) => {
    const text = (old: string) => `${section}:\n  a: { ${fields}renamedFrom: ${old} }\n  b: ${other}\n`;
    expect(complaints(text("c"))).toEqual([]);
    expect(complaints(text("b"))).toEqual([
      `2 ${section}.a.renamedFrom: names b, which ${section} still declares. Take renamedFrom away, or that entry.`,
    ]);
    expect(complaints(text("a"))).toEqual([expect.stringContaining(`names a, which ${section} still declares.`)]);
  });

  test("two with one name", () => {
    expect(complaints("groups:\n  a: { renamedFrom: c }\n  b: { renamedFrom: c }\n")).toEqual([
      "3 groups.b.renamedFrom: names c, as a does. Only one of the two can have been called so.",
    ]);
  });

  test("is no key of other objects", () => {
    expect(complaints("resources: [{ kind: core/groups, name: a, renamedFrom: b }]")).toEqual([
      expect.stringMatching(/renamedFrom: is no field of Group\./),
    ]);
  });
});
