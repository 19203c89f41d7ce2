import Fastify, { type FastifyInstance } from "fastify";
import { parseJson } from "./api/body";
import { answer } from "./api/dispatch";
import type { SandboxContext } from "./context";
import { registerFlows } from "./flows";
import { page } from "./flows/pages";
import { registerOAuth2 } from "./oauth2";

/** What a server tells of its requests. */
export interface Observed {
  method: string;
  /** The path, without the query. */
  path: string;
}

const charset = '<meta charset="UTF-8">';

/** The server of a sandbox: the API, the flows and OAuth2. */
export function serverOf(
  context: SandboxContext,
  observe: (request: Observed) => void,
  latencyMs: number,
): FastifyInstance {
  const app = Fastify({
    forceCloseConnections: true,
    bodyLimit: 16 * 1024 * 1024,
    routerOptions: { maxParamLength: 500 },
  });
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_, body, done) =>
    done(null, parseJson(body as string)),
  );
  app.addContentTypeParser("*", { parseAs: "string" }, (_, body, done) => done(null, body));
  app.addHook("onRequest", async (request) => {
    observe({ method: request.method, path: request.url.split("?", 1)[0] ?? "" });
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
  });
  // Pages are written as 2025.10 begins them.
  app.addHook("onSend", async (_, __, payload) => {
    const isPage = typeof payload === "string" && payload.startsWith("\n\n\n\n<!DOCTYPE html>");
    return isPage
      ? context.store.models.words.page + payload.slice(payload.indexOf(charset) + charset.length)
      : payload;
  });
  app.addHook("onResponse", async (request) => {
    const isAuthorized = request.url.startsWith("/application/o/authorize/") && context.sessions.user(request);
    if (isAuthorized) context.passingStage = "authentik.providers.oauth2.views.authorize.OAuthFulfillmentStage";
  });
  registerFlows(app, context);
  registerOAuth2(app, context);
  app.route({
    method: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
    url: "/api/v3/*",
    handler: async (request, reply) => (await answer(request, reply, context)) ?? reply.callNotFound(),
  });
  app.get("/-/health/live/", (_, reply) => reply.status(200).send(""));
  app.get("/-/health/ready/", (_, reply) => reply.status(200).send(""));
  app.setNotFoundHandler((request, reply) => {
    reply.header("content-type", "text/html; charset=utf-8");
    // What is at no path is still a page to Authentik, and pages are only ever read.
    if (request.method !== "GET" && request.method !== "HEAD") return reply.status(405).send("");
    return reply.status(404).send(page("Not Found", "<h1>Not Found</h1>"));
  });
  return app;
}
