import type { Id, Row } from "../../store";
import type { Call } from "../api-context";
import type { Departure } from "../departure";
import { objectShown } from "../nested";
import { Invalid, invalidObject } from "../refusal";
import { inTableOrder } from "../represent";

export const stages: Record<string, Departure> = {
  "authentik_flows.stage": {
    shown: {
      flow_set: (row, call) =>
        flowsOf(row, call).map((id) =>
          objectShown(call, "authentik_flows.flow", id, "flows.api.flows.FlowSetSerializer"),
        ),
    },
  },
  "authentik_stages_email.emailstage": {
    fields: {
      template: (template: string, { call }) => {
        const known = (call.context.fixed["stages/email/templates"] as { name: string }[] | undefined) ?? [];
        if (!known.some(({ name }) => name === template))
          throw new Invalid(`Invalid template '${template}' specified.`);
        return template;
      },
    },
  },
  "authentik_stages_source.sourcestage": {
    fields: {
      source: (source: string, { call }) => {
        const kind = call.context.store.member("sources", source)?.kind ?? "";
        if (!/^sources\/(kerberos|oauth|plex|saml)$/.test(kind)) {
          throw new Invalid("Invalid source selected, only web-based sources are supported.");
        }
        return source;
      },
    },
  },
  "authentik_stages_identification.identificationstage": {
    validate: (values) => {
      const { user_fields: fields = [], sources = [] } = values as Record<string, unknown[]>;
      if (fields.length === 0 && sources.length === 0) {
        throw invalidObject("When no user fields are selected, at least one source must be selected");
      }
    },
  },
  "authentik_stages_authenticator_validate.authenticatorvalidatestage": {
    fields: {
      not_configured_action: (action: string, { data }) => {
        const stages = (data as { configuration_stages?: unknown[] }).configuration_stages;
        if (action === "configure" && !stages?.length) {
          throw new Invalid('When "Not configured action" is set to "Configure", you must set a configuration stage.');
        }
        return action;
      },
    },
  },
  "authentik_stages_redirect.redirectstage": {
    validate: (values) => {
      if (values.mode === "static" && !values.target_static) {
        throw invalidObject("Target URL should be present when mode is Static.");
      }
      if (values.mode === "flow" && !values.target_flow) {
        throw invalidObject("Target Flow should be present when mode is Flow.");
      }
    },
  },
  "authentik_stages_prompt.prompt": {
    shown: {
      promptstage_set: (row, call) =>
        promptStages(row, call).map(({ pk }) =>
          objectShown(call, "authentik_flows.stage", pk, "flows.api.stages.StageSerializer"),
        ),
      prompt_stages_obj: (row, call) =>
        promptStages(row, call).map(({ pk }) =>
          objectShown(call, "authentik_flows.stage", pk, "flows.api.stages.StageSerializer"),
        ),
    },
  },
  "authentik_stages_invitation.invitation": {
    defaults: (call) => ({ created_by: call.user.pk }),
  },
};

function flowsOf(stage: Row, { context }: Call): unknown[] {
  const targets = context.store.filter("flows/bindings", { stage: stage.pk }).map(({ target }) => target as Id);
  return inTableOrder(context.store, "authentik_flows.flow", [...new Set(targets)]);
}

function promptStages(prompt: Row, { context }: Call): Row[] {
  return context.store.rows("stages/prompt/stages").filter(({ fields }) => (fields as unknown[]).includes(prompt.pk));
}
