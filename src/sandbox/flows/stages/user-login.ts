import { text } from "../../policies/columns";
import { milliseconds } from "../../policies/durations";
import { logEvent } from "../../policies/events";
import { changeReputation } from "../../policies/reputation";
import { Answers } from "../answers";
import type { Run } from "../run";
import type { Answer, Stage } from "../stage";

/** Logs the pending user in. Where sessions may be made longer, it asks whether they shall be. */
export const userLogin: Stage = {
  showsUser: true,
  enter: (run) => (asks(run) ? undefined : logIn(run)),
  challenge: () => ({ component: "ak-stage-user-login" }),

  solve(run, data) {
    if (!asks(run)) return logIn(run);
    const answers = new Answers(data);
    const remember = answers.boolean("remember_me");
    answers.check();
    return logIn(run, remember);
  },
};

function asks(run: Run): boolean {
  return milliseconds(run.stage.remember_me_offset ?? "seconds=0") > 0;
}

function logIn(run: Run, remember = false): Answer | Promise<Answer> {
  const { context, session, request, stage, plan } = run;
  const user = plan.context.pending_user;
  if (!user || user.is_active === false || user.pk === undefined) return run.invalid();
  const duration = milliseconds(stage.session_duration ?? "seconds=0");
  const offset = remember ? milliseconds(stage.remember_me_offset) : 0;
  session.maxAge = duration + offset > 0 ? Math.round((duration + offset) / 1000) : undefined;

  const { auth_method: method } = plan.context;
  const known = context.store.find("core/authenticated_sessions", { last_ip: request.ip }) !== undefined;
  const methodArgs = { known_device: known, ...plan.context.auth_method_args };
  plan.context.auth_method_args = methodArgs;
  context.sessions.logIn(session, request, user, { method, methodArgs });
  const about = method === undefined ? {} : { auth_method: method, auth_method_args: methodArgs };
  logEvent(context, { action: "login", app: "authentik.events.signals", context: about, user, http: run.http });
  changeReputation(context, text(user, "username"), request.ip, 1);
  if (stage.terminate_other_sessions === true) context.sessions.endOthers(session, user);
  return run.ok();
}
