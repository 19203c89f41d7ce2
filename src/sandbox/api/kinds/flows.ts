import type { Row, Store } from "../../store";
import type { Departure } from "../departure";
import { invalidObject } from "../refusal";
import { objectShown } from "../nested";

const stageSerializer = "flows.api.stages.StageSerializer";

export const flows: Record<string, Departure> = {
  "authentik_flows.flow": {
    shown: {
      background: (row) => row.background || "/static/dist/assets/images/flow_background.jpg",
      stages: (row, { context }) => bindingsOf(row, context.store).map(({ stage }) => stage),
      policies: (row, { context }) => policiesOf(row, context.store),
      cache_count: () => 0,
      export_url: (row) => `/api/v3/flows/instances/${row.slug}/export/`,
    },
  },
  "authentik_flows.flowstagebinding": {
    validate: (values) => {
      const { evaluate_on_plan: plan = false, re_evaluate_policies: run = true } = values;
      if (!plan && !run) throw invalidObject("Either evaluation on plan or evaluation on run must be enabled");
    },
    shown: {
      stage_obj: (row, call, path) => {
        const stage = objectShown(call, "authentik_flows.stage", row.stage, stageSerializer) as Row | null;
        // A stage that the body names is known to Django by its base class alone.
        const isNamed = path === "flows/bindings" && call.request.method !== "GET" && (call.data as Row | null)?.stage !== undefined;
        return stage && isNamed ? { ...stage, ...plainStage } : stage;
      },
    },
  },
};

/** What is said of a stage whose class is not known. Authentik's own words, odd as they are. */
const plainStage = {
  component: "",
  verbose_name: "authentik.providers.oauth2.views.authorize.OAuthFulfillmentStage",
  verbose_name_plural: "stages",
  meta_model_name: "authentik_flows.stage",
};

export function bindingsOf(flow: Row, store: Store): Row[] {
  return store
    .filter("flows/bindings", { target: flow.pk })
    .sort((a, b) => Number(a.order) - Number(b.order));
}

/** The policies bound to an object. */
export function policiesOf(row: Row, store: Store): unknown[] {
  const id = row.policybindingmodel_ptr_id ?? row.pk;
  return store
    .filter("policies/bindings", { target: id })
    .sort((a, b) => Number(a.order) - Number(b.order))
    .map(({ policy }) => policy)
    .filter((policy) => policy !== null && policy !== undefined);
}
