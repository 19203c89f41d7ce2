import type { Member, Row } from "../../store";
import type { Call } from "../api-context";
import { notFound, ServerError } from "../refusal";
import type { Action } from ".";

function member({ context, data }: Call): Row {
  const { pk } = data as Row;
  if (typeof pk === "string" && !/^\s*\d+\s*$/.test(pk)) throw new ServerError();
  const user = context.store.byId("core/users", Number(pk));
  if (!user) throw notFound();
  return user;
}

export const groups: Record<string, Action> = {
  "core/groups/add_user": (call, _, group) => {
    const user = member(call);
    const { pk } = (group as Member).row;
    const groups = (user.groups as unknown[]).filter((id) => id !== pk);
    call.context.store.update("core/users", user.pk as number, { groups: [...groups, pk] });
    return { status: 204 };
  },
  "core/groups/remove_user": (call, _, group) => {
    const user = member(call);
    const { pk } = (group as Member).row;
    const groups = (user.groups as unknown[]).filter((id) => id !== pk);
    call.context.store.update("core/users", user.pk as number, { groups });
    return { status: 204 };
  },
};
