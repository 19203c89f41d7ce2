import type { FastifyRequest } from "fastify";

/** Names and values as Python's urlencode writes them, which is how Authentik writes every query. */
export function urlencode(pairs: Iterable<readonly [string, string]>): string {
  return [...pairs].map(([name, value]) => `${quotePlus(name)}=${quotePlus(value)}`).join("&");
}

/** Python's quote: letters, digits, `_.-~` and what is named as safe stay. */
export function quote(value: string, safe = "/"): string {
  return encodeURIComponent(value).replace(/[!'()*]|%[0-9A-F]{2}/g, (piece) => {
    if (piece.length === 1) return safe.includes(piece) ? piece : `%${piece.charCodeAt(0).toString(16).toUpperCase()}`;
    const character = String.fromCharCode(Number.parseInt(piece.slice(1), 16));
    return safe.includes(character) ? character : piece;
  });
}

function quotePlus(value: string): string {
  return quote(value, "").replaceAll("%20", "+");
}

export function withQuery(path: string, query: URLSearchParams): string {
  const text = urlencode(lastValues(query));
  return text ? `${path}?${text}` : path;
}

/** As Django's items(): each name once, with its last value. */
function lastValues(query: URLSearchParams): Map<string, string> {
  return new Map(query);
}

/** Whether a URL names a host, so that following it would lead elsewhere. */
export function isAbsolute(url: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]/i.test(url);
}

/** The scheme of a URL, empty when it has none. */
export function scheme(url: string): string {
  return /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase() ?? "";
}

/** The address under which the client reached the sandbox: `http://127.0.0.1:9000`. */
export function origin(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

export function query(request: FastifyRequest): URLSearchParams {
  const mark = request.url.indexOf("?");
  return new URLSearchParams(mark < 0 ? "" : request.url.slice(mark + 1));
}

export function path(request: FastifyRequest): string {
  return request.url.split("?", 1)[0] ?? "/";
}
