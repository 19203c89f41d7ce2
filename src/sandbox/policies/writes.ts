import type { SandboxContext } from "../context";
import { hashPassword } from "../passwords";
import type { CreatedEvent, Write } from "../python";
import type { Id, Row } from "../store";
import { ids } from "./columns";
import { type Happening, logEvent } from "./events";

const KINDS: Record<string, string> = {
  "core.user": "core/users",
  "core.group": "core/groups",
  "core.application": "core/applications",
  "flows.flow": "flows/instances",
};

/** Carries out what an expression did to models (`user.save()`, `user.ak_groups.add(group)`), and keeps its events. */
export function carryOut(
  context: SandboxContext,
  done: { writes: Write[]; events: CreatedEvent[] },
  about: Pick<Happening, "user" | "http">,
): void {
  for (const write of done.writes) carryOutWrite(context, write);
  for (const event of done.events) logEvent(context, { ...event, ...about });
}

function carryOutWrite({ store }: SandboxContext, write: Write): void {
  const kind = KINDS[write.model];
  const row = kind && write.pk !== null ? store.byId(kind, write.pk) : undefined;
  if (!kind || (!row && write.operation !== "create")) return;
  if (write.operation === "create") store.insert(kind, { ...write.values });
  else if (write.operation === "delete") store.remove(kind, write.pk as Id);
  else if (write.operation === "update") store.update(kind, write.pk as Id, columns(write.values));
  else if (write.operation === "set_password") store.update(kind, write.pk as Id, newPassword(write.values.password));
  else if (kind === "core/users")
    store.update(kind, write.pk as Id, { groups: related(write, ids(row, "groups"), "groups") });
  else if (kind === "core/groups") {
    for (const user of store.rows("core/users")) {
      const members = related(write, ids(user, "groups").includes(write.pk as Id) ? [user.pk as Id] : [], "users");
      const others = ids(user, "groups").filter((group) => group !== write.pk);
      const groups = members.includes(user.pk as Id) ? [...others, write.pk] : others;
      store.update("core/users", user.pk as Id, { groups });
    }
  }
}

function columns(values: Row): Row {
  const { id: _, backend: __, ...rest } = values;
  return rest;
}

function newPassword(password: unknown): Row {
  const hash = typeof password === "string" ? hashPassword(password) : null;
  return { password: hash, password_change_date: new Date().toISOString() };
}

function related(write: Write, before: Id[], relation: string): Id[] {
  const named = ids(write.values, relation);
  if (write.operation === "add") return [...new Set([...before, ...named])];
  if (write.operation === "remove") return before.filter((one) => !named.includes(one));
  return write.operation === "set" ? named : before;
}
