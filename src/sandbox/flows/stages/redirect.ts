import { id, text } from "../../policies/columns";
import { FlowNotApplicable } from "../planner";
import type { Run } from "../run";
import { type Stage, StageInvalid } from "../stage";

/** Leads elsewhere: to an address, or into another flow. */
export const redirect: Stage = {
  async challenge(run) {
    return { component: "xak-flow-redirect", to: await targetOf(run) };
  },
  solve: (run) => run.ok(),
};

async function targetOf(run: Run): Promise<string> {
  const { stage, context, plan } = run;
  const wanted = text(plan.context, "redirect_stage_target");
  const slug = /^ak-flow:\/\/([^/?#]+)/.exec(wanted)?.[1];
  if (wanted && !slug) return wanted;
  const named = slug ? context.store.find("flows/instances", { slug }) : undefined;
  if (!named && stage.mode === "static") return text(stage, "target_static");
  const flow = named ?? context.store.byId("flows/instances", id(stage, "target_flow") ?? "");
  if (!flow)
    throw new StageInvalid("No target found for Redirect stage. The stage's target_flow may have been deleted.");
  try {
    return await run.switchTo(flow, stage.keep_context !== false);
  } catch (error) {
    if (error instanceof FlowNotApplicable) throw new StageInvalid();
    throw error;
  }
}
