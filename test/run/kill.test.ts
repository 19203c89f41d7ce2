import { spawn } from "node:child_process";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { AuthentikClient } from "../../src/authentik/client";
import { up } from "../../src/engine";
import { Project } from "./project";

let project: Project;
beforeEach(async () => {
  project = await new Project().start();
  project.write(
    "stacks/dev.yaml",
    `groups: { staff: {} }
apps:
  web: { redirectUris: [https://web.example.com/callback], access: { groups: [staff] }, credentials: [{ path: .env.web }] }
`,
  );
});
afterEach(() => project.close());

// Each number is the write after whose arrival at the server everything is killed.
it.each([1, 2, 3, 4])("completes an up that was killed at its write number %i", async (number) => {
  await killedUp(number);
  const result = await up(project.options());
  expect(result.errors).toEqual([]);
  expect(result.ok).toBe(true);

  const client = new AuthentikClient(project.connection);
  expect((await client.list("core/groups", { name: "staff" })).length).toBe(1);
  expect((await client.list("providers/oauth2")).length).toBe(1);
  expect((await client.list("core/applications", { superuser_full_list: true })).length).toBe(1);
  const [application] = await client.list("core/applications", { superuser_full_list: true });
  expect((await client.list("policies/bindings", { target: String(application?.pk) })).length).toBe(1);
  expect(project.read(".env.web")).toContain("OIDC_CLIENT_ID=web");
  expect(await up(project.options())).toMatchObject({ ok: true, summary: { create: 0, update: 0, delete: 0 } });
});

/** Runs `up` as a command, and kills it when the server has seen so many writes. */
async function killedUp(writes: number): Promise<void> {
  const command = path.resolve(__dirname, "../../dist/cli.js");
  project.options();
  const child = spawn(process.execPath, [command, "up", "--stack", "dev", "--engine", "builtin", "--yes"], {
    cwd: project.folder,
    env: { ...process.env, ...project.env },
    stdio: "ignore",
    detached: true,
  });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const watch = setInterval(() => {
    if (project.sandbox.requests.filter(({ method }) => method === "POST").length < writes) return;
    clearInterval(watch);
    process.kill(-(child.pid as number), "SIGKILL");
  }, 1);
  await ended;
  clearInterval(watch);
}
