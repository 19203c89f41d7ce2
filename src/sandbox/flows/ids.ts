import { randomInt } from "node:crypto";

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Letters and digits at random, as Authentik makes its keys. */
export function randomId(length = 40): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}
