import type { SandboxContext } from "../context";
import { isObject, text } from "../policies/columns";
import { logEvent, reference } from "../policies/events";
import { merge } from "../policies/merge";
import { database, providerData, requestData, userData } from "../policies/python";
import { carryOut } from "../policies/writes";
import type { HttpRequestData } from "../python";
import type { Row } from "../store";
import { scopeMappings, sortedByScope } from "./providers";

/** For whom and what claims are made. */
export interface Subject {
  provider: Row;
  user: Row;
  http: HttpRequestData;
  /** What mappings see as `token`. */
  token?: Row;
}

/** The claims of a token's scopes. A mapping whose expression fails gives none, and an event. */
export async function claimsOf(
  context: SandboxContext,
  subject: Subject,
  scope: string[],
): Promise<Record<string, unknown>> {
  const { provider, http, user } = subject;
  const claims: Record<string, unknown> = {};
  const mappings = scopeMappings(context.store, provider).filter((row) => scope.includes(text(row, "scope_name")));
  for (const mapping of sortedByScope(mappings)) {
    const result = await evaluate(context, mapping, subject);
    if (result.ok) {
      carryOut(context, result, { user, http });
      if (isObject(result.value)) merge(claims, result.value);
    } else {
      tell(context, mapping, subject, result.message);
    }
  }
  return claims;
}

/** The names of all claims that a provider may give, as far as they do not depend on the user. */
export async function claimNames(context: SandboxContext, subject: Subject): Promise<string[]> {
  const names: string[] = [];
  for (const mapping of sortedByScope(scopeMappings(context.store, subject.provider))) {
    const result = await evaluate(context, mapping, subject);
    if (result.ok && isObject(result.value)) names.push(...Object.keys(result.value));
  }
  return names;
}

function evaluate(context: SandboxContext, mapping: Row, { provider, user, http, token }: Subject) {
  const expression = text(mapping, "expression");
  return context.python.evaluate(expression, {
    name: text(mapping, "name"),
    user: userData(context, user),
    http_request: requestData(context, http, user),
    context: { provider: providerData(context, provider, user), ...(token && { token }) },
    database: database(context, expression),
  });
}

function tell(context: SandboxContext, mapping: Row, { provider, user, http }: Subject, message: string): void {
  const about = { expression: mapping.expression, message: "Failed to execute property mapping", exception: message };
  const app = "authentik.core.expression.evaluator";
  logEvent(context, { action: "property_mapping_exception", app, context: about, user, http });
  logEvent(context, {
    action: "configuration_error",
    app: "authentik.providers.oauth2.views.userinfo",
    context: {
      message: `Failed to evaluate property-mapping: '${mapping.name}'`,
      provider: reference("authentik_providers_oauth2", "oauth2provider", provider),
      mapping: reference("authentik_providers_oauth2", "scopemapping", mapping),
    },
    user,
    http,
  });
}
