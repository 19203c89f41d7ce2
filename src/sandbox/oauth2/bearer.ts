import type { FastifyReply, FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { describe, form } from "../flows/http";
import { query } from "../flows/urls";
import { ids } from "../policies/columns";
import { isOver } from "../policies/durations";
import { logEvent } from "../policies/events";
import type { Row } from "../store";
import { BEARER_ERRORS } from "./errors";
import { ACCESS_TOKENS } from "./grants";

/** The access token of a request, if it is good for a scope. If not, the reply is on its way. */
export function bearerToken(
  context: SandboxContext,
  request: FastifyRequest,
  reply: FastifyReply,
  scope: string,
): Row | undefined {
  const given = givenToken(request);
  const token = given ? context.store.find(ACCESS_TOKENS, { token: given }) : undefined;
  if (token?.revoked === true) {
    const about = { message: "Revoked access token was used" };
    const http = describe(context, request);
    logEvent(context, { action: "suspicious_request", app: "authentik.providers.oauth2.utils", context: about, http });
  }
  if (!token || isOver(token.expires) || token.revoked === true) refuse(reply, "invalid_token");
  else if (!ids(token, "scope").includes(scope)) refuse(reply, "insufficient_scope");
  else return token;
  return undefined;
}

function givenToken(request: FastifyRequest): string | undefined {
  const header = /^[Bb]earer\s(\S+)/.exec(request.headers.authorization ?? "")?.[1];
  return header ?? form(request).access_token ?? query(request).get("access_token") ?? undefined;
}

function refuse(reply: FastifyReply, error: keyof typeof BEARER_ERRORS): void {
  const { status, description } = BEARER_ERRORS[error];
  reply
    .status(status)
    .header("www-authenticate", `error="${error}", error_description="${description}"`)
    .header("content-type", "text/html; charset=utf-8")
    .send("");
}
