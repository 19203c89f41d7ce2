/** What went wrong with a request, stable across releases of this package. */
export type AuthentikErrorCode =
  | "CONFIGURATION"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "INVALID"
  | "CONFLICT"
  | "RATE_LIMITED"
  | "UNAVAILABLE"
  | "TIMEOUT"
  | "NETWORK"
  | "BAD_ANSWER"
  | "UNSUPPORTED";

export interface AuthentikErrorDetails {
  method?: string;
  path?: string;
  status?: number;
  /** What Authentik said of each field; nested fields are joined by dots. */
  fieldErrors?: Record<string, string[]>;
  /** True when the request may have been carried out although no answer came. */
  maybeDone?: boolean;
}

/** Every failure of talking to Authentik. Neither its text nor its fields hold a token or a secret. */
export class AuthentikError extends Error {
  override readonly name = "AuthentikError";
  readonly code: AuthentikErrorCode;
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  readonly fieldErrors: Record<string, string[]>;
  readonly maybeDone: boolean;

  constructor(code: AuthentikErrorCode, message: string, details: AuthentikErrorDetails = {}) {
    super(message);
    this.code = code;
    this.method = details.method;
    this.path = details.path;
    this.status = details.status;
    this.fieldErrors = details.fieldErrors ?? {};
    this.maybeDone = details.maybeDone ?? false;
  }
}

/** Authentik's error body, `{field: [texts]}` with nesting, as flat names and texts. */
export function fieldErrorsOf(body: unknown, prefix = ""): Record<string, string[]> {
  if (typeof body === "string") return { [prefix || "non_field_errors"]: [body] };
  if (Array.isArray(body)) {
    if (body.every((item) => typeof item === "string"))
      return body.length > 0 ? { [prefix || "non_field_errors"]: body } : {};
    return Object.assign({}, ...body.map((item, index) => fieldErrorsOf(item, join(prefix, String(index)))));
  }
  if (typeof body !== "object" || body === null) return {};
  return Object.assign({}, ...Object.entries(body).map(([name, value]) => fieldErrorsOf(value, join(prefix, name))));
}

function join(prefix: string, name: string): string {
  if (name === "non_field_errors" && prefix) return prefix;
  return prefix ? `${prefix}.${name}` : name;
}
