import { id, integer, text } from "../../policies/columns";
import { Answers } from "../answers";
import { authenticate } from "../credentials";
import { type Stage, StageInvalid } from "../stage";
import { origin } from "../urls";

export const password: Stage = {
  showsUser: true,

  challenge(run) {
    const recovery = id(run.brand, "flow_recovery");
    const flow = recovery === undefined ? undefined : run.context.store.byId("flows/instances", recovery);
    return {
      component: "ak-stage-password",
      ...(flow && { recovery_url: `${origin(run.request)}/if/flow/${flow.slug}/` }),
      allow_show_password: run.stage.allow_show_password === true,
    };
  },

  solve(run, data) {
    const answers = new Answers(data);
    const typed = answers.text("password", { keepSpace: true });
    answers.check();
    const { pending_user } = run.plan.context;
    if (!pending_user) throw new StageInvalid();
    const user = authenticate(run, run.stage, text(pending_user, "username"), typed ?? "");
    if (!user) answers.refuse("password", "Invalid password");
    answers.check();
    run.plan.context.pending_user = user;
    return run.ok();
  },

  refuse(run) {
    const { data } = run.session;
    const tries = (data.invalidTries ?? 0) + 1;
    data.invalidTries = tries;
    if (tries < integer(run.stage, "failed_attempts_before_cancel", 5)) return undefined;
    data.invalidTries = undefined;
    return run.invalid("Invalid password");
  },
};
