import type { SandboxContext } from "../context";
import type { Row } from "../store";
import { ids, isObject } from "./columns";
import { PolicyError, type PolicyRequest, type PolicyResult, passed } from "./request";

/** The sandbox knows no places: as in an Authentik without databases, all that asks for one fails. */
export function geoip(_: SandboxContext, policy: Row, request: PolicyRequest): PolicyResult {
  const { asn, geoip: place } = request.context;
  const sources: PolicyResult[] = [];
  if (ids(policy, "asns").length > 0) {
    if (!isObject(asn) || !asn.asn) throw new PolicyError("GeoIP: client IP not found in ASN database.");
    const allowed = ids(policy, "asns").includes(asn.asn as number);
    sources.push(allowed ? passed(true) : passed(false, "Client IP is not part of an allowed autonomous system."));
  }
  const countries = Array.isArray(policy.countries) ? policy.countries : [];
  if (countries.length > 0) {
    if (!isObject(place) || !place.country)
      throw new PolicyError("GeoIP: client IP address not found in City database.");
    const allowed = countries.includes(place.country);
    sources.push(allowed ? passed(true) : passed(false, "Client IP is not in an allowed country."));
  }
  const distances = policy.check_history_distance === true || policy.check_impossible_travel === true;
  const near = !distances || isObject(place);
  const passing = near && (sources.length === 0 || sources.some((source) => source.passing));
  return { passing, messages: sources.flatMap((source) => source.messages), sources };
}
