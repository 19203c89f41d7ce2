import type { Id } from "../../store";
import type { Stage } from "../stage";

export const userDelete: Stage = {
  act(run) {
    const { context, session, pendingUser: user, plan } = run;
    if (user.pk === undefined) return run.invalid();
    context.sessions.end(session);
    context.store.remove("core/users", user.pk as Id);
    plan.context.pending_user = undefined;
    return run.ok();
  },
};
