import { recoveryLink } from "../../flows";
import { hashPassword } from "../../passwords";
import { groupAttributes, groupsOf, isSuperuser } from "../../policies";
import type { Member, Row } from "../../store";
import type { Call } from "../api-context";
import { toInternal } from "../fields";
import { randomText } from "../kinds/providers";
import { matching } from "../list";
import { Invalid, invalid } from "../refusal";
import { represent } from "../represent";
import { newRow, timestamp } from "../write";
import type { Action } from ".";

const path = "core/users";
const day = 86_400_000;

export const users: Record<string, Action> = {
  "core/users/me": (call) => ({ body: { user: self(call) } }),
  "core/users/paths": (call) => {
    const paths = new Set(matching(call, path).map(({ row }) => row.path as string));
    return { body: { paths: [...paths].sort() } };
  },
  "core/users/recovery_email": async (call, _, member) => {
    const { row } = member as Member;
    if (row.email === "") throw invalid({ non_field_errors: "User does not have an email address set." });
    const link = await recoveryLink(call.context, call.request, row);
    if (link === undefined) throw invalid({ non_field_errors: "No recovery flow set." });
    const stage = call.context.store.byId("stages/email", call.query.get("email_stage") ?? "");
    if (!stage) throw invalid({ non_field_errors: "Email stage does not exist." });
    return { status: 204 };
  },
  "core/users/set_password": ({ context, data }, _, member) => {
    const password = (data as Row).password;
    if (password === undefined) throw invalid({ password: ["This field is required."] });
    try {
      toInternal({ kind: "string" }, password, { store: context.store, models: context.store.models });
    } catch (error) {
      throw error instanceof Invalid ? invalid({ password: error.problem }) : error;
    }
    const changes = { password: hashPassword(String(password).trim()), password_change_date: timestamp() };
    context.store.update(path, (member as Member).row.pk as number, changes);
    return { status: 204 };
  },
  "core/users/recovery": async (call, _, member) => {
    const link = await recoveryLink(call.context, call.request, (member as Member).row);
    if (link === undefined) throw invalid({ non_field_errors: "No recovery flow set." });
    return { body: { link } };
  },
  "core/users/service_account": (call) => ({ body: serviceAccount(call) }),
  "core/users/impersonate_end": () => ({ status: 204 }),
};

/** What users may know of themselves. */
function self(call: Call): Row {
  const { user, context } = call;
  const shown = represent(call, path, user);
  const groups = groupsOf(context.store, user).map(({ name, pk }) => ({ name, pk }));
  const names = ["pk", "username", "name", "is_active", "is_superuser", "email", "avatar", "uid", "type"];
  return {
    ...Object.fromEntries(names.map((name) => [name, shown[name]])),
    groups: groups.sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1)),
    settings: (groupAttributes(context.store, user) as Row).settings ?? {},
    ...(context.store.models.has("2025.12") ? { roles: [] } : {}),
    system_permissions: isSuperuser(context.store, user) ? systemPermissions(call) : [],
  };
}

const permissions = [
  "edit_system_settings",
  "add_initialpermissions",
  "access_admin_interface",
  "view_system_settings",
  "change_initialpermissions",
  "add_role",
  "change_role",
  "unassign_role_permissions",
  "view_system_info",
  "delete_initialpermissions",
  "assign_role_permissions",
  "delete_role",
  "view_role",
  "view_initialpermissions",
];

function systemPermissions({ context }: Call): string[] {
  return context.store.models.has("2025.12") ? [...permissions, "manage_media_files", "view_media_files"] : permissions;
}

/** A user that is a machine, with a token that serves as its password. */
function serviceAccount(call: Call): Row {
  const { store } = call.context;
  const { name, create_group: withGroup = false, expiring = true, expires } = call.data as Row;
  if (name === undefined || name === null) {
    const constraint = 'null value in column "username" of relation "authentik_core_user" violates not-null constraint';
    throw invalid({ non_field_errors: [constraint] });
  }
  const username = String(name);
  if (store.find(path, { username })) {
    const detail = `Key (username)=(${username}) already exists.`;
    throw invalid({
      non_field_errors: [
        `duplicate key value violates unique constraint "authentik_core_user_username_key"\nDETAIL:  ${detail}`,
      ],
    });
  }
  const user = store.insert(path, {
    ...newRow(call, path),
    ...{ username, name: username, type: "service_account", path: "goauthentik.io/service-accounts", groups: [] },
    ...{ attributes: { "goauthentik.io/user/token-expires": expiring }, is_active: true, last_login: null },
  });
  const answer: Row = { username, user_uid: represent(call, path, user).uid, user_pk: user.pk };
  if (withGroup) {
    const group = store.insert("core/groups", { ...newRow(call, "core/groups"), name: username });
    store.update(path, user.pk as number, { groups: [group.pk] });
    answer.group_pk = group.pk;
  }
  const token = store.insert("core/tokens", {
    ...newRow(call, "core/tokens"),
    ...{ identifier: `service-account-${slug(username)}-password`, intent: "app_password", user: user.pk },
    ...{ key: randomText(60), expiring, expires: expires ?? new Date(Date.now() + 360 * day).toISOString() },
  });
  return { ...answer, token: token.key };
}

/** Django's slugify. */
function slug(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replace(/[^\x20-\x7e]/g, "")
    .toLowerCase();
  return plain
    .replace(/[^\w\s-]/g, "")
    .replace(/[-\s]+/g, "-")
    .replace(/^[-_]+|[-_]+$/g, "");
}
