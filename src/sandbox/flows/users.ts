import { createHash, randomUUID } from "node:crypto";
import type { Id, Row, Store } from "../store";

/** A new user with all columns that every user has. */
export function createUser(store: Store, columns: Row): Row {
  const now = new Date().toISOString();
  const user = store.insert("core/users", {
    ...{ name: "", email: "", is_active: true, last_login: null, date_joined: now, groups: [], attributes: {} },
    ...{ path: "users", type: "internal", password: null, password_change_date: now, last_updated: now },
    ...columns,
    uuid: randomUUID(),
  });
  return store.update("core/users", user.pk as Id, { uid: uidOf(store, user) });
}

/** What an application knows a user by, whatever the user is called. */
export function uidOf(store: Store, user: Row): string {
  return typeof user.uid === "string"
    ? user.uid
    : createHash("sha256").update(`${user.pk}-${store.installation}`).digest("hex");
}
