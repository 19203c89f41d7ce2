import type * as pulumi from "@pulumi/pulumi";
import { AuthentikClient, type ClientOptions } from "../authentik/client";
import { resolveConnection } from "../authentik/connection";
import { AuthentikError } from "../authentik/errors";
import type { Handler } from "./handler";
import { ownProperties, type Properties } from "./inputs";
import { objectHandler } from "./object";
import { openSession, type Session } from "./session";
import { hasUnknown } from "./values";

type ResourceProvider = pulumi.dynamic.ResourceProvider;

/** The single dynamic provider of all resources: it opens one session, and hands each call to the resource's handler. */
export class AuthentikProvider implements ResourceProvider {
  #config?: pulumi.dynamic.Config;
  #session?: Session;

  /** @param handlers The sorts of resource that are no object of Authentik's, by their `__kind`. */
  constructor(
    private readonly handlers: Record<string, Handler> = {},
    private readonly clientOptions: ClientOptions = {},
  ) {}

  // Pulumi does not wait for this before the first other call, so that it may do nothing that takes time.
  async configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
    this.#config = config;
  }

  async check(olds: Properties, news: Properties): Promise<pulumi.dynamic.CheckResult> {
    return this.#run(async (session) => {
      const isNew = olds?.__kind === undefined;
      const problems = await this.#handler(news).check(session, isNew ? undefined : olds, news);
      return { inputs: news, failures: problems };
    });
  }

  async diff(_id: string, olds: Properties, news: Properties): Promise<pulumi.dynamic.DiffResult> {
    return this.#run(async (session) => {
      const { changed, replaces } = await this.#handler(news).diff(session, olds, news);
      return { changes: changed.length > 0, replaces };
    });
  }

  async create(inputs: Properties): Promise<pulumi.dynamic.CreateResult> {
    return this.#run(async (session) => {
      const { id, outs } = await this.#handler(inputs).create(session, inputs);
      return { id, outs: defined(outs) };
    });
  }

  async read(id: string, props: Properties = {}): Promise<pulumi.dynamic.ReadResult> {
    return this.#run(async (session) => {
      const found = await this.#handler(props).read(session, id, props);
      if (!found) return { id: "", props: {} };
      return { id, props: defined(found.outs), inputs: defined(found.inputs) };
    });
  }

  async update(id: string, olds: Properties, news: Properties): Promise<pulumi.dynamic.UpdateResult> {
    return this.#run(async (session) => ({
      outs: defined(await this.#handler(news).update(session, id, olds, news)),
    }));
  }

  async delete(id: string, props: Properties): Promise<void> {
    await this.#run((session) => this.#handler(props).delete(session, id, props));
  }

  #handler(properties: Properties): Handler {
    const { __kind } = ownProperties(properties);
    if (hasUnknown(__kind) || typeof __kind !== "string") {
      throw new AuthentikError("UNSUPPORTED", "This resource was not made by authentik-stacks: it has no kind.");
    }
    return this.handlers[__kind] ?? objectHandler;
  }

  async #run<T>(work: (session: Session) => Promise<T>): Promise<T> {
    try {
      this.#session ??= this.#open();
      return await work(this.#session);
    } catch (error) {
      throw presentable(error, this.#session);
    }
  }

  #open(): Session {
    const config = this.#config;
    const connection = resolveConnection({
      url: config?.get("authentik:url"),
      token: config?.get("authentik:token"),
      insecure: config?.get("authentik:insecure"),
    });
    return openSession(new AuthentikClient(connection, this.clientOptions));
  }
}

// Pulumi's wire has no undefined.
function defined(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

// What is thrown here is printed with its stack by Pulumi. An error of ours says all in its text; of any other the stack
// is what helps, and neither may hold a secret.
function presentable(error: unknown, session: Session | undefined): Error {
  if (error instanceof AuthentikError) {
    error.stack = error.message;
    return error;
  }
  const clean = (text: string) => session?.client.redaction.clean(text) ?? text;
  const shown = new Error(clean(error instanceof Error ? error.message : String(error)));
  shown.stack = clean((error instanceof Error && error.stack) || shown.message);
  return shown;
}
