import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Difference, Unifier } from "./unifier";

/** One exchange with a real Authentik. */
export interface Exchange {
  note: string;
  request: {
    method: string;
    path: string;
    auth: "none" | "token" | "other" | "session" | "basic";
    body?: unknown;
    form?: Record<string, string>;
  };
  response: { status: number; contentType?: string | null; location?: string; body?: unknown };
}

export function recordings(folder: string): [file: string, exchanges: Exchange[]][] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => [file, JSON.parse(readFileSync(join(folder, file), "utf8")) as Exchange[]]);
}

/** Plays a recording's requests against a running server, in order, and tells where the answers differ. */
export class Replay {
  readonly unifier = new Unifier();
  readonly #url: string;
  readonly #token: string;
  #cookies = new Map<string, string>();
  #bearer = "wrong";
  #client = "";
  #secrets: string[] = [];

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
    for (const port of [9000, 9026]) this.unifier.bind(`http://127.0.0.1:${port}`, url);
  }

  /** Each file is a story of its own, told by another browser. */
  forgetCookies(): void {
    this.#cookies.clear();
  }

  async differences(exchange: Exchange): Promise<Difference[]> {
    const { request, response } = exchange;
    const isNewcomer = request.path.startsWith("/application/o/authorize/") && request.auth === "none";
    if (isNewcomer || /(first log in|link again)$/.test(exchange.note)) this.#cookies.clear();
    const body = this.#body(request);
    const answer = await fetch(this.#url + this.unifier.path(request.path), {
      method: request.method,
      headers: this.#headers(exchange, body),
      body,
      redirect: "manual",
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split(/=(.*)/s);
      this.#cookies.set(name, value);
    }
    const text = await answer.text();
    const actual = {
      status: answer.status,
      contentType: response.contentType === undefined ? undefined : answer.headers.get("content-type"),
      location: response.location === undefined ? undefined : answer.headers.get("location"),
      body: response.body === undefined ? null : readable(text),
    };
    this.#remember(request, actual.body);
    const { status, contentType, location } = response;
    return this.unifier.differences({ status, contentType, location, body: response.body ?? null }, actual);
  }

  #body(request: Exchange["request"]): string | undefined {
    if (request.form) {
      return new URLSearchParams(this.unifier.value(request.form) as Record<string, string>).toString();
    }
    return request.body === undefined ? undefined : JSON.stringify(this.unifier.value(request.body));
  }

  #headers({ note, request }: Exchange, body: string | undefined): Record<string, string> {
    const headers: Record<string, string> = {};
    if (body !== undefined) headers["content-type"] = request.form ? "application/x-www-form-urlencoded" : "application/json";
    if (request.auth === "token") headers.authorization = `Bearer ${this.#token}`;
    else if (request.auth === "other") headers.authorization = `Bearer ${this.#bearer}`;
    else if (request.auth === "basic") headers.authorization = `Basic ${btoa(`${this.#client}:${this.#secret(note)}`)}`;
    else headers.cookie = [...this.#cookies].map((pair) => pair.join("=")).join("; ");
    return headers;
  }

  /** The recordings leave credentials out: their notes say which were used. */
  #secret(note: string): string | undefined {
    if (note.includes("wrong")) return "wrong";
    return note.includes("old") ? this.#secrets.at(-2) : this.#secrets.at(-1);
  }

  #remember(request: Exchange["request"], body: unknown): void {
    if (request.form?.token) this.#bearer = this.unifier.text(request.form.token);
    if (body === null || typeof body !== "object") return;
    const answer = body as Record<string, unknown>;
    if (typeof answer.access_token === "string") this.#bearer = answer.access_token;
    if (typeof answer.client_id === "string" && typeof answer.client_secret === "string") {
      this.#client = answer.client_id;
      if (answer.client_secret !== this.#secrets.at(-1)) this.#secrets.push(answer.client_secret);
    }
  }
}

function readable(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
