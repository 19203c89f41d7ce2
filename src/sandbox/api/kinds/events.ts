import type { Departure } from "../departure";
import { invalid } from "../refusal";

const modes: Record<string, string> = {
  local: "authentik inbuilt notifications",
  webhook: "Generic Webhook",
  webhook_slack: "Slack Webhook (Slack/Discord)",
  email: "Email",
};

export const events: Record<string, Departure> = {
  "authentik_events.notificationtransport": {
    validate: (values) => {
      if (["webhook", "webhook_slack"].includes(String(values.mode)) && !values.webhook_url) {
        throw invalid({ webhook_url: "Webhook URL may not be empty." });
      }
    },
    shown: { mode_verbose: (row) => modes[String(row.mode)] ?? null },
  },
};
