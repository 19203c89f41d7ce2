import { text } from "../../policies/columns";
import type { Stage } from "../stage";

export const deny: Stage = {
  act: (run) => run.invalid(text(run.plan.context, "deny_message") || text(run.stage, "deny_message")),
};
