import { randomInt } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { form } from "../flows/http";
import { randomId } from "../flows/ids";
import { origin } from "../flows/urls";
import { id } from "../policies/columns";
import { after, isOver, milliseconds } from "../policies/durations";
import type { Id } from "../store";
import { sendTokenError, sendTokens } from "./clients";
import { TokenError } from "./errors";
import { applicationOf, clientOf } from "./providers";
import { tokensFor } from "./responses";
import type { TokenRequest } from "./token";

/** Where devices wait. No address of the API shows them. */
export const DEVICE_TOKENS = "oauth2/device_tokens";

export function registerDevice(app: FastifyInstance, context: SandboxContext): void {
  app.post("/application/o/device/", (request, reply) => askForDevice(context, request, reply));
}

/** A device asks for a code that someone types in elsewhere. */
function askForDevice({ store }: SandboxContext, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const fields = form(request);
  const provider = clientOf(store, fields.client_id ?? "");
  if (!provider || !applicationOf(store, provider))
    return sendTokenError(request, reply, new TokenError("invalid_client"));
  const validity = provider.access_code_validity ?? "minutes=1";
  const userCode = String(randomInt(1, 1_000_000_000)).padStart(9, "0");
  const token = store.insert(DEVICE_TOKENS, {
    ...{ device_code: randomId(128), user_code: userCode, provider: provider.pk, user: null, session: null },
    ...{ scope: (fields.scope ?? "").split(" ").filter(Boolean), expires: after(validity) },
  });
  const url = `${origin(request)}/device`;
  return sendTokens(request, reply, {
    device_code: token.device_code,
    verification_uri: url,
    verification_uri_complete: `${url}?code=${userCode}`,
    user_code: userCode,
    expires_in: Math.floor(milliseconds(validity) / 1000),
    interval: 5,
  });
}

/** `device_code`: tokens once someone has let the device in. */
export async function deviceCode(
  context: SandboxContext,
  { provider, request, form: fields }: TokenRequest,
): Promise<object> {
  const { store, sessions } = context;
  const device = fields.device_code
    ? store.find(DEVICE_TOKENS, { device_code: fields.device_code, provider: provider.pk })
    : undefined;
  if (!device || isOver(device.expires)) throw new TokenError("invalid_grant");
  const user = store.byId("core/users", id(device, "user") ?? "");
  if (!user) throw new TokenError("authorization_pending");
  const scope = device.scope as string[];
  const session = sessions.byUuid(device.session);
  const authTime = new Date(session?.data.login?.at ?? Date.now()).toISOString();
  const grant = { provider, user, scope, authTime, session: session?.uuid };
  const tokens = await tokensFor(context, request, grant, { refresh: scope.includes("offline_access") });
  store.remove(DEVICE_TOKENS, device[store.idColumn(DEVICE_TOKENS)] as Id);
  return tokens;
}
