import type { Member, Store } from "../store";

const caches = new WeakMap<Store, Map<string, Member[]>>();

/**
 * Authentik keeps, for a day, which applications it showed to whom on which page, and shows the same again whatever else
 * is asked, until an application is made or a binding, a group or a user is saved.
 */
export function remembered(store: Store, user: unknown, page: number): Member[] | undefined {
  const members = caches.get(store)?.get(`${user}/${page}`);
  return members?.length ? members : undefined;
}

export function remember(store: Store, user: unknown, page: number, members: Member[]): void {
  const cache = caches.get(store) ?? new Map<string, Member[]>();
  caches.set(store, cache);
  cache.set(
    `${user}/${page}`,
    members.map(({ kind, row }) => ({ kind, row: { ...row } })),
  );
}

const forgetting = ["core/groups", "core/users", "policies/bindings"];

/** Told of every write. */
export function noteWrite(store: Store, path: string, isNew: boolean): void {
  if (forgetting.includes(path) || (path === "core/applications" && isNew)) caches.delete(store);
}
