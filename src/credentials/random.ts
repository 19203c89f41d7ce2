import { randomBytes } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** A secret of A–Z a–z 0–9, each character equally likely. */
export function randomSecret(length = 64): string {
  let secret = "";
  while (secret.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 is the largest multiple of 62 in a byte; taking more would favour some characters.
      if (byte < 248 && secret.length < length) secret += alphabet[byte % alphabet.length];
    }
  }
  return secret;
}
