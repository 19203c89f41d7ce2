import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AuthentikClient } from "../../src/authentik/client";
import { preview, up } from "../../src/engine";
import { Project } from "./project";

const root = path.resolve(__dirname, "../..");
const hasPulumi =
  spawnSync("pulumi", ["version"], { env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" } }).status === 0;
if (!hasPulumi) console.log("No pulumi on the PATH: the tests of stacks with the real CLI are skipped.");

describe.skipIf(!hasPulumi)("with the real CLI", () => {
  const project = new Project();
  beforeAll(async () => {
    await project.start();
    project.options();
    project.write("stacks/dev.yaml", readFileSync(path.join(root, "stacks/demo.yaml"), "utf8"));
  });
  afterAll(() => project.close());

  it("up takes the CLI where it is found, and does what the built-in engine does", async () => {
    const { code, text } = await run(process.execPath, [
      path.join(root, "dist/cli.js"),
      "up",
      "--stack",
      "dev",
      "--yes",
    ]);
    expect(text).toContain("+ 18 created");
    expect(code).toBe(0);
    expect(project.read(".env.ecosire-web")).toContain("AUTHENTIK_CLIENT_ID=ecosire-web\n");
    expect(await preview(project.options())).toMatchObject({ ok: true, summary: { create: 0, update: 0, delete: 0 } });
  });

  it("sees no change on its own state or on that of the built-in engine, also after a refresh", async () => {
    const noChange = ["preview", "--stack", "dev", "--non-interactive", "--expect-no-changes"];
    expect(await run("pulumi", noChange)).toMatchObject({ code: 0 });
    expect(await run("pulumi", [...noChange, "--refresh"])).toMatchObject({ code: 0 });
    project.write("stacks/dev.yaml", project.read("stacks/dev.yaml").replace("name: ECOSIRE Web\n", "name: ECOSIRE\n"));
    expect(await up(project.options())).toMatchObject({ ok: true, summary: { update: 1 } });
    expect(await run("pulumi", noChange)).toMatchObject({ code: 0 });
  });

  it("previews one field as one change, and repairs drift with one PATCH", async () => {
    const client = new AuthentikClient(project.connection);
    await client.request("PATCH", "core/applications/ecosire-web", { body: { name: "Somebody's" } });
    const { requests } = await project.counted(async () => {
      const { code, text } = await run("pulumi", ["up", "--stack", "dev", "--refresh", "--yes", "--non-interactive"]);
      expect(text).toContain("~ 1 updated");
      expect(code).toBe(0);
    });
    expect(requests).toMatchObject({ PATCH: 1 });
    expect(requests.POST).toBeUndefined();
  });

  it("keeps little of each object, as the built-in engine does", () => {
    const [, text] = project.stateFiles().find(([file]) => file.endsWith("stacks/trial/dev.json")) ?? ["", "{}"];
    const states = JSON.parse(text).checkpoint.latest.resources as { type: string; inputs?: { __provider?: string } }[];
    const providers = states.filter(({ type }) => type.endsWith("authentik:OAuth2Provider"));
    expect(providers).toHaveLength(2);
    for (const state of providers) {
      expect(JSON.stringify(state).length).toBeLessThanOrEqual(3 * 1024);
      expect(state.inputs?.__provider?.length).toBeLessThanOrEqual(128);
    }
  });

  it("keeps every secret out of its plain state and of what it prints", async () => {
    const client = new AuthentikClient(project.connection);
    const secrets = (await client.list("providers/oauth2")).map(({ client_secret }) => String(client_secret));
    const { text } = await run("pulumi", ["stack", "--stack", "dev"]);
    for (const secret of [...secrets, project.connection.token]) {
      expect(text).not.toContain(secret);
      for (const [, state] of project.stateFiles()) expect(state).not.toContain(secret);
    }
  });

  it("takes address and token from the stack's configuration, where the token is encrypted", async () => {
    const { url, token } = project.connection;
    const bare = { AUTHENTIK_URL: "", AUTHENTIK_TOKEN: "" };
    expect(await run("pulumi", ["config", "set", "authentik:url", url, "--stack", "dev"])).toMatchObject({ code: 0 });
    const secret = ["config", "set", "--secret", "authentik:token", token, "--stack", "dev"];
    expect(await run("pulumi", secret)).toMatchObject({ code: 0 });
    expect(project.read("stacks/Pulumi.dev.yaml")).not.toContain(token);

    const up = ["up", "--stack", "dev", "--yes", "--non-interactive"];
    expect(await run("pulumi", up, bare)).toMatchObject({ code: 0 });
    // Pulumi refreshes with the configuration of the last up.
    expect(await run("pulumi", [...up, "--refresh"], bare)).toMatchObject({ code: 0 });
    for (const [, state] of project.stateFiles()) expect(state).not.toContain(token);
    const environment = { ...project.env, ...bare };
    expect(await preview(project.options({ env: environment }))).toMatchObject({ ok: true, summary: { update: 0 } });
    const doctor = await run(process.execPath, [path.join(root, "dist/cli.js"), "doctor", "--stack", "dev"], bare);
    expect(doctor.text).toContain(`at ${url}`);
    expect(doctor.code).toBe(0);
  });

  it("destroys it all", async () => {
    expect(await run("pulumi", ["destroy", "--stack", "dev", "--yes", "--non-interactive"])).toMatchObject({ code: 0 });
    const client = new AuthentikClient(project.connection);
    expect(await client.list("core/applications", { superuser_full_list: true })).toEqual([]);
  });

  function run(
    command: string,
    args: string[],
    env: Record<string, string> = {},
  ): Promise<{ code: number | null; text: string }> {
    // The CLI's own distribution has the dynamic provider on its PATH; so does the SDK.
    const sdk = path.join(root, "node_modules/@pulumi/pulumi");
    const child = spawn(command, args, {
      cwd: project.folder,
      env: {
        ...process.env,
        ...project.env,
        ...env,
        PATH: [process.env.PATH, sdk].join(path.delimiter),
        PULUMI_HOME: path.join(project.folder, "home"),
        PULUMI_SKIP_UPDATE_CHECK: "true",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data: Buffer) => {
        text += data;
      });
    }
    return new Promise((resolve) => child.on("close", (code) => resolve({ code, text })));
  }
});
