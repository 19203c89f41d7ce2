import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { describe } from "../flows/http";
import { bearerToken } from "./bearer";
import { claimsOf } from "./claims";
import { sendTokens } from "./clients";
import { grantOf, idTokenOf } from "./grants";
import { tokenData } from "./id-token";

export function registerUserinfo(app: FastifyInstance, context: SandboxContext): void {
  const url = "/application/o/userinfo/";
  app.options(url, (request, reply) => sendTokens(request, reply, {}));
  app.route({ method: ["GET", "POST"], url, handler: (request, reply) => userinfo(context, request, reply) });
}

async function userinfo(context: SandboxContext, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const token = bearerToken(context, request, reply, "openid");
  const grant = token && grantOf(context, token, "seconds=0");
  if (!grant) return reply;
  const { provider, user } = grant;
  const idToken = idTokenOf(token);
  const subject = { provider, user, http: describe(context, request), token: tokenData(grant) };
  const claims = await claimsOf(context, subject, grant.scope);
  const { nonce } = idToken;
  return sendTokens(request, reply, { sub: idToken.sub, ...claims, ...(nonce && { nonce }) }, { provider });
}
