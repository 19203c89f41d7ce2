import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AuthentikClient } from "../../src/authentik/client";
import { type EngineOptions, preview, stackOutputs, up } from "../../src/engine";
import { createSandbox, type Sandbox } from "../../src/sandbox";

const folder = mkdtempSync(path.join(tmpdir(), "authentik-stacks-program-"));
const projectDir = path.resolve(__dirname, "../programs/ten-lines");
let sandbox: Sandbox;
let options: EngineOptions;

beforeAll(async () => {
  sandbox = await createSandbox();
  const AUTHENTIK_URL = await sandbox.listen();
  options = {
    projectDir,
    stack: "dev",
    backendUrl: `file://${folder}`,
    stackConfigFile: path.join(folder, "Pulumi.dev.yaml"),
    env: { AUTHENTIK_URL, AUTHENTIK_TOKEN: sandbox.token, PULUMI_CONFIG_PASSPHRASE: "x" },
  };
  (await import("node:fs")).writeFileSync(path.join(folder, "Pulumi.dev.yaml"), "");
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

it("is a TypeScript program of ten lines that uses the classes", () => {
  const lines = readFileSync(path.join(projectDir, "index.ts"), "utf8").trim().split("\n");
  expect(lines.length).toBeLessThanOrEqual(10);
});

it("makes what it declares, and nothing more the second time", async () => {
  expect(await up(options)).toMatchObject({ ok: true, summary: { create: 3 } });
  const client = new AuthentikClient({ url: String(options.env?.AUTHENTIK_URL), token: sandbox.token });
  const [provider] = await client.list("providers/oauth2", { name: "Web" });
  expect(await client.get("core/applications/web")).toMatchObject({ name: "Web", provider: provider?.pk });

  const { outputs, secretNames } = await stackOutputs(options, { secrets: true });
  expect(outputs).toEqual({ application: "web", clientId: provider?.client_id, clientSecret: provider?.client_secret });
  expect(secretNames).toEqual(["clientSecret"]);
  expect(await up(options)).toMatchObject({ ok: true, summary: { same: 3, create: 0, update: 0 } });
});

it("previews its references as known when what they point to is updated", async () => {
  const client = new AuthentikClient({ url: String(options.env?.AUTHENTIK_URL), token: sandbox.token });
  const [provider] = await client.list("providers/oauth2", { name: "Web" });
  await client.request("PATCH", `providers/oauth2/${provider?.pk}`, { body: { redirect_uris: [] } });
  const planned = await preview({ ...options, refresh: true });
  expect(planned).toMatchObject({ ok: true, summary: { update: 1 } });
});
