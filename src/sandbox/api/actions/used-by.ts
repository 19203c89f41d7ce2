import type { Id, Member, Row, Store } from "../../store";
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
    const action = relation.about.many ? "cascade_many" : relation.about.gone === "null" ? nullAction(relation.path, relation.column) : "cascade";
    note(`${store.models.modelOf(relation.path)?.name.toLowerCase()}_set`, useOf(store, relation.path, user, action));
  }
  for (const [name, column] of Object.entries(store.models.modelOf(kind)?.columns ?? {})) {
    if (!column.many || !column.to || column.through) continue;
    for (const id of inTableOrder(call, column.to, (row[store.models.column(kind, name)] as Id[] | undefined) ?? [])) {
      const other = store.ofModel(column.to, id);
      if (other) note(name, useOf(store, other.kind, other.row, "cascade_many", column.to));
    }
  }
  return { body: [...uses].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, list]) => list) };
};

/** References that Authentik sets to their default, which is nothing. */
const setToDefault = /(^core\/applications\.provider|invalidation_flow|_flow|default_application|web_certificate|create_users_group)$/;

function nullAction(path: string, column: string): string {
  const isDefault = setToDefault.test(`${path}.${column}`) && !/^(core\/brands\.flow|providers\/.*authentication_flow)/.test(`${path}.${column}`);
  return isDefault ? "set_default" : "set_null";
}

function useOf(store: Store, kind: string, row: Row, action: string, label = store.models.endpoints[kind]?.model ?? ""): Use {
  const [app = "", model = ""] = label.split(".");
  return { app, model_name: model, pk: String(row[store.idColumn(kind)]), name: nameOf(store, kind, row, label), action };
}

/** An object as Authentik calls it. */
function nameOf(store: Store, kind: string, row: Row, label: string): string {
  const family = store.models.lineage(kind);
  const name = String(row.name ?? "");
  if (label === "authentik_providers_oauth2.accesstoken") return `Access Token for ${row.provider} for user ${row.user}`;
  if (label === "authentik_providers_oauth2.refreshtoken") return `Refresh Token for ${row.provider} for user ${row.user}`;
  if (label === "authentik_providers_oauth2.authorizationcode") return `Authorization code for ${row.provider} for user ${row.user}`;
  if (family.includes("authentik_core.propertymapping")) return `Property Mapping ${name}`;
  if (kind === "core/users") return String(row.username);
  if (kind === "core/groups") return `Group ${name}`;
  if (kind === "core/brands") return row.default ? "Default brand" : `Brand ${row.domain}`;
  if (kind === "flows/instances") return `Flow ${name} (${row.slug})`;
  if (kind === "flows/bindings") return bindingName(store, row);
  if (kind === "policies/bindings") return policyBindingName(store, row);
  if (kind === "core/tokens") return tokenName(store, row);
  if (kind === "crypto/certificatekeypairs") return `Certificate-Key Pair ${name}`;
  if (kind === "managed/blueprints") return `Blueprint Instance ${name}`;
  if (kind === "outposts/instances") return `Outpost ${name}`;
  if (family.includes("authentik_flows.stage")) return stageName(name);
  return name;
}

const stageName = (name: string) => `Stage ${name}`;

function bindingName(store: Store, { target, stage, order }: Row): string {
  const flow = store.byId("flows/instances", target as Id);
  const bound = store.member("stages", stage as Id);
  void bound;
  return `Flow-stage binding #${order} to ${flow?.pk}`;
}

function policyBindingName(store: Store, row: Row): string {
  const policy = row.policy ? store.member("policies", row.policy as Id)?.row : undefined;
  const group = row.group ? store.byId("core/groups", row.group as Id) : undefined;
  const user = row.user ? store.byId("core/users", row.user as Id) : undefined;
  const target = policy ? `Policy ${policy.name}` : group ? `Group ${group.name}` : `User ${user?.username}`;
  return `Binding from ${row.target} #${row.order} to ${target}`;
}

function tokenName(store: Store, row: Row): string {
  void store;
  return `Token ${row.identifier} (expires=${row.expires})`;
}
