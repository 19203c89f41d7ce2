import nock from "nock";
import { afterEach, beforeEach, vi } from "vitest";
import { AuthentikClient, type ClientOptions } from "../../src/authentik/client";
import { AuthentikError } from "../../src/authentik/errors";

export const url = "https://auth.example.com";
export const token = "an-api-token-of-this-test";
const timeoutMs = 29_999;

/** An Authentik that answers only what a test says, for as long as the file runs. */
export function mockAuthentik(): { api: () => nock.Scope } {
  beforeEach(() => nock.disableNetConnect());
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
    nock.abortPendingRequests();
    nock.cleanAll();
    nock.enableNetConnect();
  });
  return { api: () => nock(url) };
}

/** A client that does not wait between its tries, and what each try was answered with. */
export function observedClient(options: ClientOptions = {}): {
  client: AuthentikClient;
  tries: (number | undefined)[];
} {
  const tries: (number | undefined)[] = [];
  const client = new AuthentikClient(
    { url, token },
    { timeoutMs, retryDelayMs: 0, maxRetryAfterMs: 0, onRequest: ({ status }) => tries.push(status), ...options },
  );
  return { client, tries };
}

/** What a request fails with, which must be an error of ours. */
export async function failureOf(request: Promise<unknown>): Promise<AuthentikError> {
  const error = await request.then(
    () => new Error("it did not fail"),
    (reason: unknown) => reason,
  );
  if (error instanceof AuthentikError) return error;
  throw error;
}

/** Lets every wait between two tries be over at once, and tells how long each was to be, in milliseconds. */
export function skipWaits(): number[] {
  const waits: number[] = [];
  const real = globalThis.setTimeout;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void, ms = 0) => {
    // Axios' own, for the whole request.
    if (ms === timeoutMs) return real(run, ms);
    if (ms > 0) waits.push(ms);
    return real(run, 0);
  }) as typeof setTimeout);
  return waits;
}
