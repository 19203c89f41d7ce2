import type { Kind } from "../authentik/catalogue";
import type { ApiObject } from "../authentik/client";
import { AuthentikError } from "../authentik/errors";
import { toCamel } from "../authentik/names";
import { checkInputs, type Problem } from "./check";
import { departures } from "./departures";
import type { Difference, Handler } from "./handler";
import {
  kindOfProperties,
  managedFields,
  type NamedField,
  ownProperties,
  type Properties,
  withOnCreate,
} from "./inputs";
import type { Session } from "./session";
import { fromApi, hasUnknown, isSame, toApi } from "./values";
import {
  adopt,
  adoptionChanges,
  adoptionProblem,
  apiValue,
  describe,
  existingObject,
  existsText,
  isGone,
  patch,
  pathOf,
  post,
} from "./writes";

/** Every kind of the catalogue, by one mechanism. */
export const objectHandler: Handler = {
  async check(session, olds, news) {
    const kind = kindOfProperties(news);
    const wanted = withOnCreate(news);
    const problems = checkInputs(kind, wanted, await session.client.release());
    problems.push(...(departures[kind.kind]?.check?.(wanted) ?? []));
    problems.push(...(await unresolved(session, kind, olds, wanted)));
    if (!olds && problems.length === 0) problems.push(...(await taken(session, kind, news)));
    if (olds) tellReleased(kind, olds, news);
    return problems;
  },

  async diff(session, olds, news) {
    const kind = kindOfProperties(news);
    const changed: NamedField[] = [];
    const managed = managedFields(kind, news);
    for (const named of managed) {
      if (await differs(session, named, news[named.property], olds[named.property])) changed.push(named);
    }
    const kept = new Set(managed.map(({ property }) => property));
    const released = managedFields(kind, olds).filter(({ property }) => !kept.has(property));
    return {
      changed: [...changed, ...released].map(({ property }) => property),
      replaces: changed.filter(({ field }) => field.replaces).map(({ property }) => property),
    } satisfies Difference;
  },

  async create(session, inputs) {
    const kind = kindOfProperties(inputs);
    const existing = inputs.__adopt ? await existingObject(session, kind, inputs) : undefined;
    const object = existing ? await adopt(session, kind, inputs, existing) : await post(session, kind, inputs);
    const id = String(object[kind.id]);
    session.claimed.add(`${kind.kind} ${id}`);
    return { id, outs: outputs(kind, inputs, object) };
  },

  async read(session, id, props) {
    const kind = kindOfProperties(props);
    const object = await session.snapshot.byId(kind.kind, id);
    if (!object) return undefined;
    const inputs: Properties = ownProperties(props);
    for (const named of managedFields(kind, props)) {
      const { property, name, field } = named;
      const server = object[name];
      const isKept =
        field.writeOnly ||
        server === undefined ||
        !(await differs(session, named, props[property], fromApi(field, server)));
      inputs[property] = isKept
        ? props[property]
        : fromApi(field, await readable(session, named, props[property], server));
    }
    return { inputs, outs: outputs(kind, inputs, object) };
  },

  async update(session, id, olds, news) {
    const kind = kindOfProperties(news);
    const body: ApiObject = {};
    for (const named of managedFields(kind, news)) {
      if (await differs(session, named, news[named.property], olds[named.property])) {
        body[named.name] = await apiValue(session, named, news[named.property]);
      }
    }
    if (Object.keys(body).length === 0) return outputs(kind, news, computedOf(kind, olds));
    return outputs(kind, news, await patch(session, kind, id, body));
  },

  async delete(session, id, props) {
    const kind = kindOfProperties(props);
    if (session.claimed.has(`${kind.kind} ${id}`)) return;
    if (session.references.isUsed(kind.kind, id)) throw stillUsed(kind, id);
    const remove = async () => session.client.request("DELETE", await pathOf(session, kind, id));
    await remove().catch(ignoreGone);
    await session.snapshot.drop(kind.kind, id);
  },
};

/** References of the program that lead to nothing on the server; what did not change is not looked up again. */
async function unresolved(
  session: Session,
  kind: Kind,
  olds: Properties | undefined,
  news: Properties,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { property, field } of managedFields(kind, news)) {
    const value = news[property];
    if (!field.ref || hasUnknown(value) || JSON.stringify(value) === JSON.stringify(olds?.[property])) continue;
    try {
      await session.references.toIds(field, value);
    } catch (error) {
      if (!(error instanceof AuthentikError) || !["NOT_FOUND", "CONFLICT"].includes(error.code) || error.path)
        throw error;
      problems.push({ property, reason: error.message });
    }
  }
  return problems;
}

/** What stands in the way of a create: an object that is there already, and may not be taken over. */
async function taken(session: Session, kind: Kind, news: Properties): Promise<Problem[]> {
  const existing = await existingObject(session, kind, news);
  if (!existing) return [];
  const reason = news.__adopt ? adoptionProblem(kind, news, existing) : existsText(kind, existing);
  if (reason) return [{ property: toCamel(kind.key[0] as string), reason }];
  const changes = Object.keys(await adoptionChanges(session, kind, news, existing)).map(toCamel);
  const what = changes.length > 0 ? `changing ${changes.join(", ")}` : "changing nothing";
  console.info(`Takes over ${kind.name} ${describe(kind, existing)}, ${what}.`);
  return [];
}

/** Tells of fields that the program does not name any more: they look removed, and stay. */
function tellReleased(kind: Kind, olds: Properties, news: Properties): void {
  for (const { property } of managedFields(kind, olds)) {
    if (news[property] !== undefined) continue;
    const hint = olds[property] === true ? " To turn it off, write false." : "";
    const name = news[toCamel(kind.key[0] as string)];
    console.info(`${kind.name} ${name}: ${property} is no longer managed and stays as it is on the server.${hint}`);
  }
}

function stillUsed(kind: Kind, id: string): AuthentikError {
  return new AuthentikError(
    "CONFLICT",
    `${kind.name} ${id} is declared no more and would be deleted, but something in this stack refers to it by name. ` +
      "Declare it again, or take those references away first.",
  );
}

async function differs(session: Session, { field }: NamedField, wanted: unknown, actual: unknown): Promise<boolean> {
  if (hasUnknown(wanted) || actual === undefined) return true;
  if (isSame(field, toApi(field, wanted), toApi(field, actual))) return false;
  if (!field.ref) return true;
  return !isSame(field, await session.references.toIds(field, wanted), await resolveIfThere(session, field, actual));
}

// What the state or the server points to may be gone; then it differs, and that is all there is to say.
async function resolveIfThere(session: Session, field: NamedField["field"], value: unknown): Promise<unknown> {
  try {
    return await session.references.toIds(field, value);
  } catch {
    return value;
  }
}

/** The server's value in the form that the program uses for this field: names where it names, ids where it has ids. */
async function readable(session: Session, { field }: NamedField, previous: unknown, server: unknown): Promise<unknown> {
  if (!field.ref) return server;
  const resolved = await resolveIfThere(session, field, previous);
  const namesThings = JSON.stringify(resolved) !== JSON.stringify(previous) || Array.isArray(previous);
  return namesThings ? session.references.toKeys(field, server) : server;
}

/** Inputs and the few computed outputs: all that the state keeps. */
function outputs(kind: Kind, inputs: Properties, object: ApiObject): Properties {
  const outs: Properties = { ...inputs };
  const computed: string[] = [];
  for (const name of new Set([...kind.computed, kind.lookup])) {
    const property = toCamel(name);
    if (inputs[property] !== undefined || object[name] === undefined) continue;
    outs[property] = object[name];
    if (!kind.fields[name]?.readOnly) computed.push(property);
  }
  if (computed.length > 0) outs.__computed = computed;
  else delete outs.__computed;
  return outs;
}

/** The computed outputs in the state, by Authentik's names. */
function computedOf(kind: Kind, olds: Properties): ApiObject {
  return Object.fromEntries([...kind.computed, kind.lookup].map((name) => [name, olds[toCamel(name)]]));
}

function ignoreGone(error: unknown): ApiObject {
  if (isGone(error)) return {};
  throw error;
}
