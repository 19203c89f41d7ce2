import { randomUUID } from "node:crypto";
import { kinds } from "../authentik/catalogue";

export type Id = string | number;

/**
 * One object: its columns by Authentik's names, relations as ids. Columns that no response shows (passwords, private
 * keys) stand beside the others: a response holds only what the schema lists.
 */
export type Row = Record<string, unknown>;

/** The families whose members share one table of ids in Authentik, so that a reference names no kind. */
export type Family = "policies" | "propertymappings" | "providers" | "sources" | "stages";

/** The sandbox's database: rows by kind (the API path), in the order in which they were made. */
export class Store {
  readonly #tables = new Map<string, Map<Id, Row>>();

  /** The column that holds a kind's id. */
  idColumn(kind: string): string {
    return kinds[kind]?.id ?? "pk";
  }

  /** The kinds that have rows. */
  kinds(): string[] {
    return [...this.#tables.keys()];
  }

  rows(kind: string): Row[] {
    return [...this.#table(kind).values()];
  }

  byId(kind: string, id: Id): Row | undefined {
    return this.#table(kind).get(id);
  }

  find(kind: string, where: Row): Row | undefined {
    return this.filter(kind, where)[0];
  }

  filter(kind: string, where: Row): Row[] {
    return this.rows(kind).filter((row) => Object.entries(where).every(([column, value]) => row[column] === value));
  }

  /** The member of a family with this id, and its kind. */
  member(family: Family, id: Id): { kind: string; row: Row } | undefined {
    for (const kind of this.kinds()) {
      if (!kind.startsWith(`${family}/`)) continue;
      const row = this.byId(kind, id);
      if (row) return { kind, row };
    }
    return undefined;
  }

  /** Adds a row, with an id when it has none. */
  insert(kind: string, row: Row): Row {
    const column = this.idColumn(kind);
    const id = (row[column] ??= randomUUID()) as Id;
    this.#table(kind).set(id, row);
    return row;
  }

  update(kind: string, id: Id, changes: Row): Row {
    const row = this.byId(kind, id);
    if (!row) throw new Error(`no row ${id} of ${kind}`);
    return Object.assign(row, changes);
  }

  remove(kind: string, id: Id): void {
    this.#table(kind).delete(id);
  }

  #table(kind: string): Map<Id, Row> {
    let table = this.#tables.get(kind);
    if (!table) {
      table = new Map();
      this.#tables.set(kind, table);
    }
    return table;
  }
}
