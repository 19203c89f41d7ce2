import type { FastifyRequest } from "fastify";
import { Refusal } from "./refusal";

/** A body that its parser does not take; whoever asks for it is told so. */
export class Unparsed {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    this.refusal = refusal;
  }
}

/** JSON, or what Django REST framework answers to what is none. */
export function parseJson(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    return new Unparsed(new Refusal(400, { detail: `JSON parse error - ${complaint(text, error as Error)}` }));
  }
}

/** The place as orjson names it. */
function complaint(text: string, error: Error): string {
  const found = /position (\d+)/.exec(error.message)?.[1];
  const at = found === undefined ? text.length : Number(found);
  const before = text.slice(0, at).split("\n");
  const place = `line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1} (char ${at})`;
  const isName = /property name/.test(error.message);
  const what =
    at >= text.length
      ? "unexpected end of data"
      : isName
        ? "unexpected character, expected a string key"
        : "unexpected character";
  return `${what}: ${place}`;
}

/** A request's data, as the API reads it: JSON and nothing else. */
export function bodyOf(request: FastifyRequest): unknown {
  const type = request.headers["content-type"]?.split(";")[0]?.trim() ?? "";
  const hasBody = request.body !== undefined && request.body !== null && request.body !== "";
  if (hasBody && type !== "application/json") {
    throw new Refusal(415, { detail: `Unsupported media type "${request.headers["content-type"]}" in request.` });
  }
  if (request.body instanceof Unparsed) throw request.body.refusal;
  if (request.body === null && Number(request.headers["content-length"]) > 0) return null;
  return hasBody ? request.body : {};
}
