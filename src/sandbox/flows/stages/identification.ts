import { id, ids, object, text } from "../../policies/columns";
import { changeReputation } from "../../policies/reputation";
import type { Row } from "../../store";
import { Answers } from "../answers";
import { launchUrl } from "../applications";
import { DEFAULT_AVATAR } from "../avatar";
import { authenticate } from "../credentials";
import { isSince2026 } from "../releases";
import type { Run } from "../run";
import { type Challenge, Refused, type Stage } from "../stage";
import { withQuery } from "../urls";
import { checkCaptcha } from "./captcha";

/** Who is it? By user name, mail address or UPN; with the password at once when a password stage is named. */
export const identification: Stage = {
  challenge(run) {
    const { stage, session } = run;
    const passwordStage = related(run, "stages/password", "password_stage");
    return {
      component: "ak-stage-identification",
      user_fields: ids(stage, "user_fields"),
      ...(isSince2026(run.context) && { pending_user_identifier: null }),
      password_fields: passwordStage !== undefined,
      allow_show_password: passwordStage?.allow_show_password === true,
      ...(session.data.application && applicationHint(run, session.data.application)),
      flow_designation: run.flow.designation,
      captcha_stage: captchaOf(run),
      ...flowUrl(run, "enroll_url", "enrollment_flow"),
      ...flowUrl(run, "recovery_url", "recovery_flow"),
      ...flowUrl(run, "passwordless_url", "passwordless_flow"),
      primary_action: run.flow.designation === "authentication" ? "Log in" : "Continue",
      sources: sourceButtons(run),
      show_source_labels: stage.show_source_labels === true,
      enable_remember_me: stage.enable_remember_me === true,
      ...(isSince2026(run.context) && { passkey_challenge: null }),
    } satisfies Challenge;
  },

  solve(run, data) {
    const answers = new Answers(data);
    const identifier = answers.text("uid_field");
    const password = answers.text("password", { optional: true, allowBlank: true, allowNull: true });
    const captcha = answers.text("captcha_token", { optional: true, allowBlank: true, allowNull: true });
    answers.check();

    const { stage, plan } = run;
    const passwordStage = related(run, "stages/password", "password_stage");
    const user = findUser(run, identifier ?? "");
    if (stage.show_matched_user === false) plan.context.pending_user_identifier = identifier;
    if (!user) {
      changeReputation(run.context, identifier ?? "", run.request.ip, -1);
      plan.context.pending_user = { username: identifier, email: identifier, name: "", attributes: {}, groups: [] };
      if (stage.pretend_user_exists === true && !passwordStage) return run.ok();
      throw Refused.whole("Failed to authenticate.");
    }
    const captchaStage = related(run, "stages/captcha", "captcha_stage");
    if (captchaStage && !checkCaptcha(captcha))
      throw Refused.whole("Invalid captcha response. Retrying may solve this issue.");
    if (passwordStage && !authenticate(run, passwordStage, text(user, "username"), password ?? "")) {
      throw Refused.whole("Failed to authenticate.");
    }
    plan.context.pending_user = user;
    return run.ok();
  },
};

function applicationHint(run: Run, application: Row): Record<string, unknown> {
  const url = isSince2026(run.context) ? launchUrl(run.context, application, run.user) : undefined;
  return { application_pre: text(application, "name"), ...(url && { application_pre_launch: url }) };
}

function findUser(run: Run, identifier: string): Row | undefined {
  const fold = run.stage.case_insensitive_matching !== false;
  const same = (value: unknown) =>
    typeof value === "string" && (fold ? value.toLowerCase() === identifier.toLowerCase() : value === identifier);
  const fields = ids(run.stage, "user_fields");
  return run.context.store
    .rows("core/users")
    .find((user) => fields.some((field) => same(field === "upn" ? object(user, "attributes").upn : user[field])));
}

function related(run: Run, kind: string, column: string): Row | undefined {
  const pk = id(run.stage, column);
  return pk === undefined ? undefined : run.context.store.byId(kind, pk);
}

function flowUrl(run: Run, name: string, column: string): Record<string, string> {
  const flow = related(run, "flows/instances", column);
  if (!flow) return {};
  return { [name]: withQuery(`/if/flow/${flow.slug}/`, run.session.data.query ?? new URLSearchParams()) };
}

function captchaOf(run: Run): Record<string, unknown> | null {
  const captcha = related(run, "stages/captcha", "captcha_stage");
  if (!captcha) return null;
  const shown = { site_key: captcha.public_key, js_url: captcha.js_url, interactive: captcha.interactive === true };
  return { component: "ak-stage-captcha", pending_user: "", pending_user_avatar: DEFAULT_AVATAR, ...shown };
}

function sourceButtons(run: Run): unknown[] {
  const login: Record<string, (slug: unknown) => string> = {
    "sources/oauth": (slug) => `/source/oauth/login/${slug}/`,
    "sources/saml": (slug) => `/source/saml/${slug}/`,
  };
  return ids(run.stage, "sources")
    .map((pk) => run.context.store.member("sources", pk))
    .filter((found) => found !== undefined)
    .filter(({ kind, row }) => row.enabled !== false && kind in login)
    .sort((a, b) => (text(a.row, "name") < text(b.row, "name") ? -1 : 1))
    .map(({ kind, row }) => ({
      name: row.name,
      icon_url: row.icon ?? null,
      challenge: { component: "xak-flow-redirect", to: login[kind]?.(row.slug) },
    }));
}
