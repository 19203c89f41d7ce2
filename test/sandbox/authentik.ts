import { vi } from "vitest";
import { createSandbox, type Row, type Sandbox, type SandboxContext, type Store } from "../../src/sandbox";
import { createUser } from "../../src/sandbox/flows/users";
import { hashPassword } from "../../src/sandbox/passwords";

type Id = string | number;

// Python takes seconds to load, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** A sandbox, with what tests want to be there put into its store. */
export class Authentik {
  url = "";
  #sandbox: Sandbox | undefined;

  async start(release?: string): Promise<this> {
    this.#sandbox = await createSandbox({ release });
    this.url = await this.#sandbox.listen();
    return this;
  }

  async stop(): Promise<void> {
    await this.#sandbox?.close();
  }

  get sandbox(): Sandbox {
    if (!this.#sandbox) throw new Error("not started");
    return this.#sandbox;
  }

  get context(): SandboxContext {
    return this.sandbox.context;
  }

  get store(): Store {
    return this.sandbox.store;
  }

  /** The id of something that every Authentik has. */
  flow(slug: string): Id {
    return this.#id("flows/instances", { slug });
  }

  scope(name: string): Id {
    return this.#id("propertymappings/provider/scope", { scope_name: name });
  }

  stage(kind: string, name: string): Row {
    const row = this.store.find(kind, { name });
    if (!row) throw new Error(`no ${kind} ${name}`);
    return row;
  }

  #id(kind: string, where: Row): Id {
    const row = this.store.find(kind, where);
    if (!row) throw new Error(`no ${kind} with ${JSON.stringify(where)}`);
    return row.pk as Id;
  }

  group(name: string, columns: Row = {}): Row {
    return this.store.insert("core/groups", { name, is_superuser: false, attributes: {}, parent: null, ...columns });
  }

  user(username: string, columns: Row = {}): Row {
    const names = { username, name: username, email: `${username}@example.com` };
    return createUser(this.store, { ...names, password: hashPassword(PASSWORD), ...columns });
  }

  mapping(scope: string, expression: string): Row {
    return this.store.insert("propertymappings/provider/scope", {
      name: scope,
      scope_name: scope,
      description: scope,
      expression,
    });
  }

  policy(expression: string, columns: Row = {}): Row {
    return this.store.insert("policies/expression", {
      name: `policy ${counter++}`,
      expression,
      execution_logging: false,
      ...columns,
    });
  }

  bind(target: Row, bound: Row): Row {
    const binding = {
      policy: null,
      group: null,
      user: null,
      enabled: true,
      negate: false,
      order: 0,
      failure_result: false,
      timeout: 30,
    };
    const id = target.policybindingmodel_ptr_id ?? target.pk;
    return this.store.insert("policies/bindings", { ...binding, target: id, ...bound });
  }

  /** A flow with these stages, in this order. */
  newFlow(slug: string, stages: Row[], columns: Row = {}): Row {
    const row = {
      slug,
      name: slug,
      title: slug,
      designation: "stage_configuration",
      policy_engine_mode: "any",
      layout: "stacked",
    };
    const more = {
      denied_action: "message_continue",
      authentication: "none",
      policybindingmodel_ptr_id: crypto.randomUUID(),
    };
    const flow = this.store.insert("flows/instances", { ...row, ...more, ...columns });
    for (const [order, stage] of stages.entries()) this.bindStage(flow, stage, { order });
    return flow;
  }

  bindStage(flow: Row, stage: Row, columns: Row = {}): Row {
    const ids = { target: flow.pk, stage: stage.pk, policybindingmodel_ptr_id: crypto.randomUUID() };
    const rules = { order: 0, evaluate_on_plan: false, re_evaluate_policies: true, invalid_response_action: "retry" };
    return this.store.insert("flows/bindings", { ...ids, ...rules, policy_engine_mode: "any", ...columns });
  }

  newStage(kind: string, columns: Row): Row {
    return this.store.insert(`stages/${kind}`, { name: `${kind} ${counter++}`, ...columns });
  }

  /** An application with a confidential client that may ask for everything. */
  application(slug: string, provider: Row = {}): { application: Row; provider: Row } {
    const scopes = ["openid", "email", "profile", "offline_access"].map((name) => this.scope(name));
    const row = this.store.insert("providers/oauth2", {
      ...{ name: slug, client_id: slug, client_secret: `${slug}-secret`, client_type: "confidential" },
      authorization_flow: this.flow("default-provider-authorization-implicit-consent"),
      invalidation_flow: this.flow("default-provider-invalidation-flow"),
      property_mappings: scopes,
      redirect_uris: [{ matching_mode: "strict", url: CALLBACK }],
      signing_key: this.#id("crypto/certificatekeypairs", { name: "authentik Self-signed Certificate" }),
      encryption_key: null,
      ...{ access_code_validity: "minutes=1", access_token_validity: "hours=1", refresh_token_validity: "days=30" },
      ...{ include_claims_in_id_token: true, sub_mode: "hashed_user_id", issuer_mode: "per_provider" },
      ...{ jwt_federation_sources: [], jwt_federation_providers: [], backchannel_logout_uri: "" },
      ...provider,
    });
    const more = { policy_engine_mode: "any", meta_launch_url: "" };
    return {
      provider: row,
      application: this.store.insert("core/applications", { name: slug, slug, provider: row.pk, ...more }),
    };
  }

  authorizeUrl(parameters: Record<string, string>): string {
    const asked = { response_type: "code", scope: "openid", redirect_uri: CALLBACK, state: "st", ...parameters };
    return `${this.url}/application/o/authorize/?${new URLSearchParams(asked)}`;
  }

  post(path: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method: "POST",
      body: new URLSearchParams(form),
      headers,
      redirect: "manual",
    });
  }

  token(form: Record<string, string>): Promise<Response> {
    return this.post("/application/o/token/", form);
  }

  events(action: string): Row[] {
    return this.store.filter("events/events", { action });
  }
}

export const PASSWORD = "correct horse battery";
export const CALLBACK = "http://localhost:3000/auth/callback";

let counter = 1;
