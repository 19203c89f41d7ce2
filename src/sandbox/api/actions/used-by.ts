import type { ColumnModel } from "../../models";
import type { Id, Member, Row, Store } from "../../store";
import { nameOf } from "../names";
import { inTableOrder } from "../represent";
import type { Action } from ".";

interface Use {
  app: string;
  model_name: string;
  pk: string;
  name: string;
  action: string;
}

/** What refers to an object, and what would become of it if the object were deleted. */
export const usedBy: Action = (call, _, member) => {
  const { store } = call.context;
  const { kind, row } = member as Member;
  const uses = new Map<string, Use[]>();
  const note = (manager: string, use: Use) => uses.set(manager, [...(uses.get(manager) ?? []), use]);
  for (const { relation, row: user } of store.referring(kind, row)) {
    const { path, about } = relation;
    if (about.accessor) note(about.accessor, useOf(store, { kind: path, row: user }, actionOf(about), about.of));
  }
  for (const [name, column] of Object.entries(store.models.modelOf(kind)?.columns ?? {})) {
    for (const other of others(store, kind, row, name, column))
      note(name, useOf(store, other, "cascade_many", column.to));
  }
  if (store.models.lineage(kind).includes("authentik_flows.stage")) {
    const targets = store.filter("flows/bindings", { stage: row.pk }).map(({ target }) => target as Id);
    for (const id of inTableOrder(store, "authentik_flows.flow", [...new Set(targets)])) {
      const flow = store.byId("flows/instances", id);
      if (flow) note("flow_set", useOf(store, { kind: "flows/instances", row: flow }, "cascade_many"));
    }
  }
  if (store.models.lineage(kind).includes("authentik_policies.policy")) {
    for (const { target } of store.filter("policies/bindings", { policy: row.pk })) {
      const bound = store.ofModel("authentik_policies.policybindingmodel", target as Id)?.row;
      const pk = String(bound?.policybindingmodel_ptr_id ?? bound?.pk);
      const about = {
        app: "authentik_policies",
        model_name: "policybindingmodel",
        pk,
        name: `PolicyBindingModel ${pk}`,
      };
      note("bindings", { ...about, action: "cascade_many" });
    }
  }
  // Authentik goes through an object's managers by their names.
  return { body: [...uses].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, list]) => list) };
};

function actionOf(column: ColumnModel): string {
  if (column.many) return "cascade_many";
  return { null: "set_null", default: "set_default" }[column.gone as string] ?? "cascade";
}

/** What the object itself refers to, where that is many. */
function others(store: Store, kind: string, row: Row, name: string, column: ColumnModel): Member[] {
  if (!column.many || !column.to) return [];
  const label = column.to;
  const ids = column.through
    ? bound(store, row, label)
    : ((row[store.models.column(kind, name)] as Id[] | undefined) ?? []);
  return inTableOrder(store, label, ids).flatMap((id) => store.ofModel(label, id) ?? []);
}

function bound(store: Store, row: Row, label: string): Id[] {
  const [path, column] =
    label === "authentik_flows.stage" ? ["flows/bindings", "stage"] : ["policies/bindings", "policy"];
  if (label !== "authentik_flows.stage" && label !== "authentik_policies.policy") return [];
  const ids = store.filter(path as string, { target: row.pk }).map((binding) => binding[column as string] as Id | null);
  return [...new Set(ids.filter((id) => id !== null && id !== undefined))];
}

function useOf(store: Store, { kind, row }: Member, action: string, as?: string): Use {
  const label = as ?? store.models.endpoints[kind]?.model ?? "";
  const [app = "", model = ""] = label.split(".");
  return {
    app,
    model_name: model,
    pk: String(row[store.idColumn(kind)]),
    name: nameOf(store, kind, row, label),
    action,
  };
}
