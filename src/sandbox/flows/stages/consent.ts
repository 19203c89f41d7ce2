import { randomUUID } from "node:crypto";
import { text } from "../../policies/columns";
import { after, isOver } from "../../policies/durations";
import type { Id, Row } from "../../store";
import { Answers } from "../answers";
import type { Permission } from "../plan";
import type { Run } from "../run";
import type { Stage } from "../stage";

const KIND = "core/user_consent";

/** Asks whether an application may have what it asks for, unless that was answered before. */
export const consent: Stage = {
  showsUser: true,

  enter(run) {
    if (alwaysAsks(run)) return undefined;
    const given = givenConsent(run);
    if (!given) return undefined;
    const { context } = run.plan;
    const allowed = text(given, "permissions").split(" ").filter(Boolean);
    const asked = context.consent_permissions ?? [];
    const isSame = asked.length === allowed.length && asked.every((permission) => allowed.includes(permission.id));
    if (isSame) return run.ok();
    context.consent_permissions = asked.filter((permission) => allowed.includes(permission.id));
    context.consent_additional_permissions = asked.filter((permission) => !allowed.includes(permission.id));
    return undefined;
  },

  challenge(run) {
    const { context } = run.plan;
    run.session.data.consentToken = randomUUID();
    return {
      component: "ak-stage-consent",
      ...(context.consent_header !== undefined && { header_text: context.consent_header }),
      permissions: context.consent_permissions ?? [],
      additional_permissions: context.consent_additional_permissions ?? [],
      token: run.session.data.consentToken,
    };
  },

  solve(run, data) {
    const answers = new Answers(data);
    const token = answers.text("token");
    if (token !== undefined && token !== run.session.data.consentToken) {
      answers.refuse("token", "Invalid consent token, re-showing prompt");
    }
    answers.check();
    if (!alwaysAsks(run)) keep(run);
    return run.ok();
  },
};

function alwaysAsks({ current, stage, plan }: Run): boolean {
  return current?.kind !== "stages/consent" || stage.mode === "always_require" || !plan.context.application;
}

function givenConsent({ context, plan, pendingUser }: Run): Row | undefined {
  const { application } = plan.context;
  const rows = context.store.filter(KIND, { user: pendingUser.pk, application: application?.pk });
  return rows.find((row) => row.expiring === false || !isOver(row.expires));
}

function keep(run: Run): void {
  const { context, plan, stage, user } = run;
  const { consent_permissions = [], consent_additional_permissions = [], application } = plan.context;
  const permissions: Permission[] = [...consent_permissions, ...consent_additional_permissions];
  const isPermanent = stage.mode === "permanent";
  const given = givenConsent(run) ?? context.store.insert(KIND, { user: user.pk, application: application?.pk });
  context.store.update(KIND, given.pk as Id, {
    permissions: permissions.map((permission) => permission.id).join(" "),
    expiring: !isPermanent,
    expires: isPermanent ? null : after(stage.consent_expire_in ?? "weeks=4"),
  });
}
