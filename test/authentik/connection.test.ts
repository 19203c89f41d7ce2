import { describe, expect, test } from "vitest";
import { resolveConnection } from "../../src/authentik/connection";
import { AuthentikError } from "../../src/authentik/errors";

const token = "a-token";

function urlOf(url: string, environment: Record<string, string> = {}): string {
  return resolveConnection({ url, token }, environment).url;
}

function refusalOf(run: () => unknown): AuthentikError {
  try {
    run();
  } catch (error) {
    if (error instanceof AuthentikError && error.code === "CONFIGURATION") return error;
    throw error;
  }
  throw new Error("it was not refused");
}

describe("where it comes from", () => {
  const configured = { url: "https://configured.example", token: "configured", insecure: true };

  test("the configuration", () => {
    expect(resolveConnection(configured, {})).toEqual(configured);
  });

  test("the environment, which wins", () => {
    const environment = {
      AUTHENTIK_URL: "https://environment.example",
      AUTHENTIK_TOKEN: "from-the-environment",
      AUTHENTIK_INSECURE: "false",
    };
    expect(resolveConnection(configured, environment)).toEqual({
      url: "https://environment.example",
      token: "from-the-environment",
      insecure: false,
    });
  });

  test("each of them alone", () => {
    const connection = resolveConnection(configured, { AUTHENTIK_TOKEN: "from-the-environment" });
    expect(connection).toEqual({ ...configured, token: "from-the-environment" });
  });

  test("a variable that is empty is none", () => {
    const environment = { AUTHENTIK_URL: "", AUTHENTIK_TOKEN: "", AUTHENTIK_INSECURE: "" };
    expect(resolveConnection(configured, environment)).toEqual(configured);
  });

  test.each([
    ["1", true],
    ["true", true],
    ["YES", true],
    ["on", true],
    ["0", false],
    ["false", false],
    ["no", false],
    ["nonsense", false],
  ])("insecure: %s", (text, insecure) => {
    expect(resolveConnection({ url: "https://a.example", token, insecure: text }, {}).insecure).toBe(insecure);
    const environment = { AUTHENTIK_INSECURE: text };
    expect(resolveConnection({ url: "https://a.example", token }, environment).insecure).toBe(insecure);
  });

  test("without an address or a token it says how to give them", () => {
    expect(refusalOf(() => resolveConnection({ token }, {})).message).toContain("AUTHENTIK_URL");
    const { message } = refusalOf(() => resolveConnection({ url: "https://a.example" }, {}));
    expect(message).toContain("AUTHENTIK_TOKEN");
    expect(message).toContain("pulumi config set --secret authentik:token");
  });
});

describe("the address", () => {
  test.each([
    ["https://auth.example.com", "https://auth.example.com"],
    ["https://auth.example.com/", "https://auth.example.com"],
    ["https://auth.example.com/api/v3", "https://auth.example.com"],
    ["https://auth.example.com/api/v3/core/groups/", "https://auth.example.com"],
    ["https://auth.example.com/if/admin/#/core/applications", "https://auth.example.com"],
    ["https://example.com/auth/", "https://example.com/auth"],
    ["https://example.com/auth/api/v3/", "https://example.com/auth"],
    ["https://example.com/life/", "https://example.com/life"],
    ["https://auth.example.com:8443/?next=/", "https://auth.example.com:8443"],
  ])("%s is taken as %s", (text, url) => {
    expect(urlOf(text)).toBe(url);
  });

  test.each([
    ["auth.example.com", /is no address/],
    ["//auth.example.com", /is no address/],
    ["ftp://auth.example.com", /by https/],
    ["file:///etc/passwd", /by https/],
  ])("%s is refused", (text, message) => {
    expect(refusalOf(() => urlOf(text)).message).toMatch(message);
  });

  test.each(["https://akadmin:hunter2@auth.example.com", "https://akadmin:hunter2@auth.example.com:99999"])(
    "with a password in it is refused, and not repeated: %s",
    (text) => {
      expect(refusalOf(() => urlOf(text)).message).not.toContain("hunter2");
    },
  );
});

describe("plain http", () => {
  test.each([
    "http://localhost:9000",
    "http://authentik.localhost",
    "http://127.0.0.1:9000",
    "http://127.1.2.3",
    "http://[::1]:9000",
  ])("%s does not leave the machine", (url) => {
    expect(urlOf(url)).toBe(url);
  });

  test.each([
    "http://auth.example.com",
    "http://10.0.0.1",
    "http://authentik-server:9000",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://notlocalhost",
  ])("%s would send the token unencrypted", (url) => {
    expect(refusalOf(() => urlOf(url)).message).toContain("AUTHENTIK_INSECURE=true");
    expect(urlOf(url, { AUTHENTIK_INSECURE: "true" })).toBe(url);
  });
});
