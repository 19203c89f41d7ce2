import { spawn } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AuthentikClient } from "../../src/authentik/client";
import { Project } from "../run/project";

const cli = path.resolve(__dirname, "../../dist/cli.js");

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

describe("the commands, one after another", () => {
  const project = new Project();
  beforeAll(async () => {
    await project.start();
    project.options();
    project.write(
      "stacks/dev.yaml",
      "groups: { staff: {} }\napps:\n  web:\n    redirectUris: [https://web.example.com/callback]\n    access: { groups: [staff] }\n    credentials: [{ profile: fastapi, path: .env.web }]\n",
    );
  });
  afterAll(() => project.close());

  const run = (args: string[], env: Record<string, string> = {}) => runCli(project, args, env);
  const builtin = ["--stack", "dev", "--engine", "builtin"];

  it("doctor finds everything in place", async () => {
    const { code, out } = await run(["doctor", "--stack", "dev"]);
    expect(out).toContain(`server: Authentik 2025.10.0-rc1 at ${project.connection.url}`);
    expect(out).toContain("token: belongs to akadmin, who may do everything");
    expect(out).toContain("stack: stacks/dev.yaml has no problems");
    expect(out).toMatch(/needs: all \d+ objects that the stack refers to are there/);
    expect(code).toBe(0);
  });

  it("doctor names what the stack needs and is not there, and a token that is wrong", async () => {
    project.write(
      "stacks/other.yaml",
      "existing: { groups: [nobody] }\napps:\n  web: { redirectUris: [], access: { groups: [nobody] } }\n",
    );
    const missing = await run(["doctor", "--stack", "other", "--json"]);
    expect(missing.code).toBe(1);
    expect(JSON.parse(missing.out)).toContainEqual({
      about: "needs",
      state: "missing",
      text: "apps.web.access.groups[0]: There is no 'nobody' in core/groups. Declare it in the program, or check its spelling.",
    });
    const wrong = await run(["doctor"], { AUTHENTIK_TOKEN: "not-the-token" });
    expect(wrong.code).toBe(1);
    expect(wrong.out).toContain("Check AUTHENTIK_TOKEN");
    expect(wrong.out + wrong.err).not.toContain("not-the-token");
    const none = await run(["doctor"], { AUTHENTIK_URL: "" });
    expect(none.out).toContain("Set AUTHENTIK_URL");
  });

  it("doctor takes an engine, and misses the CLI where that is asked for", async () => {
    const withoutCli = { PATH: path.dirname(process.execPath) };
    const { code, out } = await run(["doctor", "--engine", "pulumi"], withoutCli);
    expect(code).toBe(1);
    expect(out).toContain("missing engine: there is no Pulumi CLI on the PATH.");
    expect((await run(["doctor", "--engine", "builtin"], withoutCli)).code).toBe(0);
  });

  it("a stack that is none is named with those that there are", async () => {
    for (const command of ["preview", "up"]) {
      const { code, err } = await run([command, "--stack", "nosuch", "--engine", "builtin"]);
      expect(err).toBe("There is no stacks/nosuch.yaml. There are: dev, other.\n");
      expect(code).toBe(1);
    }
  });

  it("preview shows what up would make, and exits with 2 only where asked", async () => {
    const { code, out } = await run(["preview", ...builtin]);
    expect(code).toBe(0);
    expect(out).toContain("+ authentik:Application web create");
    expect((await run(["preview", ...builtin, "--expect-no-changes"])).code).toBe(2);
  });

  it("up asks, and does nothing where nobody can answer", async () => {
    const before = project.sandbox.requests.filter(({ method }) => method !== "GET").length;
    const { code, err } = await run(["up", ...builtin]);
    expect(code).toBe(1);
    expect(err).toContain("--yes");
    expect(project.sandbox.requests.filter(({ method }) => method !== "GET").length).toBe(before);
  });

  it("up makes it, says which engine it takes, and up again changes nothing", async () => {
    const { code, out, err } = await run(["up", "--stack", "dev", "--yes"], { PATH: path.dirname(process.execPath) });
    expect(err).toBe("No Pulumi CLI is found: the built-in engine runs this stack. It is not Pulumi.\n");
    expect(out).toContain("+ authentik:Application web created");
    expect(code).toBe(0);
    const again = await run(["up", ...builtin, "--yes", "--expect-no-changes"]);
    expect(again).toMatchObject({ code: 0, err: "" });
    expect(again.out).toContain("unchanged");
  });

  it("outputs masks secrets unless asked, credentials prints them", async () => {
    const client = new AuthentikClient(project.connection);
    const [provider] = await client.list("providers/oauth2", { name: "web" });
    const secret = String(provider?.client_secret);
    const masked = await run(["outputs", ...builtin, "--json"]);
    expect(JSON.parse(masked.out)).toMatchObject({ apps: { web: { clientId: "web", slug: "web" } } });
    expect(masked.out).not.toContain(secret);
    expect((await run(["outputs", "credentials", ...builtin, "--show-secrets"])).out).toContain(secret);

    const dotenv = await run(["credentials", ...builtin, "--app", "web"]);
    expect(dotenv.out).toBe(project.read(".env.web"));
    const json = JSON.parse((await run(["credentials", ...builtin, "--app", "web", "--format", "json"])).out);
    expect(Object.keys(json)).toEqual(["AUTHENTIK_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "SESSION_SECRET"]);
    expect(JSON.parse((await run(["credentials", ...builtin, "--app", "web", "--json"])).out)).toEqual(json);
    const both = await run(["credentials", ...builtin, "--app", "web", "--json", "--format", "yaml"]);
    expect(both).toMatchObject({ code: 1, out: "", err: expect.stringContaining("cannot be used with") });
    const nobody = await run(["credentials", ...builtin, "--app", "nobody"]);
    expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining("This stack has those of web.") });
  });

  it("refresh notes what others changed, preview shows it, up repairs it", async () => {
    const client = new AuthentikClient(project.connection);
    await client.request("PATCH", "core/applications/web", { body: { name: "Somebody's" } });
    const refreshed = await run(["refresh", ...builtin, "--yes", "--expect-no-changes"]);
    expect(refreshed.code).toBe(2);
    expect((await run(["preview", ...builtin])).out).toMatch(/name: "?Somebody's"? (→|->) "?web/);
    expect((await run(["up", ...builtin, "--yes"])).code).toBe(0);
    expect(await client.get("core/applications/web")).toMatchObject({ name: "web" });
  });

  it("up notes a new name in the state though it has nothing to change, so that renamedFrom can go", async () => {
    const before = project.read("stacks/dev.yaml");
    const renamed = (more: string) => before.replace("  web:\n", `  site:\n    slug: web\n    name: web\n${more}`);
    project.write("stacks/dev.yaml", renamed("    renamedFrom: web\n"));
    expect((await run(["up", ...builtin, "--yes"])).code).toBe(0);
    project.write("stacks/dev.yaml", renamed(""));
    expect(await run(["preview", ...builtin, "--expect-no-changes"])).toMatchObject({ code: 0 });
  });

  it("shows every problem of a stack file and sends nothing", async () => {
    project.write("stacks/bad.yaml", "apps:\n  web:\n    redirectUris: [nowhere]\n    scope: [openid]\n");
    const before = project.sandbox.requests.length;
    const { code, err } = await run(["up", "--stack", "bad", "--engine", "builtin", "--yes"]);
    expect(code).toBe(1);
    expect(err).toContain("2 problems in the stack; nothing was sent.");
    expect(err).toContain("stacks/bad.yaml:3 apps.web.redirectUris[0]: is no address.");
    expect(err).toContain("stacks/bad.yaml:4 apps.web.scope: is no key of this file. Did you mean scopes?");
    expect(project.sandbox.requests.length).toBe(before);
  });

  it("destroy deletes it all", async () => {
    const { code } = await run(["destroy", ...builtin, "--yes"]);
    expect(code).toBe(0);
    const client = new AuthentikClient(project.connection);
    expect(await client.list("core/applications", { superuser_full_list: true })).toEqual([]);
  });
});

describe("sandbox", () => {
  it("prints one line when it is ready, answers, and ends on a signal", async () => {
    const child = spawn(process.execPath, [cli, "sandbox", "--port", "0", "--token", "try-me", "--json"]);
    const line = await new Promise<string>((resolve) =>
      child.stdout.once("data", (data: Buffer) => resolve(data.toString())),
    );
    const { url, token } = JSON.parse(line);
    expect(token).toBe("try-me");
    expect(await new AuthentikClient({ url, token }).version()).toBe("2025.10.0-rc1");
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });
});

function runCli(project: Project, args: string[], env: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: project.folder,
    env: { ...process.env, ...project.env, ...env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (data: Buffer) => {
    out += data;
  });
  child.stderr.on("data", (data: Buffer) => {
    err += data;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}
