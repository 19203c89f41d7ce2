import type { Row, Store } from "../../store";
import type { Call } from "../api-context";
import type { Departure } from "../departure";
import { objectShown } from "../nested";
import { invalidObject } from "../refusal";

const stageSerializer = "flows.api.stages.StageSerializer";

export const flows: Record<string, Departure> = {
  "authentik_flows.flow": {
    shown: {
      background: (row, { context }) =>
        context.store.models.has("2025.12") ? row.background || "" : backgroundUrl(row),
      background_url: (row) => backgroundUrl(row),
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
        const isNamed =
          path === "flows/bindings" && call.request.method !== "GET" && (call.data as Row | null)?.stage !== undefined;
        return stage && isNamed ? { ...stage, ...plainStage(call) } : stage;
      },
    },
  },
};

function backgroundUrl(flow: Row): unknown {
  return flow.background || "/static/dist/assets/images/flow_background.jpg";
}

/** What is said of a stage whose class is not known. */
function plainStage({ context }: Call): Row {
  return {
    component: "",
    verbose_name: context.passingStage ?? "stage",
    verbose_name_plural: "stages",
    meta_model_name: "authentik_flows.stage",
  };
}

export function bindingsOf(flow: Row, store: Store): Row[] {
  return store.filter("flows/bindings", { target: flow.pk }).sort((a, b) => Number(a.order) - Number(b.order));
}

/** The policies bound to an object. */
export function policiesOf(row: Row, store: Store): unknown[] {
  return store
    .filter("policies/bindings", { target: row.pk })
    .sort((a, b) => Number(a.order) - Number(b.order))
    .map(({ policy }) => policy)
    .filter((policy) => policy !== null && policy !== undefined);
}
