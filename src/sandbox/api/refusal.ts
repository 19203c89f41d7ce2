/** An answer that ends a request: a refusal with Django REST framework's words. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

/** What is wrong with a value: texts, or by name for what is inside of it. */
export type Problem = string[] | { [name: string]: Problem } | Problem[] | string;

/** A value that a field does not take. */
export class Invalid extends Error {
  readonly problem: Problem;

  constructor(problem: Problem | string) {
    super(typeof problem === "string" ? problem : JSON.stringify(problem));
    this.problem = typeof problem === "string" ? [problem] : problem;
  }
}

export function invalid(body: Problem): Refusal {
  return new Refusal(400, body);
}

/** What a serializer's own validation says about the object as a whole. */
export function invalidObject(text: string): Refusal {
  return invalid({ non_field_errors: [text] });
}

export function notFound(model?: string): Refusal {
  return new Refusal(404, { detail: model ? `No ${model} matches the given query.` : "Not found." });
}

export function notAllowed(method: string): Refusal {
  return new Refusal(405, { detail: `Method "${method}" not allowed.` });
}

export function forbidden(detail = "You do not have permission to perform this action."): Refusal {
  return new Refusal(403, { detail });
}

/** Where Authentik's own code fails. */
export class ServerError extends Refusal {
  constructor() {
    super(500, undefined);
  }
}
