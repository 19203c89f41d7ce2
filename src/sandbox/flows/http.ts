import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { isObject, text } from "../policies/columns";
import type { HttpRequestData } from "../python";
import type { Row } from "../store";
import { path, query } from "./urls";

/** Forms, which OAuth speaks and fastify does not. */
export function acceptForms(app: FastifyInstance): void {
  const type = "application/x-www-form-urlencoded";
  if (app.hasContentTypeParser(type)) return;
  app.addContentTypeParser(type, { parseAs: "string" }, (_, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body as string)));
  });
}

/** The fields of a form, or of JSON; none if the body is neither. */
export function body(request: FastifyRequest): Record<string, unknown> {
  return isObject(request.body) ? request.body : {};
}

/** The fields of a form alone. */
export function form(request: FastifyRequest): Record<string, string> {
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  return isForm ? (body(request) as Record<string, string>) : {};
}

/** JSON as Django's JsonResponse sends it, without a charset: fastify adds one to a text. */
export function sendJson(reply: FastifyReply, value: unknown, status = 200): FastifyReply {
  return reply
    .status(status)
    .header("content-type", "application/json")
    .send(Buffer.from(JSON.stringify(value)));
}

export function sendRedirect(reply: FastifyReply, location: string): FastifyReply {
  return reply.status(302).header("location", location).header("content-type", "text/html; charset=utf-8").send("");
}

/** A page of Django's that takes some methods, and tells so to whoever tries others. */
export function refuseMethods(app: FastifyInstance, url: string, refused: ("GET" | "POST")[], allowed: string): void {
  app.route({
    method: refused,
    url,
    handler: (_, reply) => reply.status(405).header("allow", allowed).type("text/html; charset=utf-8").send(""),
  });
}

/** Whatever the server says of what is at no path. */
export function sendNotFound(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}

export function sendPage(reply: FastifyReply, html: string, status = 200): FastifyReply {
  return reply.status(status).header("content-type", "text/html; charset=utf-8").send(html);
}

/** A request as events and expressions know it. */
export function describe(context: SandboxContext, request: FastifyRequest): HttpRequestData {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    path: path(request),
    method: request.method,
    scheme: request.protocol,
    GET: Object.fromEntries(query(request)),
    POST: form(request),
    headers: Object.fromEntries(headers),
    client_ip: request.ip,
    session: { session_key: context.sessions.of(request).key },
    brand: { $model: "brands.brand", ...brandOf(context, request) },
  };
}

/** The brand of the host that was asked, or the default one. */
export function brandOf({ store }: SandboxContext, request: FastifyRequest): Row {
  const brands = store.rows("core/brands");
  const host = request.hostname;
  const named = brands.filter((brand) => text(brand, "domain") && host.endsWith(text(brand, "domain")));
  const longest = named.sort((a, b) => text(b, "domain").length - text(a, "domain").length)[0];
  return longest ?? brands.find((brand) => brand.default === true) ?? {};
}
