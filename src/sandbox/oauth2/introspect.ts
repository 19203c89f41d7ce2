import type { FastifyInstance } from "fastify";
import type { SandboxContext } from "../context";
import { form, refuseMethods } from "../flows/http";
import { ids } from "../policies/columns";
import { isOver } from "../policies/durations";
import type { Id } from "../store";
import { credentials, provenClient, sendTokenError, sendTokens } from "./clients";
import { TokenError } from "./errors";
import { ACCESS_TOKENS, idTokenOf, REFRESH_TOKENS } from "./grants";
import { payload } from "./id-token";
import { clientOf } from "./providers";

/** What is behind a token, and the end of it. */
export function registerIntrospection(app: FastifyInstance, context: SandboxContext): void {
  const { store } = context;

  for (const path of ["introspect", "revoke"]) refuseMethods(app, `/application/o/${path}/`, ["GET"], "POST, OPTIONS");

  app.post("/application/o/introspect/", (request, reply) => {
    const provider = provenClient(store, request);
    const where = { token: form(request).token, provider: provider?.pk };
    const token = provider && (store.find(ACCESS_TOKENS, where) ?? store.find(REFRESH_TOKENS, where));
    if (!token || isOver(token.expires)) return sendTokens(request, reply, { active: false });
    return sendTokens(request, reply, {
      ...payload(idTokenOf(token)),
      active: token.revoked !== true,
      scope: ids(token, "scope").join(" "),
      client_id: provider.client_id,
    });
  });

  app.post("/application/o/revoke/", (request, reply) => {
    const named = clientOf(store, credentials(request).clientId);
    const provider = named?.client_type === "public" ? named : provenClient(store, request);
    if (!provider) return sendTokenError(request, reply, new TokenError("invalid_client"), { status: 401 });
    for (const kind of [ACCESS_TOKENS, REFRESH_TOKENS]) {
      const token = store.find(kind, { token: form(request).token });
      if (token) store.remove(kind, token.pk as Id);
    }
    return sendTokens(request, reply, {});
  });
}
