import { decodeJwt, decodeProtectedHeader, importJWK, type JWK, jwtVerify } from "jose";
import { ids, isObject, object, text } from "../policies/columns";
import type { Row, Store } from "../store";
import { ACCESS_TOKENS } from "./grants";
import { isSignedBy } from "./jwt";

/** A token in place of a secret: signed by a key of a source, or an access token of another provider. */
export interface Assertion {
  claims: Record<string, unknown>;
  source?: Row;
  /** Whom a provider's token was for. */
  user?: Row;
}

/** An assertion that one of the sources or providers that a provider trusts stands behind. */
export async function verifiedAssertion(store: Store, provider: Row, token: string): Promise<Assertion | undefined> {
  try {
    return (await bySource(store, provider, token)) ?? (await byProvider(store, provider, token));
  } catch {
    return undefined;
  }
}

async function bySource(store: Store, provider: Row, token: string): Promise<Assertion | undefined> {
  const { kid, alg } = decodeProtectedHeader(token);
  for (const pk of ids(provider, "jwt_federation_sources")) {
    const source = store.member("sources", pk)?.row;
    const listed = object(source, "oidc_jwks").keys;
    const keys = Array.isArray(listed) ? listed.filter(isObject) : [];
    if (!source || !keys.some((key) => key.kid === kid)) continue;
    for (const key of keys.filter((one) => one.kid === undefined || one.kid === kid)) {
      const claims = await verified(token, key, text(key, "alg") || (alg ?? ""));
      if (claims) return { claims, source };
    }
  }
  return undefined;
}

async function verified(token: string, key: Row, algorithm: string): Promise<Record<string, unknown> | undefined> {
  try {
    const { payload } = await jwtVerify(token, await importJWK(key as JWK, algorithm), { algorithms: [algorithm] });
    return payload;
  } catch {
    return undefined;
  }
}

async function byProvider(store: Store, provider: Row, token: string): Promise<Assertion | undefined> {
  const trusted = ids(provider, "jwt_federation_providers");
  const row = store.rows(ACCESS_TOKENS).find((one) => one.token === token && trusted.some((pk) => pk === one.provider));
  const issuer = row && store.byId("providers/oauth2", row.provider as number);
  if (!row || !issuer || !(await isSignedBy(store, issuer, token))) return undefined;
  const claims = decodeJwt(token);
  const isExpired = claims.exp !== undefined && claims.exp * 1000 <= Date.now();
  return isExpired ? undefined : { claims, user: store.byId("core/users", row.user as number) };
}
