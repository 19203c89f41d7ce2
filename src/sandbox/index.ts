import { readFileSync, writeFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import { releaseOf } from "../authentik/catalogue";
import { randomText } from "./api/kinds/providers";
import type { SandboxContext } from "./context";
import { Links, Sessions } from "./flows";
import { modelsOf } from "./models";
import { Python } from "./python";
import { type Seed, seedOf } from "./seed";
import { type Observed, serverOf } from "./server";
import { type Contents, type Row, Store } from "./store";

export type { SandboxContext } from "./context";
export type { Row, Store } from "./store";

export interface SandboxOptions {
  /** The release that it speaks, `2025.10` unless given. */
  release?: string;
  /** The token of its administrator, akadmin. Made at random unless given. */
  token?: string;
  /** A JSON file: what is in it is there again, and when the sandbox closes it holds what is there then. */
  data?: string;
  /** How long every answer takes at least. */
  latencyMs?: number;
  /** What is there at the start instead of a fresh Authentik's own objects. */
  seed?: Seed;
  /** Whether there is a licence for what needs one. A fresh Authentik has none, and refuses. */
  licensed?: boolean;
}

/**
 * An Authentik in the process.
 *
 * @example
 * const sandbox = await createSandbox({ token: "secret" });
 * const url = await sandbox.listen();
 * await fetch(`${url}/api/v3/core/users/me/`, { headers: { authorization: "Bearer secret" } });
 * await sandbox.close();
 */
export interface Sandbox {
  /** Begins to answer. Port 0, the default, takes a free one. Returns the address: `http://127.0.0.1:40123`. */
  listen(port?: number, host?: string): Promise<string>;
  /** Stops answering, and saves. */
  close(): Promise<void>;
  /** The administrator's API token. */
  readonly token: string;
  /** What is there; a test may look into it, and change it. */
  readonly store: Store;
  /** The requests that came, without their bodies. */
  readonly requests: Observed[];
  readonly context: SandboxContext;
}

export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const release = releaseOf(options.release ?? "2025.10");
  const seed = options.seed ?? seedOf(release);
  const models = modelsOf(release);
  const store = new Store(models);
  const saved = options.data === undefined ? undefined : savedIn(options.data);
  store.load(structuredClone(saved ?? { rows: seed.rows }));
  const token = tokenOf(store, options.token);
  const context: SandboxContext = {
    ...{
      release,
      version: seed.version,
      store,
      python: new Python(),
      fixed: seed.fixed,
      licensed: options.licensed ?? false,
    },
    ...{ sessions: new Sessions(store), links: new Links(store), mails: [] },
  };
  const requests: Observed[] = [];
  const app = serverOf(context, (request) => requests.push(request), options.latencyMs ?? 0);
  return {
    ...{ token, store, requests, context },
    listen: (port = 0, host = "127.0.0.1") => listen(app, port, host),
    close: async () => {
      await app.close();
      await context.python.close();
      if (options.data !== undefined) writeFileSync(options.data, JSON.stringify(store), { mode: 0o600 });
    },
  };
}

async function listen(app: FastifyInstance, port: number, host: string): Promise<string> {
  await app.listen({ port, host });
  const address = app.server.address();
  const bound = typeof address === "object" && address ? address.port : port;
  return `http://${host.includes(":") ? `[${host}]` : host}:${bound}`;
}

function savedIn(file: string): Contents | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Contents;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** The token that every installation starts with is the administrator's. */
function tokenOf(store: Store, wanted: string | undefined): string {
  const row = store.find("core/tokens", { identifier: "authentik-bootstrap-token" }) as Row | undefined;
  const kept = typeof row?.key === "string" ? row.key : undefined;
  const key = wanted ?? kept ?? randomText(60);
  if (row) store.update("core/tokens", row.pk as string, { key });
  return key;
}
