import type { FastifyReply, FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { errorPage } from "../flows/pages";
import { query } from "../flows/urls";
import { ensureKey } from "../keys";
import type { EndpointModel } from "../models";
import type { Id, Member, Row } from "../store";
import { type Answer, actionAt, singleAt } from "./actions";
import { accessible } from "./actions/applications";
import type { Call } from "./api-context";
import { authenticate } from "./auth";
import { bodyOf } from "./body";
import { departuresFor } from "./departures";
import { matching, page } from "./list";
import { allow } from "./permissions";
import { uuid } from "./python-values";
import { notAllowed, notFound, Refusal } from "./refusal";
import { represent, representAs } from "./represent";
import { create, update } from "./write";

/** A path of the API taken apart. */
interface Place {
  path: string;
  endpoint: EndpointModel;
  id?: string;
  action?: string;
}

/** Answers a request to the API. Undefined: there is nothing at this path. */
export async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  context: SandboxContext,
): Promise<FastifyReply | undefined> {
  const path = decodeURIComponent(request.url.split("?", 1)[0] ?? "").slice("/api/v3/".length);
  if (!path.endsWith("/")) return undefined;
  const single = singleAt(path.slice(0, -1), context);
  const place = single ? undefined : placeOf(path.slice(0, -1), context);
  if (!single && !place) return undefined;
  try {
    const result = await (single
      ? answerSingle(request, context, single)
      : answerPlace(request, context, place as Place));
    if (result === undefined) return undefined;
    return send(request, reply, result, context);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 500) return fail(request, reply);
    return send(request, reply, { status: error.status, body: error.body }, context);
  }
}

/** Where Authentik's own code fails it shows a page, and pages are only ever read: other methods are told so. */
function fail(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header("content-type", "text/html; charset=utf-8");
  if (request.method !== "GET") return reply.status(405).send("");
  return reply.status(500).send(errorPage("Server Error", "Something went wrong! Please try again later."));
}

function send(request: FastifyRequest, reply: FastifyReply, result: Answer, { store }: SandboxContext): FastifyReply {
  for (const [name, value] of Object.entries(result.headers ?? {})) reply.header(name, value);
  reply.status(result.status ?? 200);
  if (result.body === undefined) {
    return reply.removeHeader("content-type").send();
  }
  if (!result.headers?.["content-type"]) reply.header("content-type", result.type ?? store.models.words.json);
  if (request.method === "HEAD") return reply.send("");
  const text = typeof result.body === "string" && result.headers ? result.body : JSON.stringify(result.body);
  // A text would get a charset from fastify, which not every release says.
  return reply.send(Buffer.from(text));
}

async function answerSingle(
  request: FastifyRequest,
  context: SandboxContext,
  single: NonNullable<ReturnType<typeof singleAt>>,
): Promise<Answer> {
  const user = single.open ? {} : authenticate(request, context);
  const call: Call = { context, request, user, query: query(request), data: undefined };
  const method = request.method === "HEAD" ? "GET" : request.method;
  const handler = single.methods[method];
  if (!handler) throw notAllowed(request.method);
  if (method !== "GET") call.data = bodyOf(request);
  return handler(call);
}

async function answerPlace(
  request: FastifyRequest,
  context: SandboxContext,
  place: Place,
): Promise<Answer | undefined> {
  const { path, endpoint, id, action } = place;
  const call: Call = { context, request, user: authenticate(request, context), query: query(request), data: undefined };
  acceptable(request);
  const method = request.method === "HEAD" ? "GET" : request.method;
  if (method === "OPTIONS") return { body: options(context, place) };
  allow(call, path, method, id, action);
  if (action !== undefined) {
    const about = endpoint.more?.[action];
    if (!about?.methods.includes(method.toLowerCase())) throw notAllowed(request.method);
    const run = actionAt(path, action, context);
    if (!run) throw new Refusal(501, { detail: `The sandbox does not have '${action}' of ${path}.` });
    call.data = method === "GET" ? undefined : bodyOf(request);
    return run(call, path, about.detail ? await found(call, endpoint, id as string) : undefined);
  }
  if (id === undefined) return answerAll(call, path, endpoint, method);
  return answerOne(call, path, endpoint, method, id);
}

async function answerAll(call: Call, path: string, endpoint: EndpointModel, method: string): Promise<Answer> {
  if (method === "GET" && endpoint.actions?.includes("list")) {
    const fixed = call.context.fixed[path];
    if (fixed) return { body: fixed };
    const { pagination, page: members } = page(call, matching(call, path));
    const results = [];
    for (const member of await visible(call, path, members, Number(pagination.current)))
      results.push(await shown(call, path, member));
    return { body: { pagination, results, autocomplete: call.context.fixed[`${path}?autocomplete`] ?? {} } };
  }
  if (method === "POST" && endpoint.actions?.includes("create")) {
    call.data = bodyOf(call.request);
    const row = await create(call, path);
    return { status: 201, body: await shown(call, path, { kind: path, row }) };
  }
  throw notAllowed(call.request.method);
}

async function answerOne(
  call: Call,
  path: string,
  endpoint: EndpointModel,
  method: string,
  id: string,
): Promise<Answer> {
  const action = { GET: "retrieve", PUT: "update", PATCH: "partial_update", DELETE: "destroy" }[method] as
    | "retrieve"
    | undefined;
  if (!action || !endpoint.actions?.includes(action)) throw notAllowed(call.request.method);
  const member = await found(call, endpoint, id);
  if (method === "GET") return { body: await shown(call, path, member) };
  if (method === "DELETE") {
    for (const { removing } of departuresFor(member.kind, call)) removing?.(member.row, call);
    call.context.store.remove(member.kind, member.row[call.context.store.idColumn(member.kind)] as Id);
    return { status: 204 };
  }
  call.data = bodyOf(call.request);
  call.before = { ...member.row };
  const row = await update(call, path, member.row, method === "PATCH");
  return { body: await shown(call, path, { kind: path, row }) };
}

/** Without asking for the full list, a list of applications holds those that the caller may use. */
async function visible(call: Call, path: string, members: Member[], page: number): Promise<Member[]> {
  return path === "core/applications" ? accessible(call, members, page) : members;
}

/** An object as this path shows it: a family shows the columns that its members have in common. */
async function shown(call: Call, path: string, { kind, row }: Member): Promise<Row> {
  const { models } = call.context.store;
  if (kind === "crypto/certificatekeypairs") await ensureKey(row, call.context.store);
  const serializer = models.endpoints[path]?.serializer;
  if (path === kind || serializer === undefined) return represent(call, kind, row);
  if (path === "policies/all") return represent(call, kind, row);
  return representAs(call, kind, row, models.serializer(serializer));
}

async function found(call: Call, endpoint: EndpointModel, id: string): Promise<Member> {
  const { store } = call.context;
  const model = store.models.model(endpoint.model as string);
  const lookup = endpoint.lookup ?? "pk";
  if (lookup !== "pk" && !/uuid$/.test(lookup)) {
    for (const kind of store.models.paths(endpoint.model as string)) {
      const row = store.find(kind, { [lookup]: id });
      if (row) return { kind, row };
    }
    throw notFound(model.name);
  }
  const key =
    model.id === "integer"
      ? /^\s*[+-]?\d+\s*$/.test(id)
        ? Number(id)
        : undefined
      : model.id === "uuid"
        ? uuid(id)
        : id;
  if (key === undefined) throw notFound();
  const member = store.ofModel(endpoint.model as string, key);
  if (!member) throw notFound(model.name);
  return member;
}

function acceptable({ headers }: FastifyRequest): void {
  const accept = headers.accept;
  if (accept === undefined || /application\/(json|\*)|\*\/\*/.test(accept)) return;
  throw new Refusal(406, { detail: "Could not satisfy the request Accept header." });
}

function options({ store }: SandboxContext, { path, id }: Place): Row {
  const name = store.models.modelOf(path)?.name.replace(/(?<=[a-z])(?=[A-Z])/g, " ") ?? path;
  return {
    name: `${name} ${id === undefined ? "List" : "Instance"}`,
    description: "",
    renders: ["application/json"],
    parses: ["application/json"],
  };
}

function placeOf(path: string, { store }: SandboxContext): Place | undefined {
  const segments = path.split("/");
  for (let length = segments.length; length > 0; length -= 1) {
    const prefix = segments.slice(0, length).join("/");
    const endpoint = store.models.endpoints[prefix];
    if (!endpoint) continue;
    const rest = segments.slice(length);
    if (rest.length === 0) return { path: prefix, endpoint };
    const own = endpoint.more?.[rest.join("/")];
    if (own && !own.detail) return { path: prefix, endpoint, action: rest.join("/") };
    const [id = "", ...after] = rest;
    if (id === "" || id.includes(".")) continue;
    if (after.length === 0) return isDetailed(endpoint) ? { path: prefix, endpoint, id } : undefined;
    const action = after.join("/");
    if (endpoint.more?.[action]?.detail) return { path: prefix, endpoint, id, action };
  }
  return undefined;
}

function isDetailed({ actions = [] }: EndpointModel): boolean {
  return actions.some((action) => action !== "list" && action !== "create");
}
