import type { SandboxContext } from "../../context";
import { oauth2Actions } from "../../oauth2/api";
import type { Member } from "../../store";
import type { Call } from "../api-context";
import { applications } from "./applications";
import { blueprints } from "./blueprints";
import { certificates } from "./certificates";
import { flows } from "./flows";
import { groups } from "./groups";
import { prompts } from "./prompts";
import { singles } from "./singles";
import { tests } from "./tests";
import { tokens } from "./tokens";
import { usedBy } from "./used-by";
import { users } from "./users";

/** What is sent back: a status, 200 unless given, and a body, JSON unless the headers say otherwise. */
export interface Answer {
  status?: number;
  body?: unknown;
  /** The content type of a body of JSON, where it is not the API's own. */
  type?: string;
  headers?: Record<string, string>;
}

/** An endpoint beside those that every kind has: `core/users/ID/set_password/`. */
export type Action = (call: Call, path: string, member: Member | undefined) => Answer | Promise<Answer>;

/** An endpoint by itself: `admin/version/`. */
export interface Single {
  /** Answers without a token as well. */
  open?: boolean;
  methods: Record<string, (call: Call) => Answer | Promise<Answer>>;
}

const actions: Record<string, Action> = {
  ...applications,
  ...blueprints,
  ...certificates,
  ...flows,
  ...groups,
  ...oauth2Actions,
  ...prompts,
  ...tests,
  ...tokens,
  ...users,
};

export function actionAt(path: string, action: string, context: SandboxContext): Action | undefined {
  if (action === "used_by") return usedBy;
  const fixed = context.fixed[`${path}/${action}`];
  if (fixed !== undefined) return () => ({ body: fixed });
  return actions[`${path}/${action}`];
}

export function singleAt(path: string, context: SandboxContext): Single | undefined {
  const fixed = context.fixed[path];
  if (fixed !== undefined && !context.store.models.endpoints[path])
    return { methods: { GET: () => ({ body: fixed }) } };
  return singles[path];
}
