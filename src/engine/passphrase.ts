import { createCipheriv, createDecipheriv, createHash, pbkdf2, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { Environment } from "./environment";
import { EngineError, messageOf } from "./errors";

const ROUNDS = 1_000_000;
const KEY_BYTES = 32;
const TAG_BYTES = 16;
const CANARY = "pulumi";

const pbkdf2Async = promisify(pbkdf2);
const derived = new Map<string, Promise<Buffer>>();

/** It takes a third of a second, and one process often opens a stack more than once. */
function derive(passphrase: string, salt: Buffer): Promise<Buffer> {
  const name = `${createHash("sha256").update(passphrase).digest("hex")} ${salt.toString("hex")}`;
  const key = derived.get(name) ?? pbkdf2Async(passphrase, salt, ROUNDS, KEY_BYTES, "sha256");
  derived.set(name, key);
  return key;
}

/** Pulumi's passphrase secrets: AES-256-GCM with a key derived from the passphrase and the stack's salt. */
export class Crypter {
  private constructor(
    /** What Pulumi calls `encryptionsalt`: the salt, and a known text encrypted with the key. */
    readonly salt: string,
    private readonly key: Buffer,
  ) {}

  static async create(passphrase: string): Promise<Crypter> {
    const salt = randomBytes(8);
    const key = await derive(passphrase, salt);
    return new Crypter(`v1:${salt.toString("base64")}:${encrypt(key, CANARY)}`, key);
  }

  static async unlock(passphrase: string, state: string, where: string): Promise<Crypter> {
    const [version, salt, ...canary] = state.split(":");
    if (version !== "v1" || !salt || canary.length !== 3) {
      throw new EngineError("passphrase", `${where}: the encryption salt is not in Pulumi's passphrase format.`);
    }
    const key = await derive(passphrase, Buffer.from(salt, "base64"));
    const crypter = new Crypter(state, key);
    let opened: string | undefined;
    try {
      opened = crypter.decrypt(canary.join(":"));
    } catch {
      opened = undefined;
    }
    if (opened !== CANARY) {
      throw new EngineError(
        "passphrase",
        `Wrong passphrase for ${where}. Set PULUMI_CONFIG_PASSPHRASE (or PULUMI_CONFIG_PASSPHRASE_FILE) to the one ` +
          "that the stack was made with; nothing was changed.",
      );
    }
    return crypter;
  }

  encrypt(text: string): string {
    return encrypt(this.key, text);
  }

  decrypt(sealed: string): string {
    const [version, nonce, data, ...rest] = sealed.split(":");
    if (version !== "v1" || !nonce || data === undefined || rest.length > 0) {
      throw new EngineError("passphrase", "A secret is not in Pulumi's passphrase format (v1:nonce:ciphertext).");
    }
    const bytes = Buffer.from(data, "base64");
    const decipher = createDecipheriv("aes-256-gcm", this.key, Buffer.from(nonce, "base64"));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
  }
}

function encrypt(key: Buffer, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const data = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1:${nonce.toString("base64")}:${data.toString("base64")}`;
}

export function readPassphrase(env: Environment): string {
  if (env.PULUMI_CONFIG_PASSPHRASE !== undefined) return env.PULUMI_CONFIG_PASSPHRASE;
  const file = env.PULUMI_CONFIG_PASSPHRASE_FILE;
  if (file) {
    try {
      return readFileSync(resolve(file), "utf8").trim();
    } catch (cause) {
      throw new EngineError("passphrase", `PULUMI_CONFIG_PASSPHRASE_FILE cannot be read: ${messageOf(cause)}`, {
        cause,
      });
    }
  }
  throw new EngineError(
    "passphrase",
    "No passphrase: set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE to the path of a file that holds it.",
  );
}
