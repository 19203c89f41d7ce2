import type { SandboxContext } from "../context";
import type { Id, Row } from "../store";
import { integer, text } from "./columns";
import { type PolicyRequest, type PolicyResult, passed } from "./request";

const DAY = 86_400_000;

/** Passes as long as the password is young; an old one is made unusable, unless the policy only denies. */
export function passwordExpiry({ store }: SandboxContext, policy: Row, request: PolicyRequest): PolicyResult {
  const { user } = request;
  const age = Math.floor((Date.now() - Date.parse(text(user, "password_change_date"))) / DAY);
  const limit = integer(policy, "days");
  if (!(age >= limit)) return passed(true);
  if (policy.deny_only === true) return passed(false, "Password has expired.");
  if (user.pk !== undefined) store.update("core/users", user.pk as Id, { password: null });
  return passed(false, `Password expired ${age - limit} days ago. Please update your password.`);
}
