import type { Departure } from "../departure";
import { objectShown } from "../nested";
import { represent } from "../represent";
import { Invalid, invalidObject, Refusal } from "../refusal";
import type { Id } from "../../store";

/** A binding's target cannot be an entitlement's policy: only people have entitlements. */
const bindable = ["group", "policy", "user"];

export const policies: Record<string, Departure> = {
  "authentik_policies.policy": {
    shown: {
      bound_to: (row, { context }) => {
        const stages = context.store.rows("stages/prompt/stages");
        const validating = stages.filter(({ validation_policies: ids }) => (ids as unknown[]).includes(row.pk));
        return context.store.filter("policies/bindings", { policy: row.pk }).length + validating.length;
      },
    },
  },
  "authentik_policies_expression.expressionpolicy": {
    fields: {
      expression: async (expression: string, { call, row }) => {
        const name = row ? String(row.name) : "temp-policy";
        const complaint = await call.context.python.syntaxError(expression, { kind: "policy", name });
        if (complaint) throw new Invalid(complaint);
        return expression;
      },
    },
  },
  "authentik_policies_event_matcher.eventmatcherpolicy": {
    validate: (values) => {
      const criteria = ["action", "client_ip", "app", "model"];
      if (criteria.some((name) => !(name in values))) throw new ServerError();
      if (criteria.every((name) => values[name] === "")) throw invalidObject("At least one criteria must be set.");
    },
  },
  "authentik_policies_reputation.reputationpolicy": {
    validate: (values) => {
      if (!values.check_ip && !values.check_username) throw invalidObject("Either IP or Username must be checked");
    },
  },
  "authentik_policies.policybinding": {
    validate: (values, { call }) => {
      if (values.target === undefined) throw new ServerError();
      const target = call.context.store.ofModel("authentik_policies.policybindingmodel", values.target as Id);
      const supported = target?.kind === "core/application_entitlements" ? ["group", "user"] : bindable;
      const count = supported.filter((name) => values[name]).length;
      const names = supported.map((name) => `'${name}'`).join(", ");
      if (count > 1) throw invalidObject(`Only one of ${names} can be set.`);
      if (count < 1) throw invalidObject(`One of ${names} must be set.`);
    },
    shown: {
      policy_obj: (row, call) => {
        const member = row.policy ? call.context.store.member("policies", row.policy as Id) : undefined;
        return member ? represent(call, member.kind, member.row) : null;
      },
      group_obj: (row, call) => objectShown(call, "authentik_core.group", row.group, "core.api.groups.GroupSerializer"),
      user_obj: (row, call) => objectShown(call, "authentik_core.user", row.user, "core.api.users.UserSerializer"),
    },
  },
};

/** Where Authentik's own code fails. */
class ServerError extends Refusal {
  constructor() {
    super(500, undefined);
  }
}

