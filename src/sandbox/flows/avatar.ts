import { createHash } from "node:crypto";
import { text } from "../policies/columns";
import type { Row } from "../store";

/** What is shown for someone who is nobody yet. */
export const DEFAULT_AVATAR = "/static/dist/assets/images/user_default.png";

/** A user's picture: initials on a colour that comes from the name, as Authentik draws them. */
export function avatar(user: Row): string {
  const name = text(user, "name").trim() || text(user, "username").trim() || "a k";
  const [background, foreground] = colours(name);
  const style = `color: #${foreground}; line-height: 1; font-family: 'RedHatText','Overpass',overpass,helvetica,arial,sans-serif; `;
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="64px" height="64px" viewBox="0 0 64 64" version="1.1">' +
    `<rect fill="#${background}" cx="32" cy="32" width="64" height="64" r="32"/>` +
    `<text x="50%" y="50%" style="${style}" fill="#${foreground}" alignment-baseline="middle" dominant-baseline="middle" ` +
    `text-anchor="middle" font-size="28" font-weight="400" dy=".1em">${escapeXml(initials(name))}</text></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}

function initials(name: string): string {
  const words = name.split(/\s+/);
  const [first = "", last = ""] = [words[0], words.at(-1)];
  return (words.length === 1 ? first.slice(0, 2) : (first.slice(0, 1) + last).slice(0, 2)).toUpperCase();
}

function colours(name: string): [background: string, foreground: string] {
  const hash = BigInt(`0x${createHash("md5").update(name.toLowerCase()).digest("hex")}`) % 0xffffffn;
  const [red, green, blue] = [16n, 8n, 0n].map((shift) =>
    Math.min(Math.max(Number((hash >> shift) & 0xffn), 55), 200),
  ) as [number, number, number];
  const background = [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
  return [background, red * 0.299 + green * 0.587 + blue * 0.114 > 186 ? "000" : "fff"];
}

function escapeXml(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
