import { logEvent } from "../../policies/events";
import type { Stage } from "../stage";

export const userLogout: Stage = {
  act(run) {
    const { context, session, user } = run;
    if (user.pk !== undefined)
      logEvent(context, { action: "logout", app: "authentik.events.signals", user, http: run.http });
    context.sessions.end(session);
    return run.ok();
  },
};
