import type { Id, Row, Store } from "../store";

/** The values at the end of a path of Django's, `user__username`, over all that a relation to many leads to. */
export function valuesAt(store: Store, path: string, row: Row, lookup: string): unknown[] {
  const [first = "", ...rest] = lookup.split("__");
  const about = store.models.modelOf(path)?.columns[first];
  const name = first === "pk" ? store.idColumn(path) : store.models.column(path, first);
  const value = row[name] ?? (about?.id ? row[store.idColumn(path)] : undefined);
  if (!about?.to) return Array.isArray(value) && rest.length === 0 ? [value] : within(value, rest);
  const ids = Array.isArray(value) ? value : [value];
  if (rest.length === 0) return ids.length > 0 ? ids : [null];
  const label = about.to;
  return ids.flatMap((id) => {
    const member = id === null || id === undefined ? undefined : store.ofModel(label, id as Id);
    if (!member) return [null];
    const column = rest.join("__");
    const isOwnId = store.models.model(label).columns[column]?.id;
    return isOwnId ? [id] : valuesAt(store, member.kind, member.row, column);
  });
}

/** The value inside of JSON. */
function within(value: unknown, keys: string[]): unknown[] {
  let inner = value;
  for (const key of keys) inner = (inner as Row | null | undefined)?.[key];
  return [inner ?? null];
}
