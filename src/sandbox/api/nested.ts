import type { Id } from "../store";
import type { Call } from "./api-context";
import { representAs } from "./represent";

/** Another object, as a serializer shows it inside of this one. */
export function objectShown(call: Call, label: string, id: unknown, serializer: string): unknown {
  if (id === null || id === undefined) return null;
  const { store } = call.context;
  const member = store.ofModel(label, id as Id);
  return member ? representAs(call, member.kind, member.row, store.models.serializer(serializer)) : null;
}
