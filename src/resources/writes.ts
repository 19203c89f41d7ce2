import type { Kind } from "../authentik/catalogue";
import type { ApiObject } from "../authentik/client";
import { AuthentikError } from "../authentik/errors";
import { toCamel } from "../authentik/names";
import { naturalKey } from "./check";
import { departures } from "./departures";
import { managedFields, type NamedField, type Properties, withOnCreate } from "./inputs";
import type { Session } from "./session";
import { hasUnknown, isSame, toApi } from "./values";

/** The object on the server with the natural key of these inputs. */
export async function existingObject(session: Session, kind: Kind, inputs: Properties): Promise<ApiObject | undefined> {
  const key = naturalKey(kind, inputs);
  if (!key) return undefined;
  for (const name of kind.key) {
    const field = kind.fields[name];
    if (field) key[name] = toApi(field, await session.references.toIds(field, key[name]));
  }
  return (await session.snapshot.find(kind.kind, key))[0];
}

/** Takes an object over: a PATCH of what differs from the inputs, or nothing. */
export async function adopt(session: Session, kind: Kind, inputs: Properties, existing: ApiObject): Promise<ApiObject> {
  const problem = adoptionProblem(kind, inputs, existing);
  if (problem) throw new AuthentikError("CONFLICT", problem);
  const body = await adoptionChanges(session, kind, inputs, existing);
  if (Object.keys(body).length === 0) return existing;
  return patch(session, kind, String(existing[kind.id]), body);
}

/** Why an object may not be taken over, if so. */
export function adoptionProblem(kind: Kind, inputs: Properties, existing: ApiObject): string | undefined {
  if (existing.managed) return managedText(kind, existing);
  const conditions = Object.entries((inputs.__adoptIf as ApiObject | undefined) ?? {});
  const unmet = conditions.find(([name, value]) => existing[name] && existing[name] !== value);
  return (
    unmet &&
    `${kind.name} ${describe(kind, existing)} is in other hands: its ${toCamel(unmet[0])} is '${existing[unmet[0]]}'. ` +
      "Choose another name."
  );
}

/** What taking an object over writes to it. */
export async function adoptionChanges(
  session: Session,
  kind: Kind,
  inputs: Properties,
  existing: ApiObject,
): Promise<ApiObject> {
  const body: ApiObject = {};
  for (const named of managedFields(kind, inputs)) {
    const { property, name, field } = named;
    if (hasUnknown(inputs[property])) continue;
    const wanted = await apiValue(session, named, inputs[property]);
    if (field.writeOnly || !isSame(field, wanted, existing[name])) body[name] = wanted;
  }
  return body;
}

/** Makes an object. When the answer is lost, what the request made is found instead of made a second time. */
export async function post(session: Session, kind: Kind, inputs: Properties): Promise<ApiObject> {
  const body: ApiObject = { ...departures[kind.kind]?.fillIn?.(await session.client.release()) };
  const wanted = withOnCreate(inputs);
  for (const named of managedFields(kind, wanted)) {
    body[named.name] = await apiValue(session, named, wanted[named.property]);
  }
  // Known before the request, so that an object found after a lost answer can only be the one just made.
  const before = await existingObject(session, kind, inputs);
  if (before) throw new AuthentikError("CONFLICT", existsText(kind, before));
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof AuthentikError)) throw error;
    if (error.code === "INVALID") {
      session.snapshot.forget(kind.kind);
      const existing = await existingObject(session, kind, inputs);
      if (existing) throw new AuthentikError("CONFLICT", existsText(kind, existing), error);
    }
    if (!error.maybeDone) throw error;
    session.snapshot.forget(kind.kind);
    const made = await existingObject(session, kind, inputs);
    if (made && !holds(kind, made, body)) throw new AuthentikError("CONFLICT", existsText(kind, made), error);
    return made ?? send();
  }

  async function send(): Promise<ApiObject> {
    const object = await session.client.request("POST", kind.kind, { body });
    await session.snapshot.put(kind.kind, object);
    return object;
  }
}

/** Whether an object is what a request with this body makes, as far as Authentik shows it. */
function holds(kind: Kind, object: ApiObject, body: ApiObject): boolean {
  return Object.entries(body).every(([name, value]) => {
    const field = kind.fields[name];
    return !field || field.writeOnly || object[name] === undefined || isSame(field, value, object[name]);
  });
}

/** Changes an object. */
export async function patch(session: Session, kind: Kind, id: string, body: ApiObject): Promise<ApiObject> {
  const along = departures[kind.kind]?.sendAlong ?? [];
  if (along.some((name) => body[name] === undefined)) {
    const current = (await session.snapshot.byId(kind.kind, id)) ?? {};
    for (const name of along) if (body[name] === undefined && current[name] !== undefined) body[name] = current[name];
  }
  const path = await pathOf(session, kind, id);
  const object = await session.client.request("PATCH", path, { body }).catch((error: unknown) => {
    if (isGone(error)) throw gone(kind, id);
    throw isTaken(error) ? stillTaken(error) : error;
  });
  await session.snapshot.put(kind.kind, object);
  return object;
}

/**
 * The path of an object as it is now. Where that holds a slug it is looked up by the object's id, for somebody may have
 * given the slug that the state knows to another object since.
 */
export async function pathOf(session: Session, kind: Kind, id: string): Promise<string> {
  if (kind.lookup === kind.id) return `${kind.kind}/${encodeURIComponent(id)}`;
  const current = await session.snapshot.byId(kind.kind, id);
  if (!current) throw gone(kind, id);
  return `${kind.kind}/${encodeURIComponent(String(current[kind.lookup]))}`;
}

function isTaken(error: unknown): error is AuthentikError {
  const texts = error instanceof AuthentikError ? Object.values(error.fieldErrors).flat() : [];
  return texts.some((text) => /already exists|must be unique|unique set/.test(text));
}

function stillTaken(error: AuthentikError): AuthentikError {
  const hint = "Another object has it. If this stack is giving that one up, remove it in a run of its own first.";
  return new AuthentikError("CONFLICT", `${error.message} ${hint}`, error);
}

function gone(kind: Kind, id: string): AuthentikError {
  return new AuthentikError(
    "NOT_FOUND",
    `${kind.name} ${id} is not on the server any more. Run up with --refresh to make it again.`,
    { status: 404 },
  );
}

/** A property's value as Authentik takes it. */
export async function apiValue(session: Session, { name, field }: NamedField, value: unknown): Promise<unknown> {
  try {
    const api = toApi(field, await session.references.toIds(field, value));
    if (field.secret) session.client.redaction.add(api);
    return api;
  } catch (error) {
    if (!(error instanceof AuthentikError)) throw error;
    throw new AuthentikError(error.code, `${toCamel(name)}: ${error.message}`, error);
  }
}

export function existsText(kind: Kind, object: ApiObject): string {
  return (
    `${kind.name} ${describe(kind, object)} exists already, and not as this resource. ` +
    "Set adopt: true to take it over as it is declared here, or choose another name."
  );
}

function managedText(kind: Kind, object: ApiObject): string {
  return (
    `${kind.name} ${describe(kind, object)} is managed by Authentik itself (${object.managed}), which would undo ` +
    "changes. Make one of your own under another name."
  );
}

export function describe(kind: Kind, object: ApiObject): string {
  const key = kind.key.length === 1 ? `'${object[kind.key[0] as string]}'` : "with the same place and order";
  return `${key} (${kind.id} ${object[kind.id]})`;
}

export function isGone(error: unknown): boolean {
  return error instanceof AuthentikError && error.status === 404;
}
