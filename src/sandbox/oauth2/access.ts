import type { FastifyReply, FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { defaultFlow } from "../flows/default-flow";
import { describe, sendPage, sendRedirect } from "../flows/http";
import { deniedPage } from "../flows/pages";
import { isSince2026 } from "../flows/releases";
import { query, quote, urlencode } from "../flows/urls";
import { decide } from "../policies";
import type { Row } from "../store";

/** Sends someone who has to log in to the login flow, which remembers where they were going. */
export async function sendToLogin(
  context: SandboxContext,
  request: FastifyRequest,
  reply: FastifyReply,
  application: Row | undefined,
): Promise<FastifyReply> {
  const { data } = context.sessions.of(request);
  if (application) data.application = application;
  if (!isSince2026(context)) {
    return sendRedirect(reply, `/flows/-/default/authentication/?next=${quote(request.url)}`);
  }
  const flow = await defaultFlow(context, request, "authentication");
  const parameters = urlencode([...query(request), ["next", request.url]]);
  return sendRedirect(reply, `/if/flow/${flow?.slug}/?${parameters}`);
}

/** Whether the policies of an application let a user in. If not, the reply is on its way. */
export async function admits(
  context: SandboxContext,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: { application: Row; user: Row; about?: Record<string, unknown> },
): Promise<boolean> {
  const target = { kind: "core/applications", row: asked.application };
  const about = { user: asked.user, http: describe(context, request), target, context: { ...asked.about } };
  const result = await decide(context, about);
  if (!result.passing) sendDenied(reply, result.messages);
  return result.passing;
}

/** Authentik's page for someone who may not, with the status that Authentik gives it. */
export function sendDenied(reply: FastifyReply, messages: string[] = []): FastifyReply {
  return sendPage(reply, deniedPage(messages));
}
