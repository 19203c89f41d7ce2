import { describe } from "../../flows/http";
import { decide, isSuperuser } from "../../policies";
import type { Member, Row } from "../../store";
import { remember, remembered } from "../access-cache";
import type { Call } from "../api-context";
import { invalid } from "../refusal";
import { represent } from "../represent";
import type { Action } from ".";

/** The applications of a page that the caller, or the user asked about, may use. */
export async function accessible(call: Call, members: Member[], page: number): Promise<Member[]> {
  const { query, user, context } = call;
  const isFull = query.get("superuser_full_list")?.toLowerCase() === "true";
  if (isFull && isSuperuser(context.store, user)) return members;
  if (query.has("for_user")) return allowed(call, members, named(call));
  const isKept = (query.get("search") ?? "") === "";
  let shown = isKept ? remembered(context.store, user.pk, page) : undefined;
  if (!shown) {
    shown = await allowed(call, members, user);
    if (isKept) remember(context.store, user.pk, page, shown);
  }
  const hasUrl = (member: Member) => represent(call, member.kind, member.row).launch_url !== null;
  return query.get("only_with_launch_url")?.toLowerCase() === "true" ? shown.filter(hasUrl) : shown;
}

async function allowed(call: Call, members: Member[], user: Row): Promise<Member[]> {
  const verdicts = await Promise.all(members.map(({ row }) => mayUse(call, row, user)));
  return members.filter((_, index) => verdicts[index]);
}

async function mayUse(call: Call, row: Row, user: Row): Promise<boolean> {
  return (await verdict(call, row, user)).passing;
}

function verdict({ context, request }: Call, row: Row, user: Row) {
  return decide(context, {
    user,
    http: describe(context, request),
    target: { kind: "core/applications", row },
    context: {},
  });
}

function named({ context, query }: Call): Row {
  const id = query.get("for_user") ?? "";
  if (!/^\d+$/.test(id)) throw invalid({ for_user: "for_user must be numerical" });
  const user = context.store.byId("core/users", Number(id));
  if (!user) throw invalid({ for_user: "User not found" });
  return user;
}

const setIcon: Action = (call, path, member) => {
  const { store } = call.context;
  const column = path === "core/applications" ? "meta_icon" : path === "flows/instances" ? "background" : "icon";
  const url = (call.data as Row | undefined)?.url;
  if (typeof url !== "string") return { status: 400 };
  const { kind, row } = member as Member;
  store.update(kind, row[store.idColumn(kind)] as string, { [column]: url });
  return { body: {} };
};

export const applications: Record<string, Action> = {
  "core/applications/check_access": async (call, _, member) => {
    const isAbout = call.query.has("for_user") && isSuperuser(call.context.store, call.user);
    const result = await verdict(call, (member as Member).row, isAbout ? named(call) : call.user);
    return { body: { passing: result.passing, messages: result.messages, log_messages: [] } };
  },
  "core/applications/set_icon_url": setIcon,
  "sources/all/set_icon_url": setIcon,
  "flows/instances/set_background_url": setIcon,
};
