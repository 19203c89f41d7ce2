import type { SandboxContext } from "../context";
import type { Row } from "../store";
import { integer, isObject, text } from "./columns";
import { type PolicyRequest, type PolicyResult, passed } from "./request";
import { strength } from "./strength";

/** The rules for a password typed into a prompt. Known leaks are on the network, which the sandbox does not ask. */
export function password(_: SandboxContext, policy: Row, request: PolicyRequest): PolicyResult {
  const field = text(policy, "password_field") || "password";
  const prompts = request.context.prompt_data;
  const given = (isObject(prompts) ? prompts[field] : undefined) ?? request.context[field];
  if (!given) return passed(false, "Password not set in context");
  const typed = String(given);

  if (policy.check_static_rules !== false && !keepsRules(policy, typed))
    return passed(false, text(policy, "error_message"));
  if (policy.check_zxcvbn === true) {
    const known = ["username", "name", "email"].map((column) => text(request.user, column));
    const threshold = integer(policy, "zxcvbn_score_threshold", 2);
    if (strength(typed.slice(0, 72), known) <= threshold) return passed(false, "Password is too weak.");
  }
  return passed(true);
}

function keepsRules(policy: Row, typed: string): boolean {
  const symbols = [...text(policy, "symbol_charset")];
  const counts: [string, number][] = [
    ["length_min", [...typed].length],
    ["amount_digits", count(typed, /[0-9]/g)],
    ["amount_lowercase", count(typed, /[a-z]/g)],
    ["amount_uppercase", count(typed, /[A-Z]/g)],
    ["amount_symbols", symbols.reduce((sum, symbol) => sum + typed.split(symbol).length - 1, 0)],
  ];
  return counts.every(([column, found]) => found >= integer(policy, column));
}

function count(typed: string, pattern: RegExp): number {
  return typed.match(pattern)?.length ?? 0;
}
