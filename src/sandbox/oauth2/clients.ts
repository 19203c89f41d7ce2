import type { FastifyReply, FastifyRequest } from "fastify";
import { form, sendJson } from "../flows/http";
import { text } from "../policies/columns";
import type { Row, Store } from "../store";
import { TokenError } from "./errors";
import { clientOf, redirectUris } from "./providers";

/** Who a client says that it is: by Basic authentication, else in the form. */
export function credentials(request: FastifyRequest): { clientId: string; clientSecret: string } {
  const basic = /^Basic\s(\S+)/.exec(request.headers.authorization ?? "")?.[1];
  if (basic === undefined) {
    const { client_id = "", client_secret = "" } = form(request);
    return { clientId: client_id, clientSecret: client_secret };
  }
  const [clientId = "", ...secret] = Buffer.from(basic, "base64").toString("utf8").split(":");
  return { clientId, clientSecret: secret.join(":") };
}

/** The provider whose client proves with its secret who it is. */
export function provenClient(store: Store, request: FastifyRequest): Row | undefined {
  const { clientId, clientSecret } = credentials(request);
  const provider = clientOf(store, clientId);
  return provider && text(provider, "client_secret") === clientSecret ? provider : undefined;
}

/** JSON that no one keeps, for browsers of the provider's origins too. */
export function sendTokens(
  request: FastifyRequest,
  reply: FastifyReply,
  body: object,
  { status = 200, provider }: { status?: number; provider?: Row } = {},
): FastifyReply {
  allowOrigins(request, reply, provider);
  return sendJson(reply.header("cache-control", "no-store").header("pragma", "no-cache"), body, status);
}

export function sendTokenError(
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
  { status = 400, provider }: { status?: number; provider?: Row } = {},
): FastifyReply {
  if (!(error instanceof TokenError)) throw error;
  return sendTokens(request, reply, error.body(), { status, provider });
}

/** CORS: the origins of a provider's redirect URIs. A preflight cannot tell the provider, and is let through. */
export function allowOrigins(request: FastifyRequest, reply: FastifyReply, provider?: Row): void {
  const { origin } = request.headers;
  if (!origin) return;
  const isPreflight = request.method === "OPTIONS";
  const allowed = provider ? redirectUris(provider).map(({ url }) => originOf(url)) : [];
  if (!isPreflight && !allowed.includes(originOf(origin))) return;
  reply.header("access-control-allow-origin", origin).header("vary", "Origin");
  reply.header("access-control-allow-credentials", "true");
  if (!isPreflight) return;
  const headers = request.headers["access-control-request-headers"];
  if (headers) reply.header("access-control-allow-headers", headers);
  reply.header("access-control-allow-methods", "GET, POST, OPTIONS");
}

function originOf(url: string): string | undefined {
  try {
    const { protocol, hostname, port } = new URL(url);
    return `${protocol}//${hostname}:${port}`;
  } catch {
    return undefined;
  }
}
