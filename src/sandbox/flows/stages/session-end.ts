import { id, text } from "../../policies/columns";
import { launchUrl } from "../applications";
import type { Run } from "../run";
import type { Stage } from "../stage";

/** Closes an application's invalidation flow: says that the application was left, and offers to log out altogether. */
export const sessionEnd: Stage = {
  showsUser: true,
  enter: (run) => (run.user.pk === undefined ? { redirect: "/" } : undefined),

  challenge(run) {
    const { application } = run.plan.context;
    const url = application && launchUrl(run.context, application, run.pendingUser);
    const flow = run.context.store.byId("flows/instances", id(run.brand, "flow_invalidation") ?? "");
    return {
      component: "ak-stage-session-end",
      ...(application && { application_name: application.name }),
      ...(url && { application_launch_url: url }),
      ...(flow && { invalidation_flow_url: `/if/flow/${flow.slug}/` }),
      brand_name: text(run.brand, "branding_title"),
    };
  },

  solve: (run: Run) => run.invalid(),
};
