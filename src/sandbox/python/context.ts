/** Plain JSON that stands for a model. `$model` names which (`core.group`), where the place does not tell. */
export type ModelData = { $model?: string; [field: string]: unknown };

/** A group as the API shows it. `parent` and `parents` are keys (looked up in the database) or groups. */
export interface GroupData extends ModelData {
  pk: string;
  name: string;
  is_superuser?: boolean;
  attributes?: Record<string, unknown>;
  parent?: string | GroupData | null;
  parents?: (string | GroupData)[];
}

/** A user as the API shows it, with what only the server knows. */
export interface UserData extends ModelData {
  pk: number;
  username: string;
  /** Direct groups: keys, looked up in `groups_obj` and the database, or groups. */
  groups?: (string | GroupData)[];
  attributes?: Record<string, unknown>;
  /** Kinds of confirmed devices, as `ak_user_has_authenticator` names them: totp, static, webauthn, duo, email, sms. */
  authenticators?: string[];
  has_usable_password?: boolean;
}

/** The HTTP request behind an evaluation. Further fields become attributes. */
export interface HttpRequestData {
  path?: string;
  method?: string;
  GET?: Record<string, string | string[]>;
  POST?: Record<string, string | string[]>;
  headers?: Record<string, string>;
  META?: Record<string, string>;
  /** `session_key` becomes the session's. */
  session?: Record<string, unknown>;
  cookies?: Record<string, string>;
  /** What `ak_client_ip` is. */
  client_ip?: string;
  scheme?: "http" | "https";
  /** The logged-in user; the evaluation's unless named. */
  user?: ModelData;
  brand?: ModelData;
  tenant?: ModelData;
  [field: string]: unknown;
}

/** A policy that `ak_call_policy` may name: evaluated if it has an expression, else with the result that it comes with. */
export interface PolicyData {
  name: string;
  expression?: string;
  result?: { passing: boolean; messages?: string[] };
}

/** Rows that expressions can look up: `ak_user_by`, `Group.objects`, `group.users`, `ak_call_policy`. */
export interface Database {
  "core.user"?: UserData[];
  "core.group"?: GroupData[];
  policies?: PolicyData[];
  /** Any other model, by its label: `flows.flow`, `core.application`, … */
  [label: string]: object[] | undefined;
}

/** What an expression is evaluated with. */
export interface PythonContext {
  /** Whose rules hold: a property mapping's (the default) or an expression policy's. */
  kind?: "mapping" | "policy";
  /** The mapping's or policy's name, seen in errors and tracebacks. */
  name?: string;
  /** `request.user`, and for a mapping `user`. Without one, `user` is no name at all and `request.user` is empty. */
  user?: UserData | ModelData | null;
  /** `request.http_request`, and `http_request`. */
  http_request?: HttpRequestData | null;
  /** `request.obj`: what a policy decides about, an application unless `$model` says otherwise. */
  obj?: ModelData | null;
  /**
   * `request.context`. A policy sees it as `context`; a mapping sees each entry as a name of its own: `provider`, `token`,
   * `group`, `ldap`, … Entries under names such as `provider`, `token`, `application`, `pending_user` and `flow_plan` become
   * objects. What a `flow_plan` holds in its own `context` is in here too, as in Authentik.
   */
  context?: Record<string, unknown>;
  debug?: boolean;
  database?: Database;
  /**
   * What becomes of a mapping's value. `django` (the default) is Django's JSON encoder, with sets and generators as lists:
   * userinfo, sources. `json` takes JSON alone, so that a UUID is an error: claims of a token. `sanitized` is what the
   * `test` endpoint shows: a UUID without dashes, models as references, lists without empty items. A policy's is sanitized.
   */
  output?: "django" | "json" | "sanitized";
}
