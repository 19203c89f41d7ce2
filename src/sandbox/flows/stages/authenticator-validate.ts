import { ids, integer, isObject, text } from "../../policies/columns";
import type { Id, Row } from "../../store";
import { Answers } from "../answers";
import { failed } from "../credentials";
import { inMemory, type PlannedStage } from "../plan";
import type { Run } from "../run";
import { type Answer, Refused, type Stage } from "../stage";
import { isTotp } from "../totp";
import { stageOf } from ".";

const WRONG = "Invalid Token. Please ensure the time on your device is accurate and try again.";

/** A second factor. Only codes can be checked here: static ones and TOTP. */
export const authenticatorValidate: Stage = {
  showsUser: true,

  enter(run) {
    if (run.pendingUser === run.user && run.user.pk === undefined) return run.ok();
    const challenges = deviceChallenges(run);
    run.plan.context.device_challenges = challenges;
    if (challenges.length > 0) return undefined;
    const action = text(run.stage, "not_configured_action");
    if (action === "deny") return run.invalid("No (allowed) MFA authenticator configured.");
    return action === "configure" ? configure(run) : run.ok();
  },

  challenge(run) {
    return {
      component: "ak-stage-authenticator-validate",
      device_challenges: run.plan.context.device_challenges ?? [],
      configuration_stages: configurationStages(run).map(({ kind, row }) => ({
        pk: row.pk,
        name: text(row, "friendly_name") || row.name,
        verbose_name: text(row, "verbose_name").replace("Setup Stage", "").trim() || kind,
        meta_model_name: text(row, "meta_model_name"),
      })),
    };
  },

  solve(run, data) {
    const answers = new Answers(data);
    const selected = answers.text("selected_stage", { optional: true });
    const chosen = configurationStages(run).find(({ row }) => row.pk === selected);
    if (selected !== undefined && chosen) return setUp(run, chosen);
    if (selected !== undefined) answers.refuse("selected_stage", "Selected stage is invalid");
    const code = answers.text("code", { optional: true });
    const device = code === undefined ? undefined : deviceWith(run, code);
    if (code !== undefined && !device) {
      failed(run, text(run.pendingUser, "username"), run.stage);
      answers.refuse("code", WRONG);
    }
    answers.check();
    if (!device) throw Refused.whole("Empty response");
    remember(run, device);
    return run.ok();
  },
};

function configurationStages(run: Run): PlannedStage[] {
  return ids(run.stage, "configuration_stages")
    .map((pk) => run.context.store.member("stages", pk))
    .filter((found) => found !== undefined)
    .map(({ kind, row }) => ({ kind, row, stage: stageOf(kind) }));
}

function configure(run: Run): Answer | undefined | Promise<Answer> {
  const [only, ...others] = configurationStages(run);
  if (!only) return run.invalid();
  return others.length === 0 ? setUp(run, only) : undefined;
}

function setUp(run: Run, stage: PlannedStage): Answer {
  run.plan.stages.splice(1, 0, { ...inMemory(text(stage.row, "name"), stage.stage), ...stage });
  return run.ok();
}

interface Device {
  kind: string;
  device: Row;
}

function devices(run: Run): Device[] {
  return ["static", "totp"].flatMap((kind) =>
    run.context.store
      .filter(`authenticators/${kind}`, { user: run.pendingUser.pk })
      .filter((device) => device.confirmed !== false)
      .map((device) => ({ kind, device })),
  );
}

function deviceChallenges(run: Run): unknown[] {
  const classes = ids(run.stage, "device_classes").map(String);
  const found = devices(run).filter(({ kind }) => classes.includes(kind));
  const first = found.filter(({ kind }, index) => found.findIndex((other) => other.kind === kind) === index);
  return first.map(({ kind, device }) => ({
    device_class: kind,
    device_uid: String(device.pk),
    challenge: {},
    last_used: device.last_used ?? null,
  }));
}

function deviceWith(run: Run, code: string): Device | undefined {
  return devices(run).find(({ kind, device }) =>
    kind === "totp" ? isTotp(text(device, "key"), integer(device, "digits", 6), code) : takeToken(run, device, code),
  );
}

/** A static code is good once. */
function takeToken({ context }: Run, device: Row, code: string): boolean {
  const tokens = ids(device, "tokens");
  if (!tokens.includes(code)) return false;
  context.store.update("authenticators/static", device.pk as Id, { tokens: tokens.filter((token) => token !== code) });
  return true;
}

function remember({ plan, context }: Run, { kind, device }: Device): void {
  context.store.update(`authenticators/${kind}`, device.pk as Id, { last_used: new Date().toISOString() });
  plan.context.auth_method ??= "auth_mfa";
  plan.context.auth_method_args ??= {};
  const args = plan.context.auth_method_args;
  const before = Array.isArray(args.mfa_devices) ? args.mfa_devices.filter(isObject) : [];
  args.mfa_devices = [...before, { pk: device.pk, name: device.name }];
}
