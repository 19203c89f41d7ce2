import type { Row, Store } from "../../store";
import type { Departure } from "../departure";
import { objectShown } from "../nested";
import { Invalid, Refusal } from "../refusal";

export const groups: Record<string, Departure> = {
  "authentik_core.group": {
    fields: {
      parent: (parent: string | null, { row }) => {
        if (row && parent === row.pk) throw new Invalid("Cannot set group as parent of itself.");
        return parent;
      },
    },
    shown: {
      num_pk: (row) => groupNumber(row.pk as string),
      users: (row, { context }) => members(row, context.store).map(({ pk }) => pk),
      users_obj: (row, call) =>
        isTrue(call.query, "include_users", true)
          ? members(row, call.context.store).map(({ pk }) =>
              objectShown(call, "authentik_core.user", pk, "core.api.groups.GroupMemberSerializer"),
            )
          : null,
      children: (row, { context }) => children(row, context.store).map(({ pk }) => pk),
      children_obj: (row, call) =>
        isTrue(call.query, "include_children", false)
          ? children(row, call.context.store).map((child) => ({
              pk: child.pk,
              name: child.name,
              is_superuser: child.is_superuser,
              attributes: child.attributes,
              group_uuid: child.pk,
            }))
          : null,
    },
    saving: ({ roles }, { call, row }) => {
      const { store } = call.context;
      if (!Array.isArray(roles) || store.models.has("2025.12")) return;
      const others = store.rows("core/groups").filter((other) => other !== row);
      if (others.some((other) => (other.roles as unknown[] | undefined)?.some((role) => roles.includes(role)))) {
        throw new Refusal(400, ["Roles can only be used with a single group."]);
      }
    },
    saved: (row, values, { call }) => {
      const { store } = call.context;
      if (values.users !== undefined) setMembers(store, row, values.users as unknown[]);
      if (values.children !== undefined) setChildren(store, row, values.children as unknown[]);
      delete row.users;
      delete row.children;
    },
  },
};

/** The number that LDAP knows a group by: the first five digits of its id's. */
export function groupNumber(pk: string): number {
  return Number(
    BigInt(`0x${pk.replaceAll("-", "")}`)
      .toString()
      .slice(0, 5),
  );
}

export function isTrue(query: URLSearchParams, name: string, otherwise: boolean): boolean {
  const value = query.get(name);
  return value === null ? otherwise : value.toLowerCase() === "true";
}

function members(group: Row, store: Store): Row[] {
  return store.rows("core/users").filter((user) => (user.groups as unknown[] | undefined)?.includes(group.pk));
}

function children(group: Row, store: Store): Row[] {
  return store.filter("core/groups", { parent: group.pk });
}

function setMembers(store: Store, group: Row, users: unknown[]): void {
  for (const user of store.rows("core/users")) {
    const own = (user.groups as unknown[] | undefined) ?? [];
    if (own.includes(group.pk) === users.includes(user.pk)) continue;
    const groups = users.includes(user.pk) ? [...own, group.pk] : own.filter((id) => id !== group.pk);
    store.update("core/users", user.pk as number, { groups });
  }
}

function setChildren(store: Store, group: Row, wanted: unknown[]): void {
  for (const other of store.rows("core/groups")) {
    if (wanted.includes(other.pk)) store.update("core/groups", other.pk as string, { parent: group.pk });
    else if (other.parent === group.pk) store.update("core/groups", other.pk as string, { parent: null });
  }
}
