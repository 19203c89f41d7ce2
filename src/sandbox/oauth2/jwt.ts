import { createHmac, createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { CompactEncrypt, CompactSign, compactVerify } from "jose";
import { kid, type SigningKey, signingKey } from "../keys";
import { id, text } from "../policies/columns";
import type { Row, Store } from "../store";

const CURVES: Record<string, string> = { prime256v1: "ES256", secp384r1: "ES384", secp521r1: "ES512" };

type Column = "signing_key" | "encryption_key";

/** The key pair that a provider names, where it is there. */
export function keyPairOf(store: Store, provider: Row, column: Column): Row | undefined {
  return store.byId("crypto/certificatekeypairs", id(provider, column) ?? "");
}

async function keyOf(store: Store, provider: Row, column: Column): Promise<SigningKey | undefined> {
  const pair = keyPairOf(store, provider, column);
  return pair && signingKey(pair, store);
}

/** With what a provider signs: its key, else the client secret. */
export async function algorithmOf(store: Store, provider: Row): Promise<string> {
  const key = await keyOf(store, provider, "signing_key");
  return key ? algorithm(createPrivateKey(key.privateKeyPem)) : "HS256";
}

function algorithm(key: KeyObject): string {
  return key.asymmetricKeyType === "rsa" ? "RS256" : (CURVES[key.asymmetricKeyDetails?.namedCurve ?? ""] ?? "ES256");
}

/** Claims as a token: signed, and encrypted where the provider has a key for that. */
export async function encode(store: Store, provider: Row, claims: Record<string, unknown>): Promise<string> {
  const signed = await sign(store, provider, JSON.stringify(claims));
  const pair = keyPairOf(store, provider, "encryption_key");
  if (!pair) return signed;
  await signingKey(pair, store);
  const header = { alg: "RSA-OAEP-256", enc: "A256CBC-HS512", typ: "JWE", kid: kid(text(pair, "key_data")) };
  const publicKey = createPublicKey(text(pair, "certificate_data"));
  return new CompactEncrypt(Buffer.from(signed)).setProtectedHeader(header).encrypt(publicKey);
}

async function sign(store: Store, provider: Row, payload: string): Promise<string> {
  const key = await keyOf(store, provider, "signing_key");
  if (!key) return signWithSecret(text(provider, "client_secret"), payload);
  const privateKey = createPrivateKey(key.privateKeyPem);
  const header = { alg: algorithm(privateKey), kid: key.kid, typ: "JWT" };
  return new CompactSign(Buffer.from(payload)).setProtectedHeader(header).sign(privateKey);
}

/** By hand: a secret may be short or even empty, which libraries refuse. */
function signWithSecret(secret: string, payload: string): string {
  const parts = [JSON.stringify({ alg: "HS256", typ: "JWT" }), payload];
  const signed = parts.map((part) => Buffer.from(part).toString("base64url")).join(".");
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

/** Whether a provider's own key signed this. */
export async function isSignedBy(store: Store, provider: Row, token: string): Promise<boolean> {
  const key = await keyOf(store, provider, "signing_key");
  if (!key) return false;
  const verified = await compactVerify(token, createPublicKey(key.privateKeyPem)).catch(() => undefined);
  return verified !== undefined;
}

/** A provider's public key as JWKS lists it. */
export async function jwk(store: Store, provider: Row, column: Column): Promise<Record<string, unknown> | undefined> {
  const key = await keyOf(store, provider, column);
  if (!key) return undefined;
  const isSigning = column === "signing_key";
  const publicKey = createPublicKey(key.privateKeyPem);
  const { kty, n, e, x, y, crv } = publicKey.export({ format: "jwk" });
  const certificate = new X509Certificate(key.certificatePem);
  return {
    ...(isSigning ? { alg: algorithm(publicKey) } : { alg: "RSA-OAEP-256", enc: "A256CBC-HS512" }),
    kid: key.kid,
    kty,
    use: isSigning ? "sig" : "enc",
    ...(kty === "RSA" ? { n, e } : { x, y, crv }),
    x5c: [certificate.raw.toString("base64")],
    x5t: encoded(certificate.fingerprint),
    "x5t#S256": encoded(certificate.fingerprint256),
  };
}

/** A fingerprint, `01:AB:…`, in base64url. */
function encoded(fingerprint: string): string {
  return Buffer.from(fingerprint.replaceAll(":", ""), "hex").toString("base64url");
}
