import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import type { StackOutputs } from "../../src/stack/program";
import { load, read } from "./files";
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
    const { format, variables } = program.inputsOf("CredentialsFile", "key/app.json");
    expect(format).toBe("json");
    expect(secretOr(variables)).toMatchObject({ secret: { OIDC_SCOPES: "mine", EXTRA: "1" } });
    // The second delivery is an output only.
    expect(program.all().filter(({ type }) => type === "CredentialsFile")).toHaveLength(1);
    expect(program.declaredAs("RandomSecret", "key/nestjs").parent).toBe("OidcDiscovery key");
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

describe("values of variables with secret names", () => {
  const declareSecret = (text: string, env: Record<string, string>) => {
    const { stack, secrets } = read(text, env);
    return program.declare(stack, secrets);
  };

  test("make secret whatever field they are in, and no other", async () => {
    await declareSecret(
      `
groups:
  g: { isSuperuser: false, attributes: { deep: [{ dsn: "smtp://me:\${env:SMTP_PASSWORD}@mail" }] } }
  h: { attributes: { from: "\${env:SENDER}" } }
scopes:
  s: { description: "\${env:SENDER}", expression: "return '\${env:API_TOKEN}'" }
  c: { scope: c, claims: { a: "user.attributes.\${env:CLAIM_KEY}" } }
apps:
  web:
    redirectUris: []
    provider: { accessTokenValidity: minutes=10, clientSecret: x, refreshTokenValidity: "\${env:API_TOKEN}" }
    application: { metaPublisher: "\${env:SENDER}", metaDescription: "by \${env:API_TOKEN}" }
resources:
  - { kind: stages/email, name: mail, host: "\${env:SENDER}", fromAddress: "\${env:SMTP_PASSWORD}" }
`,
      { SMTP_PASSWORD: "hunter2", API_TOKEN: "t0ken", CLAIM_KEY: "a.b", SENDER: "me@example.com" },
    );
    expect(secretOr(program.inputsOf("Group", "g").attributes)).toEqual({
      secret: { deep: [{ dsn: "smtp://me:hunter2@mail" }] },
    });
    expect(secretOr(program.inputsOf("ScopeMapping", "s").expression)).toEqual({ secret: "return 't0ken'" });
    expect(secretOr(program.inputsOf("ScopeMapping", "c").expression)).toEqual({
      secret: expect.stringContaining('.get("b")'),
    });
    expect(secretOr(program.inputsOf("OAuth2Provider", "web").refreshTokenValidity)).toEqual({ secret: "t0ken" });
    expect(secretOr(program.inputsOf("Application", "web").metaDescription)).toEqual({ secret: "by t0ken" });
    expect(secretOr(program.inputsOf("EmailStage", "mail").fromAddress)).toEqual({ secret: "hunter2" });

    const secretInputs = program
      .all()
      .flatMap(({ type, name, inputs }) =>
        Object.entries(inputs).map(([property, value]) => ({ type, name, property, value })),
      )
      .filter(({ value }) => secretOr(value) !== value)
      .map(({ type, name, property }) => `${type} ${name} ${property}`);
    expect(secretInputs.sort()).toEqual([
      "Application web metaDescription",
      "EmailStage mail fromAddress",
      "Group g attributes",
      // As every client secret.
      "OAuth2Provider web clientSecret",
      "OAuth2Provider web refreshTokenValidity",
      "ScopeMapping c expression",
      "ScopeMapping s expression",
    ]);
  });

  test("stand for objects all the same", async () => {
    await declareSecret(
      `
groups: { here: {} }
existing: { groups: [elsewhere] }
resources: [{ kind: core/groups, name: a, parents: ["\${env:HERE_KEY}", "\${env:ELSEWHERE_KEY}"] }]
apps: { web: { redirectUris: [], access: { groups: ["\${env:ELSEWHERE_KEY}"] } } }
`,
      { HERE_KEY: "here", ELSEWHERE_KEY: "elsewhere" },
    );
    expect(secretOr(program.inputsOf("Group", "a").parents)).toEqual({ secret: ["id of Group here", "elsewhere"] });
    expect(secretOr(program.inputsOf("PolicyBinding", "web/group:elsewhere").group)).toEqual({ secret: "elsewhere" });
  });
});

describe("what Pulumi is told of how to look after an object", () => {
  test("the key that it had before", async () => {
    await declare(`
groups: { a: { renamedFrom: old-a }, b: {} }
scopes: { s: { renamedFrom: old-s, expression: x } }
apps: { web: { renamedFrom: old-web, redirectUris: [] } }
`);
    const aliases = (type: string, name: string) => program.declaredAs(type, name).aliases;
    expect(aliases("Group", "a")).toEqual(["old-a"]);
    expect(aliases("Group", "b")).toEqual([]);
    expect(aliases("ScopeMapping", "s")).toEqual(["old-s"]);
    expect(aliases("components:OidcApplication", "web")).toEqual(["old-web"]);
    expect(program.inputsOf("Group", "a")).toEqual({ name: "a" });
  });

  test("the names of what is named after it", async () => {
    await declare(`
groups: { new: { renamedFrom: old }, other: {} }
apps:
  web: { renamedFrom: site, redirectUris: [], access: { groups: [new, other] } }
  fix: { renamedFrom: tools, slug: stays, redirectUris: [] }
resources:
  - { kind: policies/bindings, target: web, group: new, order: 5 }
  - { kind: policies/bindings, target: stays, group: other, order: 5 }
`);
    const aliases = (name: string) => program.declaredAs("PolicyBinding", name).aliases;
    expect(aliases("web/group:new")).toContain("web/group:old");
    expect(aliases("web/group:other")).not.toContain("web/group:old");
    expect(aliases("web/group:new/5")).toEqual(["site/group:old/5"]);
    expect(aliases("stays/group:other/5")).toEqual([]);
  });

  test("that it stays on the server", async () => {
    await declare(`
groups: { a: { retain: true }, b: { retain: false } }
scopes: { s: { retain: true, expression: x } }
apps: { web: { retain: true, redirectUris: [] }, other: { redirectUris: [] } }
resources: [{ kind: core/groups, name: c, retain: true }, { kind: core/groups, name: d }]
`);
    const retained = program
      .all()
      .filter(({ type, retainOnDelete }) => retainOnDelete && !["Application", "OAuth2Provider"].includes(type))
      .map(({ type, name }) => `${type} ${name}`);
    expect(retained.sort()).toEqual(["Group a", "Group c", "ScopeMapping s", "components:OidcApplication web"]);
    expect(program.inputsOf("Group", "a")).toEqual({ name: "a" });
    expect(program.inputsOf("Group", "c")).toEqual({ name: "c" });
  });
});
