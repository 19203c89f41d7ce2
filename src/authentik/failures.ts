import { type AxiosResponse, isAxiosError } from "axios";
import { AuthentikError, fieldErrorsOf } from "./errors";

interface Request {
  method: string;
  path: string;
  url: string;
  clean(text: string): string;
}

/** The answer that a request failed with; a success that broke off before its end is none. */
export function answerOf(error: unknown): AxiosResponse<unknown> | undefined {
  const answer = isAxiosError(error) ? error.response : undefined;
  return answer && answer.status >= 300 ? answer : undefined;
}

/** The error for an answer that is not a success. */
export function errorFromAnswer(answer: Request & { status: number; text: string; isJson: boolean }): AuthentikError {
  const { method, path, status, clean } = answer;
  const what = `${method} ${path}`;
  const body = answer.isJson ? parsed(answer.text) : undefined;
  const said = detail(body, clean);
  const error = (code: AuthentikError["code"], message: string, more = {}) =>
    new AuthentikError(code, message, { method, path, status, ...more });

  if (status === 400) {
    const fieldErrors = Object.fromEntries(
      Object.entries(fieldErrorsOf(body)).map(([name, texts]) => [clean(name), texts.map(clean)]),
    );
    const listed = Object.entries(fieldErrors).map(([name, texts]) => `${name}: ${texts.join(" ")}`);
    return error("INVALID", `Authentik refuses ${what}: ${listed.join("; ") || "no reason given"}`, { fieldErrors });
  }
  if (status === 401 || status === 403) {
    const hint =
      said === "Token invalid/expired" || /credentials/i.test(said)
        ? "Check AUTHENTIK_TOKEN: it is wrong, expired or not sent."
        : "The token's user lacks the permission for it.";
    return error("FORBIDDEN", `Authentik does not allow ${what}${said && ` (${said})`}. ${hint}`);
  }
  if (status === 404) {
    return body === undefined
      ? error("NOT_FOUND", `There is no ${path} at ${answer.url}: no Authentik is there, or its release lacks this.`)
      : error("NOT_FOUND", `${what}: not found${said && ` (${said})`}.`);
  }
  if (status === 429) return error("RATE_LIMITED", `Authentik asks for fewer requests (${what}). Try again later.`);
  if (status >= 300 && status < 400) {
    return error(
      "CONFIGURATION",
      `${what} is redirected. AUTHENTIK_URL must be the address that Authentik itself uses (https?).`,
    );
  }
  if (status >= 500) {
    return error(
      "UNAVAILABLE",
      `Authentik, or the proxy before it, failed with ${status} on ${what}. Is it still starting? Its log tells more.`,
      { maybeDone: method !== "GET" },
    );
  }
  return error("BAD_ANSWER", `${what} was answered with ${status}${said && ` (${said})`}.`);
}

/** The error for a request that got no answer. */
export function errorWithoutAnswer({ method, path, url, clean, error }: Request & { error: unknown }): AuthentikError {
  const code = isAxiosError(error) ? (error.code ?? "") : "";
  const text = clean(error instanceof Error ? error.message : String(error));
  const details = { method, path, maybeDone: method !== "GET" && !neverArrived(error) };
  if (code === "ECONNABORTED" || code === "ETIMEDOUT") {
    return new AuthentikError("TIMEOUT", `Authentik at ${url} did not answer ${method} ${path} in time.`, details);
  }
  if (isUntrusted(error)) {
    return new AuthentikError(
      "NETWORK",
      `The certificate of ${url} cannot be verified (${text}). NODE_EXTRA_CA_CERTS names a CA to trust; AUTHENTIK_INSECURE=true verifies nothing.`,
      details,
    );
  }
  return new AuthentikError(
    "NETWORK",
    `Authentik at ${url} cannot be reached for ${method} ${path}: ${text || code}.`,
    details,
  );
}

/** Whether the server's certificate could not be verified. */
export function isUntrusted(error: unknown): boolean {
  return (
    isAxiosError(error) && (/CERT|SELF_SIGNED|SSL|TLS/.test(error.code ?? "") || /certificate/.test(error.message))
  );
}

/** Whether a failure shows that the server never got the request. */
export function neverArrived(error: unknown): boolean {
  return (
    isAxiosError(error) &&
    ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"].includes(error.code ?? "")
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function detail(body: unknown, clean: (text: string) => string): string {
  const said = typeof body === "object" && body !== null ? (body as { detail?: unknown }).detail : undefined;
  return typeof said === "string" ? clean(said) : "";
}
