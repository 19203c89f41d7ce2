import { Invalid } from "./refusal";

/** A check by name, as the models call it: returns the complaint, or nothing. */
export const textChecks: Record<string, (value: string) => string | undefined> = {
  duration: (value) =>
    isDuration(value) ? undefined : `${value} is not in the correct format of 'hours=3;minutes=1'.`,
  url: (value) => (url.test(value) ? undefined : "Enter a valid URL."),
  urls: (value) => (value.split(",").every((one) => url.test(one)) ? undefined : "Enter a valid URL."),
  username: (value) =>
    /^[\p{L}\p{N}_.@+-]+$/u.test(value)
      ? undefined
      : "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.",
  no_space: (value) => (/\s/.test(value) ? "Value must not contain spaces." : undefined),
  crontab: (value) => (value.trim().split(/\s+/).length === 5 ? undefined : `${value} is not a valid crontab`),
};

const units = new Set(["microseconds", "milliseconds", "seconds", "minutes", "hours", "days", "weeks"]);

/** Authentik's durations: `hours=3;minutes=1`. Units that it does not know are passed over. */
export function isDuration(value: string): boolean {
  const pairs = value.split(";").map((pair) => pair.split("="));
  const known = pairs.filter(([unit = ""]) => units.has(unit.toLowerCase()));
  const isNumber = ([, count = ""]: string[]) => /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(count);
  return pairs.every((pair) => pair.length === 2) && known.length > 0 && known.every(isNumber);
}

const label = "[a-z\\u00a1-\\uffff0-9](?:[a-z\\u00a1-\\uffff0-9-]{0,61}[a-z\\u00a1-\\uffff0-9])?";
const host = `(?:\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-f:.]+\\]|${label}(?:\\.(?!-)[a-z\\u00a1-\\uffff0-9-]{1,63}(?<!-))*)`;
const url = new RegExp(`^[a-z0-9.+-]*://(?:[^\\s:@/]+(?::[^\\s:@/]*)?@)?${host}(?::\\d{1,5})?(?:[/?#]\\S*)?$`, "i");

const localPart = /^[-!#$%&'*+/=?^_`{}|~0-9A-Z]+(\.[-!#$%&'*+/=?^_`{}|~0-9A-Z]+)*$|^"[^\r\n]*"$/i;
const domain = /^(?:[A-Z0-9](?:[A-Z0-9-]{0,61}[A-Z0-9])?\.)+(?:[A-Z0-9-]{2,63}(?<!-))$/i;

export function isEmail(value: string): boolean {
  const at = value.lastIndexOf("@");
  if (at < 0 || value.length > 320) return false;
  const name = value.slice(at + 1);
  return (
    localPart.test(value.slice(0, at)) && (name === "localhost" || domain.test(name) || /^\[[\d.:a-f]+\]$/i.test(name))
  );
}

export function isAddress(value: string): boolean {
  const isFour = /^(\d{1,3})(\.\d{1,3}){3}$/.test(value) && value.split(".").every((part) => Number(part) < 256);
  return isFour || (/^[0-9a-f:.]+$/i.test(value) && value.includes(":"));
}

const moment = /^\d{4}-\d{1,2}-\d{1,2}[T ]\d{1,2}:\d{1,2}(:\d{1,2}([.,]\d{1,12})?)?\s*(Z|[+-]\d{2}(:?\d{2})?)?$/i;

/** A time as the store keeps it, from any form of ISO 8601 that Django takes. */
export function toTime(value: unknown): string {
  const day = typeof value === "string" ? /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(value.trim()) : null;
  if (day) return toTime(`${day.slice(1).join("-")}T00:00:00Z`);
  if (typeof value === "string" && moment.test(value.trim())) {
    const text = value.trim().replace(" ", "T");
    const fraction = /[.,](\d{1,6})/.exec(text)?.[1] ?? "";
    const date = new Date(/(Z|[+-]\d{2}(:?\d{2})?)$/i.test(text) ? text : `${text}Z`);
    if (!Number.isNaN(date.getTime())) {
      return date.toISOString().replace(/\.\d+Z$/, /[1-9]/.test(fraction) ? `.${fraction.padEnd(6, "0")}Z` : "Z");
    }
  }
  throw new Invalid(
    "Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].",
  );
}
