import { parse as parseDotenv } from "dotenv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { dotenvProblem } from "../../src/credentials/dotenv";
import { formatNames, formats } from "../../src/credentials/formats";
import { environmentOf, type Facts, profileNames, profiles, profileUses } from "../../src/credentials/profiles";

const facts: Facts = {
  clientId: "web",
  clientSecret: "the client's secret",
  issuer: "https://auth.example.com/application/o/web/",
  discoveryUrl: "https://auth.example.com/application/o/web/.well-known/openid-configuration",
  authorizationEndpoint: "https://auth.example.com/application/o/authorize/",
  tokenEndpoint: "https://auth.example.com/application/o/token/",
  userinfoEndpoint: "https://auth.example.com/application/o/userinfo/",
  endSessionEndpoint: "https://auth.example.com/application/o/web/end-session/",
  jwksUri: "https://auth.example.com/application/o/web/jwks/",
  url: "https://auth.example.com",
  internalUrl: "http://authentik-server:9000",
  redirectUri: "http://localhost:3001/api/auth/callback",
  redirectOrigin: "http://localhost:3001",
  launchOrigin: "http://localhost:3000",
  scopes: "openid profile email",
  randomSecret: "a random secret",
};

describe("the variables, in their order", () => {
  test("of FastAPI", () => {
    expect(Object.entries(environmentOf("fastapi", facts))).toEqual([
      ["AUTHENTIK_ISSUER", facts.issuer],
      ["OIDC_CLIENT_ID", "web"],
      ["OIDC_CLIENT_SECRET", "the client's secret"],
      ["SESSION_SECRET", "a random secret"],
    ]);
  });

  test("of NestJS", () => {
    expect(Object.entries(environmentOf("nestjs", facts))).toEqual([
      ["AUTHENTIK_URL", "https://auth.example.com"],
      ["AUTHENTIK_INTERNAL_URL", "http://authentik-server:9000"],
      ["AUTHENTIK_CLIENT_ID", "web"],
      ["AUTHENTIK_CLIENT_SECRET", "the client's secret"],
      ["API_URL", "http://localhost:3001"],
      ["FRONTEND_URL", "http://localhost:3000"],
      ["COOKIE_SECRET", "a random secret"],
    ]);
  });

  test("of anything else", () => {
    expect(environmentOf("generic", facts)).toEqual({
      OIDC_ISSUER: facts.issuer,
      OIDC_DISCOVERY_URL: facts.discoveryUrl,
      OIDC_CLIENT_ID: facts.clientId,
      OIDC_CLIENT_SECRET: facts.clientSecret,
      OIDC_REDIRECT_URI: facts.redirectUri,
      OIDC_SCOPES: facts.scopes,
      OIDC_AUTHORIZATION_ENDPOINT: facts.authorizationEndpoint,
      OIDC_TOKEN_ENDPOINT: facts.tokenEndpoint,
      OIDC_USERINFO_ENDPOINT: facts.userinfoEndpoint,
      OIDC_END_SESSION_ENDPOINT: facts.endSessionEndpoint,
      OIDC_JWKS_URI: facts.jwksUri,
    });
  });

  test("with values of one's own beside and instead of them", () => {
    const variables = environmentOf("fastapi", facts, { EXTRA: "1", OIDC_CLIENT_ID: "other" });
    expect(Object.entries(variables)).toEqual([
      ["AUTHENTIK_ISSUER", facts.issuer],
      ["OIDC_CLIENT_ID", "other"],
      ["OIDC_CLIENT_SECRET", "the client's secret"],
      ["SESSION_SECRET", "a random secret"],
      ["EXTRA", "1"],
    ]);
  });

  test("which have a secret of their own", () => {
    expect(profileNames.filter((profile) => profileUses(profile, "randomSecret"))).toEqual(["fastapi", "nestjs"]);
  });

  test("each is one that a shell takes", () => {
    for (const profile of profileNames)
      for (const name of Object.keys(profiles[profile])) expect(name).toMatch(/^[A-Z_]+$/);
  });
});

describe("the formats", () => {
  const read = {
    dotenv: (text: string): unknown => parseDotenv(text),
    json: (text: string): unknown => JSON.parse(text),
    yaml: (text: string): unknown => parseYaml(text),
  };
  // As those read it who have not come to YAML 1.2 yet: yes, no and 1:30 are no texts to them.
  const old = (text: string): unknown => parseYaml(text, { version: "1.1" });
  const awkward = [
    "",
    "yes",
    "no",
    "null",
    "~",
    "0x10",
    "1:30",
    "1e3",
    "2026-01-01",
    "- a",
    "a: b",
    "#",
    "it's",
    "=",
    "<<",
  ];

  test("are these", () => {
    expect(formatNames).toEqual(["dotenv", "json", "yaml"]);
  });

  test.each(formatNames)("%s keeps values and order, and ends with its line", (format) => {
    const variables = { ...Object.fromEntries(awkward.map((value, index) => [`V${index}`, value])), A: "last" };
    const text = formats[format](variables);
    expect(read[format](text)).toEqual(variables);
    expect(Object.keys(read[format](text) as object)).toEqual(Object.keys(variables));
    expect(text.endsWith("\n")).toBe(true);
    if (format === "yaml") expect(old(text)).toEqual(variables);
  });

  test.each(formatNames)("%s gives back any text", (format) => {
    const values = fc
      .string({ unit: "binary" })
      .map((value) => value.replaceAll("\0", ""))
      .filter((value) => format !== "dotenv" || dotenvProblem(value) === undefined);
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/), values), (variables) => {
        expect(read[format](formats[format](variables))).toEqual({ ...variables });
      }),
      { numRuns: 300 },
    );
  });
});
