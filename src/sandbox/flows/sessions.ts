import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { after, isOver } from "../policies/durations";
import type { Id, Row, Store } from "../store";
import type { Plan } from "./plan";

const COOKIE = "authentik_session";
const KIND = "core/authenticated_sessions";

/** The login that a session stands on: Authentik's login event, as far as tokens tell of it. */
export interface Login {
  /** Changes with each login. */
  uid: string;
  /** In milliseconds. */
  at: number;
  /** How: `password`, `token`, …; undefined after a sign-up. */
  method?: string;
  methodArgs: Record<string, unknown>;
}

/** What a session remembers. */
export interface SessionData {
  user?: Id;
  login?: Login;
  plan?: Plan;
  /** The query with which the flow was entered. */
  query?: URLSearchParams;
  /** The application that someone was on the way to. */
  application?: Row;
  consentToken?: string;
  invalidTries?: number;
  /** The login of which a new one was demanded. */
  lastLogin?: string;
  /** A device being set up. */
  device?: Row;
}

/** One browser. */
export class Session {
  key = newKey();
  readonly data: SessionData = {};
  /** The row of a logged-in session, which tokens refer to. */
  uuid?: string;
  /** In seconds; without it the session ends with the browser. */
  maxAge?: number;

  get isEmpty(): boolean {
    return Object.values(this.data).every((value) => value === undefined);
  }

  /** What tokens call it: `sid`. */
  get sid(): string {
    return createHash("sha256").update(this.key).digest("hex");
  }
}

/** The sessions of all browsers, found by their cookie. */
export class Sessions {
  readonly #store: Store;
  readonly #sessions = new Map<string, Session>();
  readonly #requests = new WeakMap<FastifyRequest, Session>();
  readonly #apps = new WeakSet<FastifyInstance>();
  readonly #listeners: ((session: Session) => void)[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  /** Sends sessions' cookies with the answers of an app. Asking twice is asking once. */
  register(app: FastifyInstance): void {
    if (this.#apps.has(app)) return;
    this.#apps.add(app);
    app.addHook("onSend", async (request, reply) => this.#keep(request, reply));
  }

  /** Hears of sessions that are about to end, while their tokens are still there. */
  onEnd(listener: (session: Session) => void): void {
    this.#listeners.push(listener);
  }

  /** The session of a request, new and forgotten again unless something is put into it. */
  of(request: FastifyRequest): Session {
    const known = this.#requests.get(request);
    if (known) return known;
    const session = this.#sessions.get(cookie(request) ?? "") ?? new Session();
    this.#requests.set(request, session);
    return session;
  }

  /** Who is logged in where a request comes from. */
  user(request: FastifyRequest): Row | undefined {
    const session = this.of(request);
    if (session.data.user === undefined) return undefined;
    const user = this.#store.byId("core/users", session.data.user);
    const row = session.uuid && this.#store.byId(KIND, session.uuid);
    if (user && row && !isOver(row.expires) && user.is_active !== false) return user;
    this.end(session);
    return undefined;
  }

  /** The session with this row, which a token names. */
  byUuid(uuid: unknown): Session | undefined {
    return [...this.#sessions.values()].find((session) => session.uuid !== undefined && session.uuid === uuid);
  }

  /** Logs a user in, under a new key, so that a key seen before is worth nothing. */
  logIn(session: Session, request: FastifyRequest, user: Row, login: Omit<Login, "uid" | "at">): void {
    if (session.data.user !== undefined && session.data.user !== user.pk)
      this.end(session, ["plan", "query", "application"]);
    this.#sessions.delete(session.key);
    session.key = newKey();
    session.uuid ??= randomUUID();
    Object.assign(session.data, { user: user.pk, login: { uid: randomUUID(), at: Date.now(), ...login } });
    const agent = request.headers["user-agent"] ?? "";
    const row = {
      ...{ pk: session.uuid, uuid: session.uuid, user: user.pk, geo_ip: null, asn: null },
      ...{ last_ip: request.ip, last_user_agent: agent, user_agent: userAgent(agent) },
      ...{ last_used: new Date().toISOString(), expires: after(`seconds=${session.maxAge ?? 1_209_600}`) },
    };
    this.#store.insert(KIND, row);
    this.#store.update("core/users", user.pk as Id, { last_login: row.last_used });
  }

  /** Logs out, and forgets all else but what is named. */
  end(session: Session, keep: (keyof SessionData)[] = []): void {
    if (session.uuid) {
      for (const listener of this.#listeners) listener(session);
      // Its codes and access tokens go with it.
      this.#store.remove(KIND, session.uuid);
    }
    this.#sessions.delete(session.key);
    session.key = newKey();
    session.uuid = undefined;
    for (const name of Object.keys(session.data) as (keyof SessionData)[]) {
      if (!keep.includes(name)) delete session.data[name];
    }
  }

  /** Ends all other sessions of a user. */
  endOthers(session: Session, user: Row): void {
    for (const other of [...this.#sessions.values()]) {
      if (other !== session && other.data.user === user.pk) this.end(other);
    }
  }

  #keep(request: FastifyRequest, reply: FastifyReply): void {
    const session = this.#requests.get(request);
    if (!session) return;
    const sent = cookie(request);
    if (session.isEmpty) {
      if (sent !== undefined) reply.header("set-cookie", `${COOKIE}=; Path=/; Max-Age=0; SameSite=Lax`);
      return;
    }
    this.#sessions.set(session.key, session);
    if (sent === session.key) return;
    const age = session.maxAge === undefined ? "" : `; Max-Age=${session.maxAge}`;
    const secure = request.protocol === "https" ? "; Secure; SameSite=None" : "; SameSite=Lax";
    reply.header("set-cookie", `${COOKIE}=${session.key}; Path=/; HttpOnly${age}${secure}`);
  }
}

function newKey(): string {
  return randomBytes(24).toString("base64url");
}

function cookie(request: FastifyRequest): string | undefined {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) || undefined;
}

/** In the form that Authentik's parser of user agents has it, with nothing recognised. */
function userAgent(text: string): Row {
  const unknown = { family: "Other", major: null, minor: null, patch: null };
  return {
    device: { family: "Other", brand: null, model: null },
    os: { ...unknown, patch_minor: null },
    user_agent: unknown,
    string: text,
  };
}
