import type { EndpointModel } from "../models";
import type { Member, Row, Store } from "../store";
import type { Call } from "./api-context";
import { valuesAt } from "./columns";
import { filterTests } from "./filters";
import { Refusal } from "./refusal";

const defaultPageSize = 100;

/** The rows that a list's query asks for, in its order, before they are cut into pages. */
export function matching(call: Call, path: string): Member[] {
  const { store } = call.context;
  const endpoint = store.models.endpoints[path] as EndpointModel;
  const tests = filterTests(call, path);
  const terms = searchTerms(call.query.get("search") ?? "");
  const members = store.models
    .paths(endpoint.model ?? "")
    .flatMap((kind) => store.rows(kind).map((row) => ({ kind, row })))
    .filter(({ row }) => tests.every((test) => test(row)))
    .filter((member) => terms.every((term) => isFound(store, member, endpoint.search ?? [], term)));
  return ordered(store, endpoint, members, call.query.get("ordering"));
}

/** One page of members, with what the API says about it. */
export function page<T>(call: Call, members: T[]): { pagination: Row; page: T[] } {
  const size = positive(call.query.get("page_size")) ?? defaultPageSize;
  const pages = Math.max(1, Math.ceil(members.length / size));
  const asked = call.query.get("page") ?? "1";
  const number = asked === "last" ? pages : Number(asked);
  if (!/^(last|\d+)$/.test(asked) || number < 1 || number > pages) throw new Refusal(404, { detail: "Invalid page." });
  const start = (number - 1) * size;
  return {
    pagination: {
      next: number < pages ? number + 1 : 0,
      previous: number - 1,
      count: members.length,
      current: number,
      total_pages: pages,
      start_index: members.length === 0 ? 0 : start + 1,
      end_index: Math.min(start + size, members.length),
    },
    page: members.slice(start, start + size),
  };
}

function positive(value: string | null): number | undefined {
  return value !== null && /^\s*\+?\d+\s*$/.test(value) && Number(value) > 0 ? Number(value) : undefined;
}

/** Words, and what stands in quotes. */
function searchTerms(search: string): string[] {
  return [...search.matchAll(/"([^"]*)"|'([^']*)'|[^\s,]+/g)].map(
    ([found, double, single]) => double ?? single ?? found,
  );
}

function isFound(store: Store, { kind, row }: Member, fields: string[], term: string): boolean {
  if (fields.length === 0) return true;
  return fields.some((field) =>
    valuesAt(store, kind, row, field).some((value) =>
      String(value ?? "")
        .toLowerCase()
        .includes(term.toLowerCase()),
    ),
  );
}

function ordered(store: Store, endpoint: EndpointModel, members: Member[], asked: string | null): Member[] {
  const valid = orderable(store, endpoint);
  const wanted = (asked ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => valid(name.replace(/^-/, "")));
  const order = wanted.length > 0 ? wanted : (endpoint.ordering ?? []);
  if (order.length === 0) return members;
  const keyed = members.map((member) => ({
    member,
    keys: order.map((name) => valuesAt(store, member.kind, member.row, name.replace(/^-/, ""))[0] ?? null),
  }));
  const signs = order.map((name) => (name.startsWith("-") ? -1 : 1));
  keyed.sort((a, b) => {
    for (const [index, sign] of signs.entries()) {
      const difference = compared(a.keys[index], b.keys[index]);
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
  return keyed.map(({ member }) => member);
}

/** The fields that a list can be ordered by: those that the endpoint names, else those that it shows. */
function orderable(store: Store, endpoint: EndpointModel): (name: string) => boolean {
  if (Array.isArray(endpoint.orderable)) {
    const { orderable: names } = endpoint;
    return (name) => names.includes(name);
  }
  const fields = endpoint.serializer ? store.models.serializer(endpoint.serializer).fields : {};
  const columns = endpoint.model ? store.models.model(endpoint.model).columns : {};
  return (name) => {
    const field = fields[name];
    return (
      field !== undefined &&
      !field.writeOnly &&
      field.kind !== "method" &&
      (name in columns || name === "pk" || field.source !== undefined)
    );
  };
}

/** Numbers by size, texts by their code points, nothing last. */
function compared(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  const [x, y] = typeof a === "object" ? [JSON.stringify(a), JSON.stringify(b)] : [a as string, b as string];
  return x < y ? -1 : x > y ? 1 : 0;
}
