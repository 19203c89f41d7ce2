import type { Id } from "../../store";
import type { Departure } from "../departure";
import { objectShown } from "../nested";
import { Invalid, invalidObject, ServerError } from "../refusal";
import { represent } from "../represent";

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
        const name = row ? String(row.name) : call.isBlueprint ? "PolicyEvaluator" : "temp-policy";
        const complaint = await call.context.python.syntaxError(expression, { kind: "policy", name });
        if (complaint) throw new Invalid(complaint);
        return expression;
      },
    },
  },
  "authentik_policies_geoip.geoippolicy": {
    shown: {
      countries_obj: (row, { context }) => {
        const known = (context.fixed["policies/geoip_iso3166"] as { code: string }[] | undefined) ?? [];
        return known.filter(({ code }) => (row.countries as string[]).includes(code));
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
    fields: {
      target: (target: Id, { call }) => {
        const member = call.context.store.ofModel("authentik_policies.policybindingmodel", target);
        return member?.row.pk ?? target;
      },
    },
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
      group_obj: (row, call) => {
        const isPart = call.context.store.models.has("2025.12");
        const serializer = isPart ? "core.api.users.UserGroupSerializer" : "core.api.groups.GroupSerializer";
        return objectShown(call, "authentik_core.group", row.group, serializer);
      },
      user_obj: (row, call) => {
        const isPart = call.context.store.models.has("2025.12");
        const serializer = isPart ? "core.api.groups.GroupMemberSerializer" : "core.api.users.UserSerializer";
        return objectShown(call, "authentik_core.user", row.user, serializer);
      },
    },
  },
};
