import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";

/** A password as the store keeps it, in the users' column `password`. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16);
  return `${salt.toString("base64")}$${scryptSync(password, salt, 32).toString("base64")}`;
}

export function checkPassword(password: string, stored: unknown): boolean {
  if (typeof stored !== "string") return false;
  const [salt = "", hash = ""] = stored.split("$").map((part) => Buffer.from(part, "base64"));
  return timingSafeEqual(scryptSync(password, salt, 32), hash as Buffer);
}
