import { isSuperuser } from "../policies";
import type { Call } from "./api-context";
import { forbidden } from "./refusal";

/** What everyone who is logged in may ask, whatever their roles. */
const open = [/^core\/users\/(me|impersonate_end)$/, /^core\/applications(\/.+\/check_access)?$/, /^core\/tokens/];

/** Refuses what only administrators may. The sandbox knows no roles: one is a superuser, or may what anyone may. */
export function allow(
  call: Call,
  path: string,
  method: string,
  id: string | undefined,
  action: string | undefined,
): void {
  if (isSuperuser(call.context.store, call.user)) return;
  const place = [path, id, action].filter((part) => part !== undefined).join("/");
  if (method === "GET" && open.some((pattern) => pattern.test(place))) return;
  if (path === "core/tokens" && method !== "PUT") return;
  throw forbidden();
}
