import http from "node:http";
import https from "node:https";
import axios, { type AxiosInstance, isAxiosError } from "axios";
import axiosRetry from "axios-retry";
import pLimit from "p-limit";
import { type Release, releaseOf } from "./catalogue";
import type { Connection } from "./connection";
import { AuthentikError } from "./errors";
import { answerOf, errorFromAnswer, errorWithoutAnswer, isUntrusted, neverArrived } from "./failures";
import { Redaction } from "./redaction";

export interface ClientOptions {
  /** How long one try of a request may take, in milliseconds. Default: 30,000. */
  timeoutMs?: number;
  /** How often a request that failed for a passing reason is tried again. Default: 4. */
  retries?: number;
  /** The first wait between two tries, in milliseconds; it doubles, with jitter. Default: 250. */
  retryDelayMs?: number;
  /** The longest wait that a server may ask for, in milliseconds. Default: 60,000. */
  maxRetryAfterMs?: number;
  /** How many requests may be under way at once. Default: 8. */
  maxInFlight?: number;
  /** Called after each try, for counting. */
  onRequest?(request: { method: string; path: string; status?: number }): void;
}

/** An object as Authentik's API shows it. */
export type ApiObject = Record<string, unknown>;

export interface RequestOptions {
  params?: Record<string, string | number | boolean>;
  body?: ApiObject;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

interface Page {
  pagination: { next: number };
  results: ApiObject[];
}

const pageSize = 1000;

/** The only thing that makes requests to Authentik. */
export class AuthentikClient {
  readonly url: string;
  readonly redaction = new Redaction();
  readonly #http: AxiosInstance;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #onRequest: ClientOptions["onRequest"];
  #version?: Promise<string>;

  constructor(connection: Connection, options: ClientOptions = {}) {
    this.url = connection.url;
    this.redaction.add(connection.token);
    this.#onRequest = options.onRequest;
    this.#limit = pLimit(options.maxInFlight ?? 8);
    this.#http = axios.create({
      baseURL: connection.url,
      timeout: options.timeoutMs ?? 30_000,
      // A redirect of an API call is a sign of a wrong address; following it would send the token elsewhere.
      maxRedirects: 0,
      headers: { Authorization: `Bearer ${connection.token}`, Accept: "application/json" },
      httpAgent: new http.Agent({ keepAlive: true }),
      httpsAgent: new https.Agent({ keepAlive: true, rejectUnauthorized: !connection.insecure }),
      transformResponse: (data) => data,
      validateStatus: (status) => status >= 200 && status < 300,
    });
    // Before the retries, which hand on only how the last try ended.
    this.#http.interceptors.response.use(
      (response) => {
        this.#report(response.config.method, response.config.url, response.status);
        return response;
      },
      (error: unknown) => {
        if (isAxiosError(error)) this.#report(error.config?.method, error.config?.url, error.response?.status);
        throw error;
      },
    );
    axiosRetry(this.#http, {
      retries: options.retries ?? 4,
      shouldResetTimeout: true,
      retryCondition: isPassing,
      retryDelay: (count, error) =>
        Math.min(
          retryAfterMs(error.response?.headers["retry-after"]) ?? backoffMs(count, options.retryDelayMs ?? 250),
          options.maxRetryAfterMs ?? 60_000,
        ),
    });
  }

  /** The version that the server reports, asked for once. */
  version(): Promise<string> {
    this.#version ??= this.#askVersion().catch((error) => {
      this.#version = undefined;
      throw error;
    });
    return this.#version;
  }

  /** The server's release, as the catalogue counts them. */
  async release(): Promise<Release> {
    return releaseOf(await this.version());
  }

  async #askVersion(): Promise<string> {
    const path = "admin/version";
    const version = (await this.get(path))?.version_current;
    if (typeof version === "string" && /^\d+\.\d+/.test(version)) return version;
    throw new AuthentikError("BAD_ANSWER", `${this.url} does not say which version it is. Is it an Authentik?`, {
      method: "GET",
      path,
    });
  }

  get(path: string, params?: RequestOptions["params"]): Promise<ApiObject> {
    return this.request("GET", path, { params });
  }

  /** Every object of a list, over all its pages. */
  async list(path: string, params: RequestOptions["params"] = {}): Promise<ApiObject[]> {
    const objects: ApiObject[] = [];
    for (let page = 1; page !== 0; ) {
      const answer = (await this.get(path, {
        ...params,
        page_size: pageSize,
        ...(page > 1 && { page }),
      })) as Partial<Page> | null;
      if (!Array.isArray(answer?.results)) {
        throw new AuthentikError("BAD_ANSWER", `The list ${path} holds no results. Is ${this.url} an Authentik?`, {
          method: "GET",
          path,
        });
      }
      objects.push(...answer.results);
      const next = answer.pagination?.next ?? 0;
      page = next > page ? next : 0;
    }
    return objects;
  }

  /** One request below `/api/v3/`, or, with a path that begins with `/`, anywhere on the server. */
  async request(method: Method, path: string, { params, body }: RequestOptions = {}): Promise<ApiObject> {
    const url = path.startsWith("/") ? path : `/api/v3/${path}/`;
    return this.#limit(async () => {
      let answer: { status: number; data: string };
      try {
        answer = await this.#http.request({ method, url, params, data: body });
      } catch (error) {
        throw this.#translate(error, method, url);
      }
      return this.#parse(answer, method, url);
    });
  }

  #parse({ status, data }: { status: number; data: string }, method: Method, path: string): ApiObject {
    if (status === 204 || data === "") return {};
    try {
      return JSON.parse(data) as ApiObject;
    } catch {
      throw new AuthentikError(
        "BAD_ANSWER",
        `${method} ${path} was answered with something that is not JSON. Is ${this.url} an Authentik, and no proxy's page before it?`,
        { method, path, status, maybeDone: method !== "GET" },
      );
    }
  }

  #translate(error: unknown, method: Method, path: string): AuthentikError {
    const clean = (text: string) => this.redaction.clean(text);
    const answer = answerOf(error);
    if (answer) {
      const { status, data, headers } = answer;
      const isJson = String(headers["content-type"] ?? "").includes("json");
      return errorFromAnswer({ method, path, status, text: String(data ?? ""), isJson, url: this.url, clean });
    }
    return errorWithoutAnswer({ method, path, error, url: this.url, clean });
  }

  #report(method = "", url = "", status?: number): void {
    this.#onRequest?.({ method: method.toUpperCase(), path: url, status });
  }
}

/** A repeated POST could make a second object: it is tried again only when the first cannot have been carried out. */
function isPassing(error: unknown): boolean {
  if (!isAxiosError(error) || isUntrusted(error)) return false;
  const status = answerOf(error)?.status;
  if (status === 429) return true;
  if (error.config?.method?.toUpperCase() === "POST") return neverArrived(error);
  return status === undefined ? error.code !== "ERR_BAD_REQUEST" : [502, 503, 504].includes(status);
}

function retryAfterMs(header: unknown): number | undefined {
  if (typeof header !== "string" || header === "") return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function backoffMs(count: number, first: number): number {
  return first * 2 ** (count - 1) * (0.5 + Math.random());
}
