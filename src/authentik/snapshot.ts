import { idFieldOf } from "./catalogue";
import type { ApiObject, AuthentikClient } from "./client";
import { AuthentikError } from "./errors";

/** What a list needs so that it holds every object, at the least cost for the server. */
const listParameters: Record<string, Record<string, string | number | boolean>> = {
  "core/applications": { superuser_full_list: true },
  "core/groups": { include_users: true },
  "crypto/certificatekeypairs": { include_details: false },
};

export type ObjectId = string | number;

interface List {
  byId: Map<string, ApiObject>;
}

/**
 * One run's view of the server: each kind's objects are listed whole, once, when first asked for, and kept up to date
 * with what the run itself writes.
 */
export class Snapshot {
  readonly #lists = new Map<string, Promise<List>>();

  constructor(private readonly client: AuthentikClient) {}

  /** The object of a kind with this id. */
  async byId(path: string, id: ObjectId): Promise<ApiObject | undefined> {
    return (await this.#list(path)).byId.get(String(id));
  }

  /** The objects of a kind whose fields have these values; several where Authentik does not keep them apart. */
  async find(path: string, fields: Record<string, unknown>): Promise<ApiObject[]> {
    const wanted = Object.entries(fields);
    const { byId } = await this.#list(path);
    return [...byId.values()].filter((object) =>
      wanted.every(([name, value]) => (object[name] ?? null) === (value ?? null)),
    );
  }

  async all(path: string): Promise<ApiObject[]> {
    return [...(await this.#list(path)).byId.values()];
  }

  /** Notes what a write answered. */
  async put(path: string, object: ApiObject): Promise<void> {
    (await this.#known(path))?.byId.set(idOf(path, object), object);
    this.#forgetFamily(path);
  }

  async drop(path: string, id: ObjectId): Promise<void> {
    (await this.#known(path))?.byId.delete(String(id));
    this.#forgetFamily(path);
  }

  /** Forgets a kind's list, so that the next look sees the server as it is now. */
  forget(path: string): void {
    this.#lists.delete(path);
  }

  // `stages/all` and its like show the same objects in another form, which no write answers with.
  #forgetFamily(path: string): void {
    this.#lists.delete(`${path.slice(0, path.indexOf("/"))}/all`);
  }

  // A list that could not be fetched is no failure of the write that would have been noted in it.
  async #known(path: string): Promise<List | undefined> {
    return this.#lists.get(path)?.catch(() => undefined);
  }

  #list(path: string): Promise<List> {
    let list = this.#lists.get(path);
    if (!list) {
      list = this.#fetch(path);
      this.#lists.set(path, list);
      list.catch(() => this.#lists.delete(path));
    }
    return list;
  }

  async #fetch(path: string): Promise<List> {
    const objects = await this.client.list(path, listParameters[path]);
    return { byId: new Map(objects.map((object) => [idOf(path, object), object])) };
  }
}

function idOf(path: string, object: ApiObject): string {
  const id = object[idFieldOf(path)];
  if (id === undefined) throw new AuthentikError("BAD_ANSWER", `An object of ${path} came without its id.`, { path });
  return String(id);
}
