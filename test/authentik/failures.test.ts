import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { fieldErrorsOf } from "../../src/authentik/errors";
import { failureOf, mockAuthentik, observedClient, token, url } from "./mocked";

const path = "/api/v3/core/groups/";
const json = { "content-type": "application/json" };
const html = { "content-type": "text/html; charset=utf-8" };
const { api } = mockAuthentik();

const read = () => failureOf(observedClient({ retries: 0 }).client.get("core/groups"));
const write = () => failureOf(observedClient({ retries: 0 }).client.request("POST", "core/groups", { body: {} }));

describe("not allowed", () => {
  test.each([["Token invalid/expired"], ["Authentication credentials were not provided."]])(
    "%s: the token is wrong",
    async (detail) => {
      api().get(path).reply(403, { detail });
      const error = await read();
      expect(error).toMatchObject({ code: "FORBIDDEN", status: 403, method: "GET", path });
      expect(error.message).toContain(detail);
      expect(error.message).toContain("Check AUTHENTIK_TOKEN");
    },
  );

  test("the token is right, its user may not", async () => {
    api().get(path).reply(403, { detail: "You do not have permission to perform this action." });
    const error = await read();
    expect(error.code).toBe("FORBIDDEN");
    expect(error.message).toContain("You do not have permission to perform this action.");
    expect(error.message).toContain("lacks the permission");
  });

  test("by a proxy that speaks HTML", async () => {
    api().get(path).reply(403, "<h1>Forbidden</h1>", html);
    const error = await read();
    expect(error.code).toBe("FORBIDDEN");
    expect(error.message).not.toContain("<h1>");
  });
});

describe("not found", () => {
  test("an object", async () => {
    api().get(path).reply(404, { detail: "No Group matches the given query." });
    const error = await read();
    expect(error).toMatchObject({ code: "NOT_FOUND", status: 404 });
    expect(error.message).toContain("No Group matches the given query.");
  });

  test("a path that this server does not have: a page", async () => {
    api().get(path).reply(404, "<title>Not Found - authentik</title>", html);
    const error = await read();
    expect(error).toMatchObject({ code: "NOT_FOUND", status: 404 });
    expect(error.message).toContain(url);
    expect(error.message).toContain("its release lacks this");
    expect(error.message).not.toContain("<title>");
  });
});

describe("refused", () => {
  test("the texts of all fields are told, nested ones by their path", async () => {
    const body = {
      slug: ["Application with this slug already exists."],
      redirect_uris: [{}, { url: ["This field may not be blank.", "Enter a valid URL."] }],
      settings: { nested: { deep: ["Wrong."], non_field_errors: ["Both."] } },
      non_field_errors: ["The fields target, stage, order must make a unique set."],
    };
    api().post(path).reply(400, body);
    const error = await write();
    expect(error).toMatchObject({ code: "INVALID", status: 400, maybeDone: false });
    expect(error.fieldErrors).toEqual({
      slug: ["Application with this slug already exists."],
      "redirect_uris.1.url": ["This field may not be blank.", "Enter a valid URL."],
      "settings.nested.deep": ["Wrong."],
      "settings.nested": ["Both."],
      non_field_errors: ["The fields target, stage, order must make a unique set."],
    });
    for (const texts of Object.values(error.fieldErrors))
      for (const text of texts) expect(error.message).toContain(text);
  });

  test.each([
    [["First.", "Second."], { non_field_errors: ["First.", "Second."] }],
    ["Just so.", { non_field_errors: ["Just so."] }],
    [{ name: "One text." }, { name: ["One text."] }],
    [{ name: [] }, {}],
    [{ name: [["Inner."]] }, { "name.0": ["Inner."] }],
    [null, {}],
    [[], {}],
    [7, {}],
  ])("%j", (body, expected) => {
    expect(fieldErrorsOf(body)).toEqual(expected);
  });

  test("without a reason", async () => {
    api().post(path).reply(400, "<h1>Bad Request</h1>", html);
    const error = await write();
    expect(error).toMatchObject({ code: "INVALID", fieldErrors: {} });
    expect(error.message).toContain("no reason given");
  });
});

describe("odd answers", () => {
  test.each([
    ["a page", "<!doctype html><title>Sign in</title>", html],
    ["half of a body", '{"pk": 1, "na', json],
  ])("%s instead of JSON", async (_, text, headers) => {
    api().get(path).reply(200, text, headers).post(path).reply(201, text, headers);
    expect(await read()).toMatchObject({ code: "BAD_ANSWER", status: 200, maybeDone: false });
    const error = await write();
    expect(error).toMatchObject({ code: "BAD_ANSWER", status: 201, maybeDone: true });
    expect(error.message).toContain("not JSON");
    expect(error.message).not.toContain(text);
  });

  test.each([301, 302, 307, 308])("a redirect (%i) is not followed: the token would go with it", async (status) => {
    api().get(path).reply(status, "", { location: "https://elsewhere.example/api/v3/core/groups/" });
    const { client, tries } = observedClient();
    const error = await failureOf(client.get("core/groups"));
    expect(error).toMatchObject({ code: "CONFIGURATION", status });
    expect(error.message).toContain("AUTHENTIK_URL");
    expect(tries).toEqual([status]);
  });

  test("another status", async () => {
    api().get(path).reply(405, { detail: 'Method "GET" not allowed.' });
    const error = await read();
    expect(error).toMatchObject({ code: "BAD_ANSWER", status: 405 });
    expect(error.message).toContain('Method "GET" not allowed.');
  });

  test.each(["SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "CERT_HAS_EXPIRED"])(
    "a certificate that cannot be verified (%s) is no passing failure",
    async (code) => {
      const reason = Object.assign(new Error("unable to verify the first certificate"), { code });
      api().get(path).replyWithError(reason);
      const { client, tries } = observedClient();
      const error = await failureOf(client.get("core/groups"));
      expect(error.code).toBe("NETWORK");
      expect(error.message).toContain("NODE_EXTRA_CA_CERTS");
      expect(tries).toEqual([undefined]);
    },
  );
});

describe("secrets", () => {
  const secret = 'client"secret\\with/odd=characters';
  const texts = [token, secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
  const echo = `You sent ${texts.join(" and ")}.`;

  const answers: [string, () => void][] = [
    [
      "in a field's error",
      () =>
        api()
          .get(path)
          .reply(400, { [secret]: [echo], nested: [{ a: [echo] }] }),
    ],
    ["in a 403", () => api().get(path).reply(403, { detail: echo })],
    ["in a 404", () => api().get(path).reply(404, { detail: echo })],
    ["in another answer", () => api().get(path).reply(418, { detail: echo })],
    ["in a page", () => api().get(path).reply(500, echo, html)],
    ["in what should be JSON", () => api().get(path).reply(200, echo, json)],
    ["in a connection's failure", () => api().get(path).replyWithError(new Error(echo))],
    [
      "in a certificate's failure",
      () =>
        api()
          .get(path)
          .replyWithError(new Error(`certificate of ${echo}`)),
    ],
    [
      "in a redirect",
      () =>
        api()
          .get(path)
          .reply(302, echo, { location: `https://x.example/${token}` }),
    ],
  ];

  test.each(answers)("%s are shown nowhere", async (_, answer) => {
    answer();
    const { client } = observedClient({ retries: 0 });
    client.redaction.add(secret);
    const error = await failureOf(client.get("core/groups"));
    const shown = [
      error.message,
      String(error.stack),
      JSON.stringify(error),
      JSON.stringify(error, Object.getOwnPropertyNames(error)),
      inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
    ].join("\n");
    for (const text of texts) expect(shown).not.toContain(text);
  });

  test("a secret that begins with another is taken out whole", () => {
    const { redaction } = observedClient().client;
    redaction.add("abcdef");
    redaction.add("abcdef-and-more");
    expect(redaction.clean("abcdef, abcdef-and-more")).toBe("[secret], [secret]");
  });

  test("what is too short to be a secret stays", () => {
    const { redaction } = observedClient().client;
    for (const value of ["", "abc", undefined, 123456]) redaction.add(value);
    expect(redaction.clean("abc 123456")).toBe("abc 123456");
  });
});
