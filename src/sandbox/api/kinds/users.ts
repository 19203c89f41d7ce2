import { createHash } from "node:crypto";
import { avatar } from "../../flows/avatar";
import { isSuperuser } from "../../policies";
import type { Row, Store } from "../../store";
import type { Departure } from "../departure";
import { objectShown } from "../nested";
import { Invalid, invalidObject } from "../refusal";
import { isTrue } from "./groups";

export const users: Record<string, Departure> = {
  "authentik_core.user": {
    fields: {
      path: (path: string) => {
        if (path.startsWith("/") || path.endsWith("/")) throw new Invalid("No leading or trailing slashes allowed.");
        if (path.split("/").includes("")) throw new Invalid("No empty segments in user path allowed.");
        return path;
      },
      type: (type: string, { row }) => {
        if (row?.type === "internal_service_account" && type !== "internal_service_account") {
          throw new Invalid("Can't change internal service account to other user type.");
        }
        if (!row && type === "internal_service_account") {
          throw new Invalid("Setting a user to internal service account is not allowed.");
        }
        return type;
      },
    },
    validate: (_, { row }) => {
      if (row?.type === "internal_service_account") throw invalidObject("Can't modify internal service account users");
    },
    shown: {
      is_superuser: (row, { context }) => isSuperuser(context.store, row),
      avatar: (row) => avatar(row),
      uid: (row, { context }) => uidOf(row, context.store),
      groups_obj: (row, call) =>
        isTrue(call.query, "include_groups", true)
          ? ((row.groups as string[] | undefined) ?? []).map((id) =>
              objectShown(call, "authentik_core.group", id, "core.api.users.UserGroupSerializer"),
            )
          : null,
      roles_obj: (row, call) =>
        isTrue(call.query, "include_roles", true)
          ? ((row.roles as string[] | undefined) ?? []).map((id) =>
              objectShown(call, "authentik_rbac.role", id, "rbac.api.roles.RoleSerializer"),
            )
          : null,
    },
    defaults: () => {
      const time = new Date().toISOString().replace("Z", "000Z");
      return { date_joined: time, password_change_date: time, last_login: null };
    },
    saved: (row, _, { call }) => {
      row.uid ??= uidOf(row, call.context.store);
    },
  },
};

/** What applications know a user by: made of the user's number and the installation's own secret. */
function uidOf(user: Row, store: Store): unknown {
  if (typeof user.uid === "string") return user.uid;
  return createHash("sha256").update(`${user.pk}-${store.installation}`).digest("hex");
}
