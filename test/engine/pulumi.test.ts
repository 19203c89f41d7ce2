import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { startRun, until } from "./process";
import { PASSPHRASE, type Spec, TestStack } from "./stack";

const found = spawnSync("pulumi", ["version"], { env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" } });
const hasPulumi = found.status === 0;
if (!hasPulumi) console.log("No pulumi on the PATH: the tests against the real CLI are skipped.");

const sdk = resolve(__dirname, "../../node_modules/@pulumi/pulumi");

function pulumi(stack: TestStack, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync("pulumi", [...args, "--non-interactive"], {
    cwd: stack.folder,
    encoding: "utf8",
    env: {
      ...process.env,
      PATH: [process.env.PATH, sdk].join(delimiter),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_HOME: join(stack.folder, "home"),
      PULUMI_BACKEND_URL: `file://${stack.backend}`,
      PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
      FIXTURE_WORLD: stack.world,
    },
  });
  return { ok: status === 0, text: stdout + stderr, stdout };
}

const SPEC: Spec = {
  resources: [
    { name: "group", group: true },
    {
      name: "a",
      props: { value: "1", token: { secretConfig: "token" }, empty: null, list: [1, { deep: { secret: { x: "y" } } }] },
      options: {
        parent: "group",
        additionalSecretOutputs: ["computed"],
        protect: true,
        customTimeouts: { create: "5m" },
      },
    },
    {
      name: "b",
      props: { from: { ref: "a.computed" }, kind: { config: "greeting" } },
      options: { dependsOn: ["group"] },
    },
    { name: "c", options: { deletedWith: "b", retainOnDelete: true, ignoreChanges: ["value"] } },
  ],
  outputs: { open: { ref: "b.id" }, hidden: { ref: "a.computed" }, whole: { ref: "a.token" } },
};

function prepared(): TestStack {
  const stack = new TestStack();
  stack.declare(SPEC);
  stack.configure("# kept\nconfig:\n  fixture:plain: text\n");
  expect(pulumi(stack, "stack", "init", "dev").ok).toBe(true);
  expect(pulumi(stack, "config", "set", "--stack", "dev", "--secret", "token", "t0ken-of-cli").ok).toBe(true);
  return stack;
}

describe.skipIf(!hasPulumi)("beside the Pulumi CLI", () => {
  it("our state is the CLI's own: no changes, exported, imported, destroyed", async () => {
    const stack = prepared();
    expect((await stack.up()).ok).toBe(true);
    const preview = pulumi(stack, "preview", "--stack", "dev", "--expect-no-changes");
    expect(preview.text).toContain("5 unchanged");
    expect(preview.ok).toBe(true);

    const file = join(stack.folder, "exported.json");
    expect(pulumi(stack, "stack", "export", "--stack", "dev", "--file", file).ok).toBe(true);
    expect(pulumi(stack, "stack", "import", "--stack", "dev", "--file", file).ok).toBe(true);
    stack.calls();
    expect((await stack.up()).summary).toMatchObject({ same: 5, create: 0, update: 0 });
    expect(pulumi(stack, "stack", "output", "--stack", "dev", "--show-secrets", "--json").stdout).toContain(
      "t0ken-of-cli",
    );
    expect(pulumi(stack, "stack", "history", "--stack", "dev").ok).toBe(true);

    stack.declare({
      ...SPEC,
      resources: SPEC.resources.map((item) => ({ ...item, options: { ...item.options, protect: false } })),
    });
    expect((await stack.up()).ok).toBe(true);
    expect(pulumi(stack, "destroy", "--stack", "dev", "--yes", "--skip-preview").ok).toBe(true);
    expect(stack.objects()).toEqual(["c"]);
    expect((await stack.preview()).summary.create).toBe(5);
  });

  it("the CLI's state is ours: no changes, updated, and no changes to the CLI after that", async () => {
    const stack = prepared();
    expect(pulumi(stack, "up", "--stack", "dev", "--yes", "--skip-preview").ok).toBe(true);
    const before = stack.stateText;
    expect((await stack.preview()).summary).toMatchObject({ same: 5, create: 0, update: 0 });
    expect((await stack.up()).summary).toMatchObject({ same: 5 });
    expect(stack.stateText).toBe(before);
    expect((await stack.outputs(true)).outputs.whole).toBe("t0ken-of-cli");

    const [group, a, b, c] = SPEC.resources;
    stack.declare({
      ...SPEC,
      resources: [group, { ...a, props: { ...a?.props, value: "2" } }, b, c] as Spec["resources"],
    });
    expect((await stack.up()).summary).toMatchObject({ update: 2, same: 3 });
    expect(pulumi(stack, "preview", "--stack", "dev", "--expect-no-changes").ok).toBe(true);
    expect(pulumi(stack, "refresh", "--stack", "dev", "--yes", "--skip-preview", "--expect-no-changes").ok).toBe(true);
    expect((await stack.refresh()).summary).toMatchObject({ same: 3, refresh: 0 });
  });

  it("a failed run's state is good for the CLI, which goes on from it", async () => {
    const stack = prepared();
    stack.declare({ resources: [{ name: "lone", props: { key: "0" } }, { name: "unwanted" }] });
    await stack.up();
    const resources = [
      { name: "lone", props: { key: "1" } },
      { name: "part", props: { partial: true } },
      { name: "group", group: true as const },
      { name: "bad", props: { failCreate: "no" } },
    ];
    stack.declare({ resources });
    expect((await stack.up()).ok).toBe(false);
    const plan = pulumi(stack, "preview", "--stack", "dev");
    expect(plan.text).toMatch(/\+ 1 to create\s+~ 1 to update\s+- 1 to delete/);
    expect(plan.ok).toBe(true);
  });

  it("each respects the other's lock", async () => {
    const stack = prepared();
    stack.declare({ resources: [{ name: "slow", props: { hold: "create" } }] });
    const run = startRun(stack, "up");
    await until(() => stack.calls("holding").length > 0);
    const refused = pulumi(stack, "up", "--stack", "dev", "--yes", "--skip-preview");
    expect(refused.ok).toBe(false);
    expect(refused.text).toContain(`pid ${run.process.pid}`);
    writeFileSync(join(stack.world, "release"), "");
    expect(await run.exited).toBe(0);
    const locks = join(stack.backend, ".pulumi", "locks", "organization", "fixture", "dev");
    mkdirSync(locks, { recursive: true });
    const owner = { pid: process.ppid, username: "root", hostname: hostname(), timestamp: new Date().toISOString() };
    writeFileSync(join(locks, "0d0e.json"), JSON.stringify(owner));
    await expect(stack.up()).rejects.toMatchObject({ code: "locked" });
    rmSync(join(locks, "0d0e.json"));
    expect(pulumi(stack, "preview", "--stack", "dev", "--expect-no-changes").ok).toBe(true);
  });
});
