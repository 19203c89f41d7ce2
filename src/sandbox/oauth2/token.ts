import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { form, refuseMethods } from "../flows/http";
import { text } from "../policies/columns";
import type { Row } from "../store";
import { clientCredentials } from "./client-credentials";
import { credentials, sendTokenError, sendTokens } from "./clients";
import { authorizationCode } from "./code-grant";
import { deviceCode } from "./device-grant";
import { TokenError } from "./errors";
import { clientOf, scopeMappings } from "./providers";
import { refreshToken } from "./refresh-grant";

/** A request for tokens by a client that is known. */
export interface TokenRequest {
  request: FastifyRequest;
  provider: Row;
  clientSecret: string;
  grantType: string;
  /** What is asked for and the provider has. */
  scope: string[];
  form: Record<string, string>;
}

type Grant = (context: SandboxContext, asked: TokenRequest) => Promise<object>;

const GRANTS: Record<string, Grant> = {
  authorization_code: authorizationCode,
  refresh_token: refreshToken,
  client_credentials: clientCredentials,
  password: clientCredentials,
  "urn:ietf:params:oauth:grant-type:device_code": deviceCode,
};

export function registerToken(app: FastifyInstance, context: SandboxContext): void {
  app.options("/application/o/token/", (request, reply) => sendTokens(request, reply, {}));
  refuseMethods(app, "/application/o/token/", ["GET"], "POST, OPTIONS");
  app.post("/application/o/token/", (request, reply) => token(context, request, reply));
}

async function token(context: SandboxContext, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { clientId, clientSecret } = credentials(request);
  const provider = clientOf(context.store, clientId);
  try {
    if (!provider) throw new TokenError("invalid_client");
    const asked = readTokenRequest(context, request, provider, clientSecret);
    const grant = GRANTS[asked.grantType];
    if (!grant) throw new TokenError("unsupported_grant_type");
    return sendTokens(request, reply, await grant(context, asked), { provider });
  } catch (error) {
    return sendTokenError(request, reply, error, { provider });
  }
}

function readTokenRequest(
  { store }: SandboxContext,
  request: FastifyRequest,
  provider: Row,
  clientSecret: string,
): TokenRequest {
  const fields = form(request);
  const grantType = fields.grant_type ?? "";
  const needsSecret = ["authorization_code", "refresh_token"].includes(grantType) && provider.client_type !== "public";
  if (needsSecret && text(provider, "client_secret") !== clientSecret) throw new TokenError("invalid_client");
  const names = scopeMappings(store, provider).map((row) => row.scope_name);
  const asked = (fields.scope ?? "").split(/\s+/).filter(Boolean);
  const scope = [...new Set(asked)].filter((name) => names.includes(name));
  return { request, provider, clientSecret, grantType, scope, form: fields };
}
