import { randomUUID } from "node:crypto";
import { kinds } from "../authentik/catalogue";
import { type Models, modelsOf, type Relation } from "./models";

export type Id = string | number;

/**
 * One object: its columns by Authentik's names, relations as ids. Columns that no response shows (passwords, private
 * keys) stand beside the others: a response holds only what the schema lists.
 */
export type Row = Record<string, unknown>;

/** The families whose members share one table of ids in Authentik, so that a reference names no kind. */
export type Family = "policies" | "propertymappings" | "providers" | "sources" | "stages";

const families: Record<Family, string> = {
  policies: "authentik_policies.policy",
  propertymappings: "authentik_core.propertymapping",
  providers: "authentik_core.provider",
  sources: "authentik_core.source",
  stages: "authentik_flows.stage",
};

/** What a store writes to a file. */
export interface Contents {
  version: string;
  installation: string;
  rows: Record<string, Row[]>;
  lastIds: Record<string, number>;
}

/** A row and the kind that it is of. */
export interface Member {
  kind: string;
  row: Row;
}

type Index = Map<unknown, Set<Row>>;

/** The sandbox's database: rows by kind (the API path), in the order in which they were made. */
export class Store {
  readonly models: Models;
  /** What only this installation knows: users' ids for applications are made with it. */
  installation: string = randomUUID();
  readonly #tables = new Map<string, Map<Id, Row>>();
  readonly #indices = new Map<string, Map<string, Index>>();
  readonly #lastIds = new Map<string, number>();

  constructor(models: Models = modelsOf("2025.10")) {
    this.models = models;
  }

  /** The column that holds a kind's id. */
  idColumn(kind: string): string {
    if (kinds[kind]) return kinds[kind].id;
    return "pk";
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

  /** The rows whose columns have these values, found by an index over the first of them. */
  filter(kind: string, where: Row): Row[] {
    const [first, ...rest] = Object.entries(where);
    if (!first) return this.rows(kind);
    const rows = this.#index(kind, first[0]).get(first[1]) ?? [];
    return [...rows].filter((row) => rest.every(([column, value]) => row[column] === value));
  }

  /** The member of a family with this id, and its kind. */
  member(family: Family, id: Id): Member | undefined {
    return this.ofModel(families[family], id);
  }

  /** The row of a model, or of one derived from it, with this id. */
  ofModel(label: string, id: Id): Member | undefined {
    for (const kind of this.models.paths(label)) {
      const row = isBindable(label) ? this.#bindable(kind, id) : this.byId(kind, id);
      if (row) return { kind, row };
    }
    return undefined;
  }

  /** Adds a row, with an id when it has none. */
  insert(kind: string, row: Row): Row {
    const column = this.idColumn(kind);
    row[column] ??= this.nextId(kind);
    if (typeof row[column] === "number") this.#remember(kind, row[column]);
    this.#table(kind).set(row[column] as Id, row);
    for (const [name, index] of this.#indices.get(kind) ?? []) enter(index, row[name], row);
    return row;
  }

  update(kind: string, id: Id, changes: Row): Row {
    const row = this.byId(kind, id);
    if (!row) throw new Error(`no row ${id} of ${kind}`);
    const indices = this.#indices.get(kind);
    for (const [name, value] of Object.entries(changes)) {
      const index = indices?.get(name);
      if (index) index.get(row[name])?.delete(row);
      row[name] = value;
      if (index) enter(index, value, row);
    }
    return row;
  }

  /** Deletes a row and, as Authentik does, what cannot be without it; what can is left without the reference. */
  remove(kind: string, id: Id): void {
    const row = this.byId(kind, id);
    if (!row) return;
    this.#table(kind).delete(id);
    for (const [name, index] of this.#indices.get(kind) ?? []) index.get(row[name])?.delete(row);
    for (const [label, identity] of this.#identities(kind, row)) {
      for (const relation of this.models.relations(label)) this.#sever(relation, identity);
    }
  }

  /** The rows that refer to this one, each with how. */
  referring(kind: string, row: Row): { relation: Relation; row: Row }[] {
    return this.#identities(kind, row).flatMap(([label, id]) =>
      this.models
        .relations(label)
        .flatMap((relation) => this.#holders(relation, id).map((holder) => ({ relation, row: holder }))),
    );
  }

  /** An id that no row of this kind has had. */
  nextId(kind: string): Id {
    const model = this.models.modelOf(kind);
    if (model?.id !== "integer") return randomUUID();
    return (this.#lastIds.get(this.#sequence(kind)) ?? 0) + 1;
  }

  toJSON(): Contents {
    const rows = Object.fromEntries([...this.#tables].map(([kind, table]) => [kind, [...table.values()]]));
    return {
      version: this.models.version,
      installation: this.installation,
      rows,
      lastIds: Object.fromEntries(this.#lastIds),
    };
  }

  /** Takes over what another store wrote, in place of everything that is here. */
  load(contents: Pick<Contents, "rows"> & Partial<Contents>): void {
    this.#tables.clear();
    this.#indices.clear();
    this.#lastIds.clear();
    this.installation = contents.installation ?? this.installation;
    for (const [kind, rows] of Object.entries(contents.rows)) for (const row of rows) this.insert(kind, row);
    for (const [sequence, id] of Object.entries(contents.lastIds ?? {})) this.#lastIds.set(sequence, id);
  }

  #sever(relation: Relation, id: Id): void {
    const { path, column, about } = relation;
    for (const row of this.#holders(relation, id)) {
      const own = row[this.idColumn(path)] as Id;
      if (about.many) this.update(path, own, { [column]: (row[column] as Id[]).filter((other) => other !== id) });
      else if (about.gone === "cascade") this.remove(path, own);
      else if (about.gone === "null" || about.gone === "default") this.update(path, own, { [column]: null });
    }
  }

  #holders({ path, column, about }: Relation, id: Id): Row[] {
    if (!about.many) return [...(this.#index(path, column).get(id) ?? [])];
    return this.rows(path).filter((row) => Array.isArray(row[column]) && row[column].includes(id));
  }

  /** What a row is called by those who refer to it, as which model. */
  #identities(kind: string, row: Row): [label: string, id: Id][] {
    const id = row[this.idColumn(kind)] as Id;
    return this.models.lineage(kind).map((label) => [label, id]);
  }

  /** What policies are bound to goes by its own id, or by that of its policy binding model. */
  #bindable(kind: string, id: Id): Row | undefined {
    return this.byId(kind, id) ?? this.find(kind, { policybindingmodel_ptr_id: id });
  }

  #sequence(kind: string): string {
    return this.models.lineage(kind).at(-1) ?? kind;
  }

  #remember(kind: string, id: number): void {
    const sequence = this.#sequence(kind);
    this.#lastIds.set(sequence, Math.max(id, this.#lastIds.get(sequence) ?? 0));
  }

  #index(kind: string, column: string): Index {
    let indices = this.#indices.get(kind);
    if (!indices) {
      indices = new Map();
      this.#indices.set(kind, indices);
    }
    let index = indices.get(column);
    if (!index) {
      index = new Map();
      indices.set(column, index);
      for (const row of this.#table(kind).values()) enter(index, row[column], row);
    }
    return index;
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

function isBindable(label: string): boolean {
  return label === "authentik_policies.policybindingmodel";
}

function enter(index: Index, value: unknown, row: Row): void {
  const rows = index.get(value);
  if (rows) rows.add(row);
  else index.set(value, new Set([row]));
}
