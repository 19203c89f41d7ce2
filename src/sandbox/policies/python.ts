import type { SandboxContext } from "../context";
import type { Database, GroupData, HttpRequestData, UserData } from "../python";
import type { Row } from "../store";
import { id, isObject } from "./columns";
import { ANONYMOUS, groupsOf } from "./membership";

const USER_FIELDS = [
  "pk",
  "uuid",
  "uid",
  "username",
  "name",
  "email",
  "is_active",
  "type",
  "path",
  "attributes",
  "groups",
];
const USER_TIMES = ["last_login", "date_joined", "password_change_date", "last_updated"];
const GROUP_FIELDS = ["pk", "name", "is_superuser", "attributes", "parent", "parents"];

/** A user as expressions see it. */
export function userData(context: SandboxContext, user: Row): UserData {
  return {
    $model: "core.user",
    ...pick(user, [...USER_FIELDS, ...USER_TIMES]),
    groups_obj: groupsOf(context.store, user).map(groupData),
    authenticators: authenticators(context, user),
    has_usable_password: typeof user.password === "string" && user.password !== "",
    ...(user === ANONYMOUS && { is_authenticated: false, is_anonymous: true }),
  } as unknown as UserData;
}

function groupData(group: Row): GroupData {
  return pick(group, GROUP_FIELDS) as unknown as GroupData;
}

/** The kinds of confirmed devices that a user has. */
function authenticators(context: SandboxContext, user: Row): string[] {
  const kinds = ["static", "totp", "webauthn", "duo", "email", "sms"];
  return kinds.filter((kind) =>
    context.store
      .rows(`authenticators/${kind}`)
      .some((device) => device.user === user.pk && device.confirmed !== false),
  );
}

/** An application with what the user is entitled to in it. */
export function applicationData(context: SandboxContext, application: Row, user: Row): Row {
  return { $model: "core.application", ...plain(application), entitlements: entitlements(context, application, user) };
}

function entitlements({ store }: SandboxContext, application: Row, user: Row): unknown[] {
  const groups = new Set(groupsOf(store, user).map((group) => group.pk));
  return store.filter("core/application_entitlements", { app: application.pk }).filter((entitlement) =>
    store
      .rows("policies/bindings")
      .filter((binding) => binding.enabled !== false)
      .filter((binding) => [entitlement.pk, entitlement.pbm_uuid].includes(binding.target))
      .some((binding) => {
        const matches = binding.user === user.pk || groups.has(binding.group);
        return (binding.user != null || binding.group != null) && matches !== Boolean(binding.negate);
      }),
  );
}

export function providerData(context: SandboxContext, provider: Row, user: Row): Row {
  const application = context.store.find("core/applications", { provider: provider.pk });
  const shown = application && applicationData(context, application, user);
  return { $model: "providers_oauth2.oauth2provider", ...plain(provider), application: shown ?? null };
}

/** `request.http_request`, with whom it comes from. */
export function requestData(context: SandboxContext, http: HttpRequestData, user: Row): HttpRequestData {
  return { ...http, user: userData(context, user), tenant: { $model: "tenants.tenant" } };
}

/** The context of a policy or of a flow's plan, as far as it can be told. */
export function contextData(
  context: SandboxContext,
  values: Record<string, unknown>,
  user: Row,
): Record<string, unknown> {
  const told = Object.entries(values).map(([name, value]) => [name, valueData(context, name, value, user)] as const);
  return Object.fromEntries(told.filter(([, value]) => value !== undefined));
}

function valueData(context: SandboxContext, name: string, value: unknown, user: Row): unknown {
  if (name === "pending_user" && isObject(value)) return userData(context, value);
  if (name === "application" && isObject(value)) return applicationData(context, value, user);
  if (name === "flow_plan" && isObject(value) && isObject(value.context)) {
    const shown = contextData(context, value.context, user);
    const authenticated = value.backend !== undefined && isObject(shown.pending_user);
    // Authentik's user object has a backend only once a password (or the like) was right.
    if (authenticated) shown.pending_user = { ...(shown.pending_user as object), backend: value.backend };
    return { $model: "flows.flowplan", flow_pk: String((value.flow as Row).pk).replaceAll("-", ""), context: shown };
  }
  return plain(value);
}

/** What expressions can look up. Users are many, and rarely asked for: they go along only when the text names them. */
export function database(context: SandboxContext, expression: string): Database {
  const { store } = context;
  const asks = (...words: string[]) => words.some((word) => expression.includes(word));
  const rows = (kind: string) => store.rows(kind).map(plain);
  return {
    "core.group": store.rows("core/groups").map(groupData),
    ...(asks("ak_user_by", "User", "users") && {
      "core.user": store.rows("core/users").map((row) => userData(context, row)),
    }),
    ...(asks("Flow") && { "flows.flow": rows("flows/instances") }),
    ...(asks("Application") && { "core.application": rows("core/applications") }),
    ...(asks("ak_call_policy") && { policies: policies(context) }),
  };
}

function policies({ store }: SandboxContext): Database["policies"] {
  const kinds = store.kinds().filter((kind) => /^policies\/(?!bindings|all)/.test(kind));
  return kinds.flatMap((kind) =>
    store.rows(kind).map((row) => ({
      name: String(row.name),
      ...(typeof row.expression === "string" && { expression: row.expression }),
      ...(kind === "policies/dummy" && { result: { passing: row.result === true, messages: ["dummy"] } }),
    })),
  );
}

function pick(row: Row, columns: string[]): Row {
  return Object.fromEntries(columns.filter((column) => column in row).map((column) => [column, row[column]]));
}

/** A copy as JSON; undefined for what JSON does not know. */
function plain<Value>(value: Value): Value {
  const text = JSON.stringify(value);
  return text === undefined ? (undefined as Value) : JSON.parse(text);
}

/**
 * What an expression left in the context that it was given, taken over. Only what it changed is touched: rows stay the
 * rows that they are.
 */
export function takeBack(
  context: SandboxContext,
  values: Record<string, unknown>,
  sent: Record<string, unknown>,
  left: Record<string, unknown>,
): void {
  for (const [name, value] of Object.entries(left)) {
    if (name === "flow_plan") takeBackPlan(context, values.flow_plan, sent.flow_plan, value);
    else if (isModel(value)) takeBackModel(context, values, name, value);
    else if (JSON.stringify(value) !== JSON.stringify(sent[name])) replace(values, name, value);
  }
}

function takeBackPlan(context: SandboxContext, plan: unknown, sent: unknown, left: unknown): void {
  if (!isObject(plan) || !isObject(sent) || !isObject(left)) return;
  const [values, before, after] = [plan.context, sent.context, left.context];
  if (isObject(values) && isObject(before) && isObject(after)) takeBack(context, values, before, after);
}

function takeBackModel(context: SandboxContext, values: Record<string, unknown>, name: string, value: Row): void {
  const known = values[name];
  const isSame = isObject(known) && (known.pk ?? null) === value.pk && known.username === value.username;
  if (value.$model !== "core.user" || isSame) return;
  const pk = id(value, "pk");
  values[name] = (pk !== undefined && context.store.byId("core/users", pk)) || { ...value, $model: undefined };
}

/** An object that others hold as well changes in place. */
function replace(values: Record<string, unknown>, name: string, value: unknown): void {
  const known = values[name];
  if (!isObject(known) || !isObject(value)) {
    values[name] = value;
    return;
  }
  for (const key of Object.keys(known)) if (!(key in value)) delete known[key];
  Object.assign(known, value);
}

function isModel(value: unknown): value is Row {
  return isObject(value) && typeof value.$model === "string";
}
