import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "dotenv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AuthentikClient } from "../../src/authentik/client";
import { destroy, preview, type RunResult, refresh, resources, up } from "../../src/engine";
import { Project } from "./project";

/** The demo's stack, applied as a user would. The tests tell one story, in order. */
describe("the demo's stack", () => {
  const project = new Project();
  let client: AuthentikClient;
  let before: string;

  beforeAll(async () => {
    await project.start();
    client = new AuthentikClient(project.connection);
    project.write("stacks/dev.yaml", readFileSync(path.resolve(__dirname, "../../stacks/demo.yaml"), "utf8"));
    before = dump();
  });
  afterAll(() => project.close());

  it("previews without writing anything", async () => {
    const { result, requests } = await project.counted(() => preview(project.options()));
    expect(result).toMatchObject({ ok: true, summary: { create: 18 } });
    expect(Object.keys(requests)).toEqual(["GET"]);
    expect(dump()).toBe(before);
    expect(project.stateFiles().filter(([file]) => file.endsWith("dev.json"))).toEqual([]);
  });

  it("makes the objects that it declares", async () => {
    const { result, requests } = await project.counted(() => up(project.options()));
    expect(result).toMatchObject({ ok: true, summary: { create: 18 } });
    expect(requests.POST).toBe(9);

    const [fastapi, ecosire] = [await provider("FastAPI demo"), await provider("ECOSIRE Web OAuth2")];
    const signing_key = (await client.list("crypto/certificatekeypairs"))[0]?.pk;
    expect(fastapi).toMatchObject({ client_id: "fastapi-demo", client_type: "confidential", signing_key });
    expect(ecosire).toMatchObject({ client_id: "ecosire-web", client_type: "confidential", signing_key });
    expect(fastapi.redirect_uris).toEqual([{ matching_mode: "strict", url: "http://localhost:8000/auth/callback" }]);
    expect(ecosire.redirect_uris).toEqual([
      { matching_mode: "strict", url: "http://localhost:3001/api/auth/callback" },
      { matching_mode: "strict", url: "https://api.ecosire.example/auth/callback" },
    ]);
    const mappings = new Map(
      (await client.list("propertymappings/provider/scope")).map(({ pk, scope_name }) => [pk, scope_name]),
    );
    const scopes = [fastapi, ecosire].map(({ property_mappings }) =>
      (property_mappings as string[]).map((pk) => mappings.get(pk)).sort(),
    );
    expect(scopes).toEqual([
      ["email", "openid", "profile"],
      ["email", "offline_access", "openid", "organization", "profile"],
    ]);
  });

  it("lets only the two groups into ecosire-web", async () => {
    const [application] = await client.list("core/applications", { superuser_full_list: true, slug: "ecosire-web" });
    const bindings = await client.list("policies/bindings", { target: application?.pk as string });
    const groups = new Map((await client.list("core/groups")).map(({ pk, name }) => [pk, name]));
    expect(bindings.map(({ group, order }) => [groups.get(group), order])).toEqual([
      ["ecosire-admins", 0],
      ["ecosire-support", 1],
    ]);
  });

  it("delivers the credentials, for their owner only", async () => {
    const [fastapi, ecosire] = [await provider("FastAPI demo"), await provider("ECOSIRE Web OAuth2")];
    const { url } = project.connection;
    expect(parse(project.read(".env.fastapi-demo"))).toEqual({
      AUTHENTIK_ISSUER: `${url}/application/o/fastapi-demo/`,
      OIDC_CLIENT_ID: "fastapi-demo",
      OIDC_CLIENT_SECRET: fastapi.client_secret,
      SESSION_SECRET: expect.stringMatching(/^[A-Za-z0-9]{64}$/),
    });
    expect(parse(project.read(".env.ecosire-web"))).toEqual({
      AUTHENTIK_URL: url,
      AUTHENTIK_INTERNAL_URL: url,
      AUTHENTIK_CLIENT_ID: "ecosire-web",
      AUTHENTIK_CLIENT_SECRET: ecosire.client_secret,
      API_URL: "http://localhost:3001",
      FRONTEND_URL: "http://localhost:3000",
      COOKIE_SECRET: expect.stringMatching(/^[A-Za-z0-9]{64}$/),
    });
    for (const file of [".env.fastapi-demo", ".env.ecosire-web"]) expect(project.mode(file)).toBe(0o600);
  });

  it("writes nothing when applied again, also after a refresh", async () => {
    for (const options of [{}, { refresh: true }]) {
      const { result, requests } = await project.counted(() => up({ ...project.options(), ...options }));
      expect(result.ok).toBe(true);
      expect(changesOf(result)).toBe(0);
      expect(Object.keys(requests).filter((method) => method !== "GET")).toEqual([]);
    }
  });

  it("shows what somebody else changed, and repairs it with one request", async () => {
    const { pk, redirect_uris } = await provider("ECOSIRE Web OAuth2");
    await client.request("PATCH", `providers/oauth2/${pk}`, { body: { redirect_uris: [] } });
    expect(await up(project.options())).toMatchObject({ summary: { same: 18 } });
    expect(changesOf(await preview({ ...project.options(), refresh: true }))).toBeGreaterThan(0);

    const { result, requests } = await project.counted(() => up({ ...project.options(), refresh: true }));
    expect(result).toMatchObject({ ok: true, summary: { update: 1 } });
    expect(requests).toMatchObject({ PATCH: 1 });
    expect(requests.POST).toBeUndefined();
    expect((await provider("ECOSIRE Web OAuth2")).redirect_uris).toEqual(redirect_uris);
  });

  it("changes one field with one request, and previews that one line", async () => {
    project.write("stacks/dev.yaml", project.read("stacks/dev.yaml").replace("name: ECOSIRE Web\n", "name: ECOSIRE\n"));
    const planned = await preview(project.options());
    expect(planned).toMatchObject({ ok: true, summary: { update: 1 } });
    expect(changesOf(planned)).toBe(1);
    const { result, requests } = await project.counted(() => up(project.options()));
    expect(result).toMatchObject({ ok: true, summary: { update: 1 } });
    expect(requests).toMatchObject({ PATCH: 1 });
  });

  it("keeps __provider short and the state of a provider small", async () => {
    const states = await resources(project.options());
    const source = states.map(({ inputs }) => inputs?.__provider).filter((value) => value !== undefined);
    expect(new Set(source).size).toBe(1);
    expect(String(source[0]).length).toBeLessThanOrEqual(128);
    const file = project.stateFiles().find(([name]) => name.endsWith("stacks/trial/dev.json"));
    const { checkpoint } = JSON.parse(file?.[1] ?? "{}");
    const sizes = (checkpoint.latest.resources as { type: string }[])
      .filter(({ type }) => type.endsWith("authentik:OAuth2Provider"))
      .map((state) => JSON.stringify(state).length);
    expect(sizes.length).toBe(2);
    for (const size of sizes) expect(size).toBeLessThanOrEqual(3 * 1024);
  });

  it("has shown and stored no secret in plain", async () => {
    const providers = await client.list("providers/oauth2");
    const files = [".env.fastapi-demo", ".env.ecosire-web"].map((file) => parse(project.read(file)));
    const secrets = [
      project.connection.token,
      ...providers.map(({ client_secret }) => String(client_secret)),
      ...files.flatMap(({ SESSION_SECRET, COOKIE_SECRET }) => [SESSION_SECRET, COOKIE_SECRET]).filter((value) => value),
    ] as string[];
    expect(secrets.length).toBe(5);
    for (const secret of secrets) {
      expect(project.shown()).not.toContain(secret);
      for (const [, text] of project.stateFiles()) expect(text).not.toContain(secret);
    }
  });

  it("keeps everything when a file with credentials is lost, and writes it again after a refresh", async () => {
    const lost = project.read(".env.ecosire-web");
    project.write(".env.ecosire-web", "# mine\nOTHER=1\n");
    expect(await refresh(project.options())).toMatchObject({ ok: true });
    expect(await up(project.options())).toMatchObject({ ok: true });
    expect(parse(project.read(".env.ecosire-web"))).toEqual({ OTHER: "1", ...parse(lost) });
    expect(project.read(".env.ecosire-web").startsWith("# mine\nOTHER=1\n")).toBe(true);
  });

  it("leaves the server and the files as they were when destroyed", async () => {
    const { result, requests } = await project.counted(() => destroy(project.options()));
    expect(result).toMatchObject({ ok: true });
    expect(requests.DELETE).toBe(9);
    expect(dump()).toBe(before);
    expect(project.read(".env.ecosire-web")).toBe("# mine\nOTHER=1\n");
  });

  async function provider(name: string) {
    const found = (await client.list("providers/oauth2")).find((object) => object.name === name);
    if (!found) throw new Error(`There is no provider ${name}.`);
    return found;
  }

  /** What is on the server, without what every request leaves behind. */
  function dump(): string {
    const { store } = project.sandbox;
    // A key pair is made when it is first needed.
    const volatile = new Set(["last_login", "last_updated", "certificate_data", "key_data"]);
    const tables = store
      .kinds()
      .sort()
      .map((kind) => [kind, store.rows(kind)] as const);
    const filled = Object.fromEntries(tables.filter(([, rows]) => rows.length > 0));
    return JSON.stringify(filled, (name, value) => (volatile.has(name) ? undefined : value), 1);
  }
});

function changesOf({ summary }: RunResult): number {
  return Object.entries(summary).reduce((sum, [name, count]) => (name === "same" ? sum : sum + count), 0);
}
