import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { beforeEach, expect, test } from "vitest";
import { loadStack } from "../../src/stack/load";
import type { StackOutputs } from "../../src/stack/program";
import { known, mockProgram, providerId, secretOr } from "./mocks";

const project = path.join(__dirname, "../..");
const program = mockProgram();
let outputs: StackOutputs;

beforeEach(async () => {
  outputs = await program.declare(loadStack("stacks/demo.yaml", project, { env: {} }));
});

test("is these resources, each below what it belongs to", () => {
  const below = program.all().map(({ type, name, parent }) => `${parent || "-"} > ${type} ${name}`);
  expect(below.sort()).toEqual([
    "- > Group ecosire-admins",
    "- > Group ecosire-support",
    "- > ScopeMapping organization",
    "- > components:OidcApplication ecosire-web",
    "- > components:OidcApplication fastapi-demo",
    "Application ecosire-web > OidcDiscovery ecosire-web",
    "Application fastapi-demo > OidcDiscovery fastapi-demo",
    "OidcDiscovery ecosire-web > CredentialsFile ecosire-web/.env.ecosire-web",
    "OidcDiscovery ecosire-web > RandomSecret ecosire-web/nestjs",
    "OidcDiscovery fastapi-demo > CredentialsFile fastapi-demo/.env.fastapi-demo",
    "OidcDiscovery fastapi-demo > RandomSecret fastapi-demo/fastapi",
    "components:OidcApplication ecosire-web > Application ecosire-web",
    "components:OidcApplication ecosire-web > OAuth2Provider ecosire-web",
    "components:OidcApplication ecosire-web > PolicyBinding ecosire-web/group:ecosire-admins",
    "components:OidcApplication ecosire-web > PolicyBinding ecosire-web/group:ecosire-support",
    "components:OidcApplication fastapi-demo > Application fastapi-demo",
    "components:OidcApplication fastapi-demo > OAuth2Provider fastapi-demo",
  ]);
});

test("what it declares refers to each other, what is on the server goes by its name", () => {
  expect(program.inputsOf("OAuth2Provider", "ecosire-web")).toEqual({
    name: "ECOSIRE Web OAuth2",
    clientId: "ecosire-web",
    clientType: "confidential",
    authorizationFlow: "default-provider-authorization-implicit-consent",
    invalidationFlow: "default-provider-invalidation-flow",
    signingKey: "authentik Self-signed Certificate",
    propertyMappings: ["openid", "email", "profile", "offline_access", "id of ScopeMapping organization"],
    redirectUris: [
      { url: "http://localhost:3001/api/auth/callback", matchingMode: "strict" },
      { url: "https://api.ecosire.example/auth/callback", matchingMode: "strict" },
    ],
  });
  expect(program.inputsOf("Application", "ecosire-web")).toEqual({
    name: "ECOSIRE Web",
    slug: "ecosire-web",
    provider: providerId("ecosire-web"),
    metaLaunchUrl: "http://localhost:3000/",
  });
  expect(program.inputsOf("PolicyBinding", "ecosire-web/group:ecosire-support")).toEqual({
    target: "id of Application ecosire-web",
    group: "id of Group ecosire-support",
    order: 1,
  });
});

test("a scope's claims are its mapping's expression", () => {
  expect(program.inputsOf("ScopeMapping", "organization")).toEqual({
    name: "organization",
    scopeName: "organization",
    description: "Your organization",
    expression: expect.stringContaining('"organizationId": next((value for value in [request.user.attributes.get('),
  });
});

test("the credentials go into the files, in the order of the profile, and are secret", () => {
  const { path: file, variables, order } = program.inputsOf("CredentialsFile", "fastapi-demo/.env.fastapi-demo");
  expect(file).toBe(".env.fastapi-demo");
  expect(order).toEqual(["AUTHENTIK_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "SESSION_SECRET"]);
  expect(secretOr(variables)).toEqual({
    secret: {
      AUTHENTIK_ISSUER: "issuer of OidcDiscovery fastapi-demo",
      OIDC_CLIENT_ID: "fastapi-demo",
      OIDC_CLIENT_SECRET: "clientSecret of OAuth2Provider fastapi-demo",
      SESSION_SECRET: "value of RandomSecret fastapi-demo/fastapi",
    },
  });
});

test("the outputs tell of each app where it is and what it takes", async () => {
  expect(await known(pulumi.output(outputs))).toEqual({
    apps: {
      "fastapi-demo": {
        slug: "fastapi-demo",
        clientId: "fastapi-demo",
        issuer: "issuer of OidcDiscovery fastapi-demo",
      },
      "ecosire-web": {
        slug: "ecosire-web",
        clientId: "ecosire-web",
        issuer: "issuer of OidcDiscovery ecosire-web",
      },
    },
    credentials: {
      "fastapi-demo": [
        {
          profile: "fastapi",
          path: ".env.fastapi-demo",
          variables: expect.objectContaining({ OIDC_CLIENT_ID: "fastapi-demo" }),
        },
      ],
      "ecosire-web": [
        {
          profile: "nestjs",
          path: ".env.ecosire-web",
          variables: {
            AUTHENTIK_URL: "url of OidcDiscovery ecosire-web",
            AUTHENTIK_INTERNAL_URL: "url of OidcDiscovery ecosire-web",
            AUTHENTIK_CLIENT_ID: "ecosire-web",
            AUTHENTIK_CLIENT_SECRET: "clientSecret of OAuth2Provider ecosire-web",
            API_URL: "http://localhost:3001",
            FRONTEND_URL: "http://localhost:3000",
            COOKIE_SECRET: "value of RandomSecret ecosire-web/nestjs",
          },
        },
      ],
    },
  });
});

test("of the outputs what is secret is secret", async () => {
  for (const key of ["fastapi-demo", "ecosire-web"]) {
    expect(await pulumi.isSecret(pulumi.output(outputs.credentials[key])), `credentials.${key}`).toBe(true);
    expect(await pulumi.isSecret(pulumi.output(outputs.apps[key])), `apps.${key}`).toBe(false);
  }
});

test("what the server or this program makes up is kept secret in the state", () => {
  expect(program.declaredAs("OAuth2Provider", "ecosire-web").secrets).toEqual(["clientSecret"]);
  expect(program.declaredAs("RandomSecret", "ecosire-web/nestjs").secrets).toEqual(["value"]);
});

test("what leads the state to this package is short and the same for all", () => {
  const custom = program.all().filter(({ type }) => !type.startsWith("components:"));
  const sources = new Set(custom.map(({ inputs }) => inputs.__provider));
  expect(sources.size).toBe(1);
  const [source] = sources;
  expect(typeof source).toBe("string");
  expect(String(source).length).toBeLessThanOrEqual(128);
  expect(String(source)).not.toMatch(/\d\.\d/);
});
