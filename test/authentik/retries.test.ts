import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { AuthentikClient } from "../../src/authentik/client";
import { failureOf, mockAuthentik, observedClient, skipWaits, token } from "./mocked";
import { sendJson, serve } from "./server";

const path = "/api/v3/core/groups/";
const body = { name: "a" };

describe("too many requests", () => {
  const { api } = mockAuthentik();

  test("the client waits as many seconds as it is asked to, and tries again", async () => {
    api().get(path).reply(429, "", { "retry-after": "7" }).get(path).reply(200, { pk: 1 });
    const waits = skipWaits();
    const { client, tries } = observedClient({ maxRetryAfterMs: 60_000 });
    expect(await client.get("core/groups")).toEqual({ pk: 1 });
    expect(tries).toEqual([429, 200]);
    expect(waits).toEqual([7000]);
  });

  test("it waits until a date", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-01-01T00:00:00Z") });
    api().get(path).reply(429, "", { "retry-after": "Thu, 01 Jan 2026 00:00:30 GMT" }).get(path).reply(200, {});
    const waits = skipWaits();
    await observedClient({ maxRetryAfterMs: 60_000 }).client.get("core/groups");
    expect(waits).toEqual([30_000]);
  });

  test("but never longer than allowed", async () => {
    api().get(path).reply(429, "", { "retry-after": "86400" }).get(path).reply(200, {});
    const waits = skipWaits();
    await observedClient({ maxRetryAfterMs: 5000 }).client.get("core/groups");
    expect(waits).toEqual([5000]);
  });

  test.each([["soon"], [""]])("without a time that can be read (%j) it waits as after any failure", async (header) => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    api().get(path).reply(429, "", { "retry-after": header }).get(path).reply(429).get(path).reply(200, {});
    const waits = skipWaits();
    await observedClient({ retryDelayMs: 100, maxRetryAfterMs: 60_000 }).client.get("core/groups");
    expect(waits).toEqual([100, 200]);
  });

  test("a POST is tried again as well: it was not carried out", async () => {
    api().post(path, body).reply(429, "", { "retry-after": "0" }).post(path, body).reply(201, { pk: 1 });
    const { client, tries } = observedClient();
    expect(await client.request("POST", "core/groups", { body })).toEqual({ pk: 1 });
    expect(tries).toEqual([429, 201]);
  });

  test("in the end it gives up", async () => {
    api().get(path).times(3).reply(429);
    const { client, tries } = observedClient({ retries: 2 });
    const error = await failureOf(client.get("core/groups"));
    expect(error).toMatchObject({ code: "RATE_LIMITED", status: 429, maybeDone: false });
    expect(tries).toEqual([429, 429, 429]);
  });
});

describe("a server or proxy that fails", () => {
  const { api } = mockAuthentik();

  test.each([502, 503, 504])("%i: what can be repeated is tried again", async (status) => {
    for (const method of ["GET", "PUT", "PATCH", "DELETE"] as const) {
      api().intercept(path, method).reply(status).intercept(path, method).reply(200, { pk: 1 });
      const { client, tries } = observedClient();
      expect(await client.request(method, "core/groups")).toEqual({ pk: 1 });
      expect(tries).toEqual([status, 200]);
    }
  });

  test.each([502, 503, 504])("%i: a POST is not, and may have been carried out", async (status) => {
    api().post(path, body).reply(status);
    const { client, tries } = observedClient();
    const error = await failureOf(client.request("POST", "core/groups", { body }));
    expect(error).toMatchObject({ code: "UNAVAILABLE", status, method: "POST", path, maybeDone: true });
    expect(tries).toEqual([status]);
  });

  test("500 is no passing failure", async () => {
    api().get(path).reply(500);
    const { client, tries } = observedClient();
    expect(await failureOf(client.get("core/groups"))).toMatchObject({ code: "UNAVAILABLE", maybeDone: false });
    expect(tries).toEqual([500]);
  });

  test.each([400, 403, 404, 405])("%i is an answer, which no second try would change", async (status) => {
    api().get(path).reply(status, {});
    const { client, tries } = observedClient();
    await failureOf(client.get("core/groups"));
    expect(tries).toEqual([status]);
  });
});

describe("a connection that breaks", () => {
  test("nobody listens: even a POST is tried again, since it never arrived", async () => {
    const url = await closedAddress();
    const { client, tries } = connected(url, { retries: 2 });
    const error = await failureOf(client.request("POST", "core/groups", { body }));
    expect(error).toMatchObject({ code: "NETWORK", maybeDone: false });
    expect(error.message).toContain(url);
    expect(tries).toEqual([undefined, undefined, undefined]);
  });

  test("after the server acted: a POST is not repeated, and may have been carried out", async () => {
    const { url, requests } = await serve((request) => request.socket.destroy());
    const error = await failureOf(connected(url).client.request("POST", "core/groups", { body }));
    expect(error).toMatchObject({ code: "NETWORK", maybeDone: true });
    expect(requests).toEqual([`POST ${path}`]);
  });

  test("after the server acted: a GET is repeated", async () => {
    const { url, requests } = await serve((request, response) =>
      requests.length === 1 ? request.socket.destroy() : sendJson(response, { pk: 1 }),
    );
    expect(await connected(url).client.get("core/groups")).toEqual({ pk: 1 });
    expect(requests).toEqual([`GET ${path}`, `GET ${path}`]);
  });

  test("in the middle of an answer: the same", async () => {
    const { url, requests } = await serve((request, response) => {
      if (requests.length > 1) return sendJson(response, { pk: 1 });
      response.writeHead(200, { "content-length": "100" });
      response.write('{"pk"', () => request.socket.destroy());
    });
    expect(await connected(url).client.get("core/groups")).toEqual({ pk: 1 });
    expect(requests).toHaveLength(2);
  });

  test("a server that does not answer in time", async () => {
    const { url, requests } = await serve(() => {});
    const { client } = connected(url, { timeoutMs: 20, retries: 1 });
    const read = await failureOf(client.get("core/groups"));
    expect(read).toMatchObject({ code: "TIMEOUT", maybeDone: false });
    expect(requests).toHaveLength(2);
    const write = await failureOf(client.request("POST", "core/groups", { body }));
    expect(write).toMatchObject({ code: "TIMEOUT", maybeDone: true });
    expect(requests).toHaveLength(3);
  });
});

function connected(url: string, options = {}): { client: AuthentikClient; tries: (number | undefined)[] } {
  const tries: (number | undefined)[] = [];
  const onRequest = ({ status }: { status?: number }) => tries.push(status);
  return { client: new AuthentikClient({ url, token }, { retryDelayMs: 0, onRequest, ...options }), tries };
}

/** An address at which something listened until just now. */
async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
