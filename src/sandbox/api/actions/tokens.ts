import type { Member, Row } from "../../store";
import { randomText } from "../kinds/providers";
import type { Action } from ".";

export const tokens: Record<string, Action> = {
  "core/tokens/view_key": ({ context }, _, member) => {
    const { row } = member as Member;
    if (row.key === undefined) context.store.update("core/tokens", row.pk as string, { key: randomText(60) });
    return { body: { key: row.key } };
  },
  "core/tokens/set_key": ({ context, data }, _, member) => {
    const key = (data as Row).key;
    if (!key) return { status: 400 };
    context.store.update("core/tokens", (member as Member).row.pk as string, { key });
    return { status: 204 };
  },
};
