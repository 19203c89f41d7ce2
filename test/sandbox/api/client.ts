import { createSandbox, type Row, type Sandbox, type SandboxOptions } from "../../../src/sandbox";

export interface Answer {
  status: number;
  body: Row & { detail?: string; results?: Row[]; pagination?: Record<string, number>; non_field_errors?: string[] };
  headers: Headers;
  text: string;
}

/** A sandbox that is spoken to as any client speaks to an Authentik: over HTTP. */
export class Api {
  readonly sandbox: Sandbox;
  readonly url: string;

  private constructor(sandbox: Sandbox, url: string) {
    this.sandbox = sandbox;
    this.url = url;
  }

  static async start(options: SandboxOptions = {}): Promise<Api> {
    const sandbox = await createSandbox(options);
    return new Api(sandbox, await sandbox.listen());
  }

  stop(): Promise<void> {
    return this.sandbox.close();
  }

  /** A request below `/api/v3/`; the token is the administrator's unless another is given. */
  async call(method: string, path: string, body?: unknown, token: string | null = this.sandbox.token): Promise<Answer> {
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
    if (body !== undefined) headers["content-type"] = "application/json";
    const answer = await fetch(`${this.url}/api/v3/${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
      redirect: "manual",
    });
    const text = await answer.text();
    const isJson = answer.headers.get("content-type")?.startsWith("application/json");
    return { status: answer.status, body: isJson ? JSON.parse(text) : {}, headers: answer.headers, text };
  }

  get(path: string): Promise<Answer> {
    return this.call("GET", path);
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.call("POST", path, body);
  }

  patch(path: string, body: unknown): Promise<Answer> {
    return this.call("PATCH", path, body);
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.call("PUT", path, body);
  }

  delete(path: string): Promise<Answer> {
    return this.call("DELETE", path);
  }

  /** Makes an object, which has to work. */
  async make(path: string, body: unknown): Promise<Row> {
    const answer = await this.post(path, body);
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  }

  /** The id of the first object of a list that has this value. */
  async idOf(path: string, column: string, value: string): Promise<unknown> {
    const { body } = await this.get(`${path}?page_size=1000`);
    const found = body.results?.find((row) => row[column] === value);
    if (!found) throw new Error(`${path} has no ${column} ${value}`);
    return found.pk ?? found.brand_uuid;
  }
}
