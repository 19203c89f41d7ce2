import { createHash } from "node:crypto";
import { hashPassword } from "../../passwords";
import { type Id, type Member, type Row, Store } from "../../store";
import type { Call } from "../api-context";
import { Invalid, type Problem, Refusal, ServerError } from "../refusal";
import { create, timestamp, update } from "../write";
import { type Blueprint, type Entry, readBlueprint, Unreadable } from "./read";
import { errorDetails, Refused } from "./refused";
import { resolve, type Scope } from "./resolve";

const path = "managed/blueprints";

/** Refuses a blueprint that could not be applied, with Authentik's reasons. Nothing is changed. */
export async function checkBlueprint(content: string, call: Call, context: Row): Promise<void> {
  const failed = (...reasons: string[]) =>
    new Invalid(["Failed to validate blueprint", ...reasons.map((reason) => `- ${reason}`)]);
  const blueprint = readable(content);
  if (blueprint.version !== 1) throw failed("Invalid blueprint version");
  const { store } = call.context;
  const copy = new Store(store.models);
  copy.load(structuredClone(store.toJSON()));
  try {
    await applyEntries(blueprint, { ...call, context: { ...call.context, store: copy } }, context);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw failed(error.message, "Blueprint validation failed");
  }
}

/** Applies a blueprint as Authentik's worker does: soon, after the answer has been sent. */
export function applyLater(row: Row, call: Call): void {
  setImmediate(async () => {
    const changes: Row = { status: "successful", last_applied: timestamp() };
    try {
      await checkBlueprint(String(row.content), call, row.context as Row);
      const blueprint = readable(String(row.content));
      await applyEntries(blueprint, call, row.context as Row);
      changes.last_applied_hash = createHash("sha512").update(String(row.content)).digest("hex");
      if (blueprint.metadata) changes.metadata = blueprint.metadata;
    } catch (error) {
      if (!(error instanceof Invalid || error instanceof Refusal)) throw error;
      changes.status = "error";
    }
    const { store } = call.context;
    if (store.byId(path, row.pk as Id)) store.update(path, row.pk as Id, changes);
  });
}

function readable(content: string): Blueprint {
  try {
    return readBlueprint(content);
  } catch (error) {
    throw error instanceof Unreadable ? new ServerError() : error;
  }
}

async function applyEntries(blueprint: Blueprint, asked: Call, given: Row): Promise<void> {
  const call: Call = { ...asked, isBlueprint: true };
  const context = { ...blueprint.context, ...given, "goauthentik.io/enterprise/licensed": call.context.licensed };
  const made = new Map<unknown, Member>();
  for (const entry of blueprint.entries) {
    const scope: Scope = { store: call.context.store, blueprint, entry, context, made, items: [] };
    try {
      const member = await applyEntry(entry, call, scope);
      if (member && entry.id !== undefined) made.set(entry.id, member);
    } catch (error) {
      if (error instanceof Unreadable) throw new ServerError();
      if (error instanceof Refusal && error.status === 400) {
        throw new Refused(`Entry invalid: Serializer errors ${errorDetails(error.body as Problem)}`);
      }
      throw error;
    }
  }
}

async function applyEntry(entry: Entry, call: Call, scope: Scope): Promise<Member | undefined> {
  const { store } = call.context;
  if (!entry.conditions.every((condition) => Boolean(resolve(condition, scope)))) return undefined;
  const model = String(resolve(entry.model, scope));
  if (!model.includes(".")) throw new Unreadable(`'${model}' is no model`);
  if (model === "authentik_blueprints.metaapplyblueprint") return requireBlueprint(entry, call, scope);
  const kind = store.models.pathOf(model);
  if (!kind) throw new Refused(reasonAgainst(model, store));
  const identifiers = resolve(entry.identifiers, scope) as Row;
  if (Object.keys(identifiers).length === 0) throw new Refused("Entry invalid: No or invalid identifiers");
  const unknown = Object.keys(identifiers).find((name) => !isColumn(store, kind, model, name));
  if (unknown !== undefined) {
    const columns = Object.keys(store.models.model(model).columns).sort().join(", ");
    throw new Refused(
      `Entry invalid: Invalid identifier field: Cannot resolve keyword '${unknown}' into field. Choices are: ${columns}`,
    );
  }
  const state = String(resolve(entry.state, scope));
  const row = existing(store, kind, identifiers);
  if (state === "absent") {
    if (row) store.remove(kind, row[store.idColumn(kind)] as Id);
    return undefined;
  }
  if (row && state === "must_created") {
    const texts = Object.keys(identifiers).map((name) => [
      name,
      ["State is set to must_created and object exists already"],
    ]);
    throw new Refused(
      `Entry invalid: ${errorDetails(Object.fromEntries(texts)).replaceAll("code='invalid'", "code='unique'")}`,
    );
  }
  if (row && state === "created") return { kind, row };
  const { pk, ...named } = identifiers;
  const data: Row = { ...(resolve(entry.attrs, scope) as Row), ...named };
  const saved = row ? await update(call, kind, row, true, data) : await create(call, kind, data);
  saveHidden(store, kind, saved, data);
  void pk;
  return { kind, row: saved };
}

/** What a blueprint may set and the API may not. */
function saveHidden(store: Store, kind: string, row: Row, data: Row): void {
  const id = row[store.idColumn(kind)] as Id;
  if (kind === "core/users" && typeof data.password === "string")
    store.update(kind, id, { password: hashPassword(data.password) });
  if (kind === "core/tokens" && data.key !== undefined) store.update(kind, id, { key: data.key });
  if (kind === "core/applications" && data.icon !== undefined) store.update(kind, id, { meta_icon: data.icon });
  if (kind === "flows/instances" && data.background !== undefined)
    store.update(kind, id, { background: data.background });
}

function existing(store: Store, kind: string, identifiers: Row): Row | undefined {
  const { pk, ...named } = identifiers;
  const byId = pk === undefined ? undefined : store.byId(kind, pk as Id);
  if (byId || Object.keys(named).length === 0) return byId;
  const columns = Object.entries(named).map(([name, value]) => [store.models.column(kind, name), value]);
  return store.find(kind, Object.fromEntries(columns));
}

function isColumn(store: Store, kind: string, model: string, name: string): boolean {
  const [first = ""] = name.split("__");
  const { fields } = store.models.serializer(store.models.endpoints[kind]?.serializer as string);
  return first === "pk" || first.replace(/_id$/, "") in store.models.model(model).columns || first in fields;
}

function requireBlueprint(entry: Entry, call: Call, scope: Scope): undefined {
  const { identifiers, required = true } = resolve(entry.attrs, scope) as { identifiers?: Row; required?: boolean };
  const found = identifiers && call.context.store.find(path, identifiers);
  if (!found && required) {
    throw new Refused(
      `Entry invalid: Serializer errors ${errorDetails({ identifiers: ["Required blueprint does not exist"] })}`,
    );
  }
  return undefined;
}

function reasonAgainst(label: string, store: Store): string {
  if (store.models.paths(label).length === 0) return "App or Model does not exist";
  const [app = ""] = label.split(".");
  const { name } = store.models.model(label);
  return `Entry invalid: Model <class '${app.replace("_", ".")}.models.${name}'> not allowed`;
}
