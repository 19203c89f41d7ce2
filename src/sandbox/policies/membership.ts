import type { Id, Row, Store } from "../store";
import { id, ids, object } from "./columns";
import { merge } from "./merge";

/** Nobody: what `request.user` is without a login. */
export const ANONYMOUS: Readonly<Row> = Object.freeze({
  username: "",
  name: "",
  email: "",
  attributes: {},
  groups: [],
  is_active: false,
});

/** All groups that a user is in, those that contain them included. */
export function groupsOf(store: Store, user: Row): Row[] {
  const found = new Map<Id, Row>();
  const waiting = [...ids(user, "groups")];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const group = found.has(next) ? undefined : store.byId("core/groups", next);
    if (!group) continue;
    found.set(next, group);
    const parent = id(group, "parent");
    waiting.push(...ids(group, "parents"), ...(parent === undefined ? [] : [parent]));
  }
  return [...found.values()];
}

export function isSuperuser(store: Store, user: Row): boolean {
  return groupsOf(store, user).some((group) => group.is_superuser === true);
}

/** A user's attributes over those of the groups. */
export function groupAttributes(store: Store, user: Row): Record<string, unknown> {
  const groups = groupsOf(store, user).sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1));
  return [...groups, user].reduce((merged, row) => merge(merged, object(row, "attributes")), {});
}

/** The account that stands for nobody where a policy or a mapping needs one. No list shows it. */
export const ANONYMOUS_ACCOUNT: Readonly<Row> = Object.freeze({
  ...ANONYMOUS,
  pk: 0,
  username: "AnonymousUser",
  type: "internal",
});
