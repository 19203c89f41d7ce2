import type { ColumnModel, SerializerModel } from "../models";
import type { Id, Row } from "../store";
import { noteWrite } from "./access-cache";
import type { Call } from "./api-context";
import type { Writing } from "./departure";
import { departuresFor } from "./departures";
import { randomText } from "./kinds/providers";
import { tokenExpiry } from "./kinds/tokens";
import { inTableOrder } from "./represent";
import { validated } from "./validate";

/** Makes an object from a body, as a POST does. */
export async function create(call: Call, path: string, data: unknown = call.data): Promise<Row> {
  const writing: Writing = { call, path, partial: false, data };
  const values = await validated(data, serializerOf(call, path), writing);
  const departures = departuresFor(path, call);
  const row = newRow(call, path);
  for (const { defaults } of [...departures].reverse()) Object.assign(row, defaults?.(call));
  return save({ ...writing, row: undefined }, row, values);
}

/** Changes an object by a body: a PATCH, or a PUT, which differs in what must be there. */
export async function update(
  call: Call,
  path: string,
  row: Row,
  partial: boolean,
  data: unknown = call.data,
): Promise<Row> {
  const writing: Writing = { call, path, row, partial, data };
  const values = await validated(data, serializerOf(call, path), writing);
  return save(writing, row, values);
}

function serializerOf({ context }: Call, path: string): SerializerModel {
  return context.store.models.serializer(context.store.models.endpoints[path]?.serializer as string);
}

function save(writing: Writing, row: Row, values: Row): Row {
  const { call, path } = writing;
  const { store } = call.context;
  const departures = departuresFor(path, call);
  for (const { saving } of departures) saving?.(values, writing);
  const stored = { ...values };
  for (const [name, { to, kind }] of Object.entries(serializerOf(call, path).fields)) {
    // A relation to many has no order of its own.
    if (kind === "references" && Array.isArray(stored[name])) stored[name] = inTableOrder(store, to, stored[name]);
  }
  const after = { ...row, ...values };
  // What expires does so at some time, half an hour from now unless it says.
  if (after.expiring === true && after.expires === null) stored.expires = tokenExpiry();
  for (const [name, column] of Object.entries(store.models.modelOf(path)?.columns ?? {})) {
    if (column.now === "always") stored[store.models.column(path, name)] = timestamp();
  }
  if (writing.row) store.update(path, row[store.idColumn(path)] as Id, stored);
  else store.insert(path, Object.assign(row, stored));
  for (const { saved } of departures) saved?.(row, values, writing);
  noteWrite(store, path, writing.row === undefined);
  return row;
}

/** A row with what the model gives it before anyone says anything. */
export function newRow(call: Call, path: string): Row {
  const { store } = call.context;
  const model = store.models.modelOf(path);
  const row: Row = { [store.idColumn(path)]: store.nextId(path) };
  for (const [name, column] of Object.entries(model?.columns ?? {})) {
    if (column.id) continue;
    const value = columnDefault(column);
    if (value !== undefined) row[store.models.column(path, name)] = value;
  }
  const isBindable = model?.parents?.includes("authentik_policies.policybindingmodel");
  if (isBindable && ["flows/instances", "flows/bindings"].includes(path))
    row.policybindingmodel_ptr_id = store.nextId(path);
  return row;
}

/** Values that Authentik computes when a row is made, by the function's name. */
const made: Record<string, () => unknown> = {
  uuid4: () => crypto.randomUUID(),
  now: timestamp,
  generate_id: () => randomText(40),
  generate_client_secret: () => randomText(128),
  default_token_key: () => randomText(60),
  get_cookie_secret: () => randomText(50),
  default_device_classes: () => ["static", "totp", "webauthn", "duo", "sms", "email"],
};

function columnDefault(column: ColumnModel): unknown {
  if (column.now) return timestamp();
  const { default: value } = column;
  const call = (value as { $call?: string } | null | undefined)?.$call;
  if (call !== undefined) return made[call]?.() ?? null;
  return structuredClone(value);
}

/** Now, as Django writes it. */
export function timestamp(): string {
  return new Date().toISOString().replace("Z", `${String(Math.floor(Math.random() * 1000)).padStart(3, "0")}Z`);
}
