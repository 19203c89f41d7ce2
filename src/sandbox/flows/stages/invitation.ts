import { object, text } from "../../policies/columns";
import { isOver } from "../../policies/durations";
import { logEvent } from "../../policies/events";
import { merge } from "../../policies/merge";
import type { Id, Row } from "../../store";
import type { Run } from "../run";
import type { Stage } from "../stage";

const KIND = "stages/invitation/invitations";

/** Lets in whoever has an invitation, with the data that it fixes. */
export const invitation: Stage = {
  act(run) {
    const { context, plan, stage } = run;
    const found = findInvitation(run);
    if (!found) {
      return stage.continue_flow_without_invitation === true
        ? run.ok()
        : run.invalid("Invalid invite/invite not found");
    }
    plan.context.invitation_in_effect = true;
    plan.context.invitation = found;
    plan.context.prompt_data = merge({ ...plan.context.prompt_data }, object(found, "fixed_data"));
    const about = { invitation_uuid: text(found, "pk").replaceAll("-", "") };
    logEvent(context, { action: "invitation_used", app: "authentik.events.signals", context: about, http: run.http });
    if (found.single_use === true) context.store.remove(KIND, found.pk as Id);
    return run.ok();
  },
};

function findInvitation({ context, flow, plan, session }: Run): Row | undefined {
  const { query } = session.data;
  const token = query?.get("itoken") ?? query?.get("token") ?? text(plan.context.prompt_data, "token");
  const found = token ? context.store.byId(KIND, token) : undefined;
  if (!found || isOver(found.expires)) return undefined;
  return found.flow == null || found.flow === flow.pk ? found : undefined;
}
