import { randomUUID } from "node:crypto";
import { integer, text } from "../../policies/columns";
import { milliseconds } from "../../policies/durations";
import type { Id, Row } from "../../store";
import { inMemory, type Plan } from "../plan";
import type { Run } from "../run";
import { Refused, type Stage } from "../stage";
import { origin, urlencode } from "../urls";
import { consent } from "./consent";

/** Sends a link, and waits for someone to come back with it. The mail is kept in memory. */
export const email: Stage = {
  enter(run) {
    const { context } = run.plan;
    const token = context.is_restored;
    if (token) {
      const user = run.pendingUser;
      if (token.user !== user.pk) return run.invalid();
      if (run.stage.activate_user_on_success === true) activate(run, user);
      return run.ok();
    }
    if (!context.pending_user) return run.invalid();
    if (context.email_sent !== true) sendMail(run);
    context.email_sent = true;
    return undefined;
  },

  challenge: () => ({ component: "ak-stage-email" }),

  // Whatever is answered asks for the mail once more.
  solve() {
    throw new Refused({ non_field_errors: [{ string: "email-sent", code: "email-sent" }] });
  },

  refuse(run) {
    if (run.plan.context.pending_user && !isTooOften(run)) sendMail(run);
    return undefined;
  },
};

function activate({ context }: Run, user: Row): void {
  context.store.update("core/users", user.pk as Id, { is_active: true });
}

function addressOf(run: Run): string {
  return text(run.plan.context, "email") || text(run.pendingUser, "email");
}

function isTooOften(run: Run): boolean {
  const since = Date.now() - milliseconds(run.stage.recovery_cache_timeout ?? "minutes=5");
  const address = addressOf(run);
  const sent = run.context.mails.filter((mail) => mail.to[0]?.address === address && Date.parse(mail.at) > since);
  return sent.length > integer(run.stage, "recovery_max_attempts", 5);
}

function sendMail(run: Run): void {
  const { context, stage, flow, pendingUser: user, request } = run;
  // An address that belongs to no one gets no mail, and the page does not tell.
  if (user.pk === undefined && flow.designation === "recovery") return;
  const validity = `milliseconds=${milliseconds(stage.token_expiry ?? "minutes=30") + 60_000}`;
  const token = context.links.create(`ak-email-stage-${stage.name}-${randomUUID()}`, user, confirmed(run.snapshot()), {
    once: false,
    validity,
  });
  const given = [...(run.session.data.query ?? [])].filter(([name]) => name !== "flow_token");
  const url = `${origin(request)}/if/flow/${flow.slug}/?${urlencode([...given, ["flow_token", String(token.key)]])}`;
  const subject = text(stage, "subject") || "authentik";
  context.mails.push({
    to: [{ name: text(user, "name"), address: addressOf(run) }],
    subject,
    template: text(stage, "template") || "email/password_reset.html",
    text: `${subject}\n\n${url}\n`,
    url,
    user: text(user, "username"),
    at: new Date().toISOString(),
  });
}

/** Mail scanners open links: before the plan goes on, someone has to say so. */
function confirmed(plan: Plan): Plan {
  const stages = [inMemory("Email confirmation", confirmation), ...plan.stages];
  return { ...plan, stages, context: { ...plan.context, consent_header: "Continue to confirm this email address." } };
}

const confirmation: Stage = {
  ...consent,
  enter(run) {
    const token = run.plan.context.is_restored;
    if (token && run.context.links.isOpen(token)) return undefined;
    return run.invalid("Link was already used, please request a new link.");
  },
  async solve(run, data) {
    const answer = await consent.solve?.(run, data);
    const token = run.plan.context.is_restored;
    if (token) run.context.links.remove(token);
    return answer ?? run.ok();
  },
};
