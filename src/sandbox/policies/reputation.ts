import type { SandboxContext } from "../context";
import type { Id, Row } from "../store";
import { after } from "./durations";
import { type PolicyRequest, type PolicyResult, passed } from "./request";

const KIND = "policies/reputation/scores";
const LIMIT = 5;

/** Passes for those of a bad name: logins that failed count down, those that succeed count up. */
export function reputation({ store }: SandboxContext, policy: Row, request: PolicyRequest): PolicyResult {
  const ip = request.http?.client_ip;
  const counted = store
    .rows(KIND)
    .filter(
      (row) =>
        (policy.check_ip !== false && row.ip === ip) ||
        (policy.check_username !== false && row.identifier === request.user.username),
    );
  const score = counted.reduce((sum, row) => sum + Number(row.score), 0);
  return passed(score <= Number(policy.threshold ?? -5));
}

/** Counts a login, or a failed one, for who tried and from where. */
export function changeReputation({ store }: SandboxContext, identifier: string, ip: string, amount: 1 | -1): void {
  const now = { updated: new Date().toISOString() };
  const known =
    store.find(KIND, { identifier, ip }) ??
    store.insert(KIND, {
      identifier,
      ip,
      ip_geo_data: {},
      ip_asn_data: {},
      score: 0,
      expires: after("days=1"),
      ...now,
    });
  const score = Math.max(-LIMIT, Math.min(LIMIT, Number(known.score) + amount));
  store.update(KIND, known.pk as Id, { ...now, score });
}
