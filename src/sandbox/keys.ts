import { createHash, createPrivateKey, type KeyObject, randomUUID, webcrypto, X509Certificate } from "node:crypto";
import type { Row, Store } from "./store";

/** A key pair that tokens can be signed with. */
export interface SigningKey {
  privateKeyPem: string;
  certificatePem: string;
  /** The key's name in a JWKS: a hash of its PEM text, MD5 or from 2026.5 on SHA-512. */
  kid: string;
  alg: "RS256" | "ES256";
}

/** What a certificate says, in Authentik's forms. */
export interface CertificateDetails {
  sha256: string;
  sha1: string;
  expiry: string;
  subject: string;
  keyType: string | null;
}

const day = 86_400_000;

/**
 * The key pair of a row of `crypto/certificatekeypairs`, undefined when it has no private key. The one that every
 * Authentik starts with is made when it is first needed, and kept.
 */
export async function signingKey(row: Row, store: Store): Promise<SigningKey | undefined> {
  await ensureKey(row, store);
  const [key, certificate] = [String(row.key_data ?? ""), String(row.certificate_data ?? "")];
  if (key === "") return undefined;
  const alg = createPrivateKey(key).asymmetricKeyType === "ec" ? "ES256" : "RS256";
  return { privateKeyPem: key, certificatePem: certificate, kid: kid(key, store), alg };
}

/** The name of a key in a JWKS. */
export function kid(keyData: string, store?: Store): string {
  if (store?.models.has("2026.5")) return createHash("sha512").update(keyData).digest("base64url");
  return createHash("md5").update(keyData).digest("hex");
}

const making = new WeakMap<Row, Promise<void>>();

/** Makes the key pair of a seeded row, which comes without one. */
export function ensureKey(row: Row, store: Store): Promise<void> {
  if (typeof row.certificate_data === "string") return Promise.resolve();
  let made = making.get(row);
  if (!made) {
    made = makeKeyPair(String(row.name)).then((pair) => {
      store.update("crypto/certificatekeypairs", row.pk as string, { ...pair });
    });
    making.set(row, made);
  }
  return made;
}

/** A key pair with a certificate that it signed itself, as Authentik makes them. */
export async function makeKeyPair(
  name: string,
  { days = 365, alternatives = [], ec = false }: { days?: number; alternatives?: string[]; ec?: boolean } = {},
): Promise<{ certificate_data: string; key_data: string }> {
  // Loaded when a key is made, which most sandboxes never need.
  await import("reflect-metadata");
  const { BasicConstraintsExtension, SubjectAlternativeNameExtension, X509CertificateGenerator } = await import(
    "@peculiar/x509"
  );
  const hashed = { hash: "SHA-256" };
  const signing = ec
    ? { name: "ECDSA", namedCurve: "P-256", ...hashed }
    : { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), ...hashed };
  const keys = (await webcrypto.subtle.generateKey(signing, true, ["sign", "verify"])) as webcrypto.CryptoKeyPair;
  const now = Math.floor(Date.now() / 1000) * 1000;
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: randomUUID().replaceAll("-", ""),
      subject: [{ CN: [name.slice(0, 64)] }, { O: ["authentik"] }, { OU: ["Self-signed"] }],
      issuer: [{ CN: ["authentik"] }],
      notBefore: new Date(now - day),
      notAfter: new Date(now + days * day),
      signingAlgorithm: signing,
      publicKey: keys.publicKey,
      signingKey: keys.privateKey,
      extensions: alternatives.length
        ? [
            new SubjectAlternativeNameExtension(
              alternatives.map((value) => ({ type: "dns" as const, value })),
              true,
            ),
          ]
        : [new BasicConstraintsExtension(true)],
    },
    webcrypto as never,
  );
  const key: KeyObject = createPrivateKey({
    key: Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)),
    format: "der",
    type: "pkcs8",
  });
  const type = ec ? "sec1" : "pkcs1";
  return {
    certificate_data: `${certificate.toString("pem")}\n`,
    key_data: String(key.export({ format: "pem", type })),
  };
}

export function isCertificate(pem: string): boolean {
  if (!pem.includes("-----BEGIN CERTIFICATE-----")) return false;
  try {
    return new X509Certificate(pem).serialNumber !== "";
  } catch {
    return false;
  }
}

export function isPrivateKey(pem: string): boolean {
  return keyObject(pem) !== undefined;
}

/** What the certificate of a row says. The row must have one: see `ensureKey`. */
export function certificateOf(row: Row): CertificateDetails {
  const certificate = new X509Certificate(String(row.certificate_data));
  const key = keyObject(String(row.key_data ?? ""));
  const names = certificate.subject?.split("\n").reverse() ?? [];
  return {
    sha256: certificate.fingerprint256.toLowerCase(),
    sha1: certificate.fingerprint.toLowerCase(),
    expiry: new Date(certificate.validTo).toISOString().replace(".000Z", "Z"),
    subject: names.map(inRfc4514).join(","),
    keyType: key?.asymmetricKeyType ?? null,
  };
}

function keyObject(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(
      pem
        .split("\n")
        .map((line) => line.trim())
        .join("\n"),
    );
  } catch {
    return undefined;
  }
}

/** Node's `CN=name`, escaped as RFC 4514 has it, with the types that the RFC names. */
function inRfc4514(name: string): string {
  return name.replace(/^emailAddress=/, "1.2.840.113549.1.9.1=");
}
