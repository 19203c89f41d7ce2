import type { Member } from "../../store";
import { applyLater } from "../blueprints/apply";
import { represent } from "../represent";
import type { Action } from ".";

export const blueprints: Record<string, Action> = {
  "managed/blueprints/apply": (call, _, member) => {
    const { kind, row } = member as Member;
    applyLater(row, call);
    return { body: represent(call, kind, row) };
  },
  "managed/blueprints/available": ({ context }) => ({
    body: context.store
      .rows("managed/blueprints")
      .filter(({ path }) => path)
      .map(({ path, last_applied: time, last_applied_hash: hash, metadata: meta }) => ({
        path,
        last_m: time,
        hash,
        meta,
      })),
  }),
};
