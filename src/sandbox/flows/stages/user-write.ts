import { hashPassword } from "../../passwords";
import { id, ids, text } from "../../policies/columns";
import { logEvent } from "../../policies/events";
import { merge } from "../../policies/merge";
import type { Id, Row } from "../../store";
import type { Run } from "../run";
import type { Stage } from "../stage";
import { createUser } from "../users";

const FAILED = "Failed to update user. Please try again later.";
/** The columns of a user that an answer may fill in. */
const COLUMNS = ["username", "name", "email", "is_active", "path", "type"];

/** Writes the answers to a user: the pending one, or one that it makes. */
export const userWrite: Stage = {
  act(run) {
    const { context, plan } = run;
    if (!plan.context.prompt_data) return run.invalid("No Pending data.");
    const isNew = needsNew(run);
    if (isNew && run.stage.user_creation_mode === "never_create") {
      return run.invalid("No user found and can't create new user.");
    }
    const data = plan.context.prompt_data;
    const user = isNew ? newUser(run) : run.pendingUser;
    const written = changed(user, data);
    if (text(written, "username") === "") return run.invalid();
    const namesake = context.store.find("core/users", { username: written.username });
    if (namesake && namesake !== user) return run.invalid(FAILED);
    if (data.password !== undefined) written.password_change_date = new Date().toISOString();
    written.groups = groupsFor(run, user);
    written.last_updated = new Date().toISOString();
    const row =
      user.pk === undefined
        ? createUser(context.store, { ...user, ...written })
        : context.store.update("core/users", user.pk as Id, written);
    plan.context.pending_user = row;
    const about = { created: isNew, ...withoutSecrets(data) };
    logEvent(context, {
      action: "user_write",
      app: "authentik.events.signals",
      context: about,
      user: row,
      http: run.http,
    });
    return run.ok();
  },
};

function needsNew({ plan, stage, user }: Run): boolean {
  if (user.pk !== undefined) plan.context.pending_user ??= user;
  return plan.context.pending_user === undefined || stage.user_creation_mode === "always_create";
}

function newUser({ plan, stage }: Run): Row {
  const { user_type, user_path } = plan.context;
  const type = text({ type: user_type ?? stage.user_type }, "type") || "external";
  return {
    username: "",
    name: "",
    email: "",
    is_active: stage.create_users_as_inactive !== true,
    path: text({ path: user_path ?? stage.user_path_template }, "path") || "users",
    type: type === "internal_service_account" ? "service_account" : type,
    attributes: {},
    groups: [],
  };
}

function changed(user: Row, data: Record<string, unknown>): Row {
  const written: Row = { username: user.username, attributes: structuredClone(user.attributes ?? {}) };
  for (const [key, value] of Object.entries(data)) {
    const attributes = written.attributes as Record<string, unknown>;
    if (key === "password") written.password = hashPassword(String(value));
    else if (key === "attributes") Object.assign(attributes, value);
    else if (/^attributes[._]/.test(key))
      merge(attributes, nested(key.replaceAll("_", ".").split(".").slice(1), value));
    else if (COLUMNS.includes(key)) written[key] = value;
  }
  return written;
}

function nested(path: string[], value: unknown): Record<string, unknown> {
  const [first = "", ...rest] = path;
  return { [first]: rest.length > 0 ? nested(rest, value) : value };
}

function groupsFor({ plan, stage }: Run, user: Row): Id[] {
  const created = id(stage, "create_users_group");
  const given = Array.isArray(plan.context.groups) ? plan.context.groups : [];
  const named = given.map((group) => (typeof group === "object" ? (group as Row).pk : group)) as Id[];
  return [...new Set([...ids(user, "groups"), ...(created === undefined ? [] : [created]), ...named])];
}

function withoutSecrets(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([key]) => !key.includes("password")));
}
