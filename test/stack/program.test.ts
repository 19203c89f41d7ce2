import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import type { StackOutputs } from "../../src/stack/program";
import { load } from "./files";
import { known, mockProgram, secretOr } from "./mocks";

const program = mockProgram();

const declare = (text: string, env: Record<string, string> = {}): Promise<StackOutputs> =>
  program.declare(load(text, env));

describe("objects of any kind", () => {
  test("may refer to what comes later in the file", async () => {
    await declare(`
resources:
  - { kind: policies/bindings, target: web, policy: office-hours, order: 0 }
  - { kind: policies/bindings, target: web, group: office-hours, order: 0 }
  - { kind: policies/expression, name: office-hours, expression: "return True" }
  - { kind: core/groups, name: office-hours }
apps: { web: { redirectUris: [] } }
`);
    expect(program.inputsOf("PolicyBinding", "web/policy:office-hours/0")).toEqual({
      target: "id of Application web",
      policy: "id of ExpressionPolicy office-hours",
      order: 0,
    });
    expect(program.inputsOf("PolicyBinding", "web/group:office-hours/0")).toMatchObject({
      group: "id of Group office-hours",
    });
  });

  test("a secret field is secret on its way in and out", async () => {
    const text = `resources: [{ kind: crypto/certificatekeypairs, name: k, certificateData: c, keyData: '\${env:KEY}' }]`;
    await declare(text, { KEY: "the key" });
    expect(secretOr(program.inputsOf("CertificateKeyPair", "k").keyData)).toEqual({ secret: "the key" });
    expect(secretOr(program.inputsOf("CertificateKeyPair", "k").name)).toBe("k");
    expect(program.declaredAs("CertificateKeyPair", "k").secrets).toContain("keyData");
  });

  test("only the fields that are named are declared; null and empty are", async () => {
    await declare("groups: { a: }\nresources: [{ kind: core/groups, name: b, parents: [], attributes: {} }]\n");
    expect(program.inputsOf("Group", "a")).toEqual({ name: "a" });
    expect(program.inputsOf("Group", "b")).toEqual({ name: "b", parents: [], attributes: {} });
  });

  test("raw data is not renamed", async () => {
    const attributes = { snake_case: 1, camelCase: [null, { "with space": true }] };
    await declare(`groups: { a: { attributes: ${JSON.stringify(attributes)} } }`);
    expect(program.inputsOf("Group", "a")).toEqual({ name: "a", attributes });
  });
});

describe("an app", () => {
  test("with everything that it may have", async () => {
    await declare(`
internalUrl: http://authentik-server:9000
groups: { g: {} }
existing: { flows: [my-flow], certificates: [my-key], users: [bob] }
apps:
  key:
    name: App
    slug: app
    clientId: my-client
    clientType: public
    redirectUris: [{ url: "https://.*", matchingMode: regex }]
    scopes: [openid]
    authorizationFlow: my-flow
    invalidationFlow: my-flow
    signingKey: my-key
    access: { groups: [g], users: [bob] }
    provider: { accessTokenValidity: hours=1 }
    application: { group: Tools }
    credentials:
      - { format: json, path: app.json, values: { OIDC_SCOPES: mine, EXTRA: "1" } }
      - { profile: nestjs }
`);
    expect(program.inputsOf("OAuth2Provider", "key")).toEqual({
      name: "App",
      clientId: "my-client",
      clientType: "public",
      authorizationFlow: "my-flow",
      invalidationFlow: "my-flow",
      signingKey: "my-key",
      propertyMappings: ["openid"],
      redirectUris: [{ url: "https://.*", matchingMode: "regex" }],
      accessTokenValidity: "hours=1",
    });
    expect(program.inputsOf("Application", "key")).toMatchObject({ slug: "app", name: "App", group: "Tools" });
    expect(program.inputsOf("PolicyBinding", "key/user:bob")).toEqual({
      target: "id of Application key",
      user: "bob",
      order: 1,
    });
    const { format, variables } = program.inputsOf("CredentialsFile", "key");
    expect(format).toBe("json");
    expect(secretOr(variables)).toMatchObject({ secret: { OIDC_SCOPES: "mine", EXTRA: "1" } });
    // The second delivery is an output only.
    expect(program.all().filter(({ type }) => type === "CredentialsFile")).toHaveLength(1);
    expect(program.declaredAs("RandomSecret", "key/1").parent).toBe("OidcDiscovery key");
  });

  test("keeps each variable secret that is one, or that may be", async () => {
    const { credentials } = await declare(`
apps: { web: { redirectUris: [], credentials: [{ profile: nestjs, values: { SMTP_PASSWORD: "1" } }] } }
`);
    const variables = Object.entries(credentials.web?.[0]?.variables ?? {});
    const isSecret = await Promise.all(variables.map(([, value]) => pulumi.isSecret(pulumi.output(value))));
    const secrets = variables.filter((_, index) => isSecret[index]).map(([name]) => name);
    expect(secrets).toEqual(["AUTHENTIK_CLIENT_SECRET", "COOKIE_SECRET", "SMTP_PASSWORD"]);
  });

  test("without credentials needs no discovery", async () => {
    const outputs = await declare("apps: { web: { redirectUris: [] } }");
    expect(
      program
        .all()
        .map(({ type }) => type)
        .sort(),
    ).toEqual(["Application", "OAuth2Provider", "components:OidcApplication"]);
    expect(await known(pulumi.output(outputs))).toEqual({
      apps: { web: { slug: "web", clientId: "web" } },
      credentials: {},
    });
  });

  test("names of resources do not collide where names of apps and groups are parts of each other", async () => {
    await declare(`
groups: { b-c: {}, c: {} }
existing: { users: [c] }
apps:
  a: { redirectUris: [], access: { groups: [b-c] }, credentials: [{ profile: fastapi }, { profile: fastapi }] }
  a-b: { redirectUris: [], access: { groups: [c], users: [c] } }
  a-1: { redirectUris: [], credentials: [{ profile: fastapi }] }
`);
    const names = program.all().map(({ type, name }) => `${type} ${name}`);
    expect(names).toEqual([...new Set(names)]);
    expect(names).toContain("PolicyBinding a/group:b-c");
    expect(names).toContain("PolicyBinding a-b/group:c");
  });
});

test("adopt holds for what does not say otherwise", async () => {
  await declare(`
adopt: true
groups: { a: {}, b: { adopt: false } }
apps: { web: { redirectUris: [] }, own: { redirectUris: [], adopt: false } }
resources: [{ kind: core/groups, name: c }, { kind: core/groups, name: d, adopt: false }]
`);
  const adopting = program
    .all()
    .filter(({ inputs }) => inputs.__adopt === true)
    .map(({ type, name }) => `${type} ${name}`);
  expect(adopting.sort()).toEqual(["Application web", "Group a", "Group c", "OAuth2Provider web"]);
});
