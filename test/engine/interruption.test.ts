import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { childrenOf, isRunning, startRun, until } from "./process";
import { type Resource, type TestStack as Stack, TestStack } from "./stack";

async function killWhile(stack: Stack, operation: string, call: string): Promise<void> {
  const run = startRun(stack, operation);
  await until(
    () => existsSync(join(stack.world, "calls")) && readFileSync(join(stack.world, "calls"), "utf8").includes(call),
  );
  const children = childrenOf(run.process.pid as number);
  expect(children.length).toBeGreaterThan(0);
  run.process.kill("SIGKILL");
  await run.exited;
  await until(() => !children.some(isRunning));
  writeFileSync(join(stack.world, "release"), "");
}

function locks(stack: Stack): string[] {
  const folder = join(stack.backend, ".pulumi", "locks", "organization", "fixture", "dev");
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

describe.concurrent("a run that is killed", () => {
  it("in a create is taken up by the next, which makes no second object", async () => {
    const resources: Resource[] = [
      { name: "before", props: { token: { secret: "journal-s3cret" } } },
      { name: "cut", props: { unique: true, hold: "create", after: { ref: "before.id" } } },
      { name: "after", props: { from: { ref: "cut.id" } } },
    ];
    const stack = new TestStack(resources);
    await killWhile(stack, "up", "holding cut");
    expect(locks(stack)).toHaveLength(1);
    expect(stack.filesText()).not.toContain("journal-s3cret");
    expect(stack.objects()).toEqual(["before", "cut"]);
    stack.calls();

    const plan = await stack.preview();
    expect(plan.summary).toMatchObject({ create: 2, same: 2 });
    expect(() => stack.stateText).toThrow();

    const asked: unknown[] = [];
    const resumeCreate = (type: string, inputs: Record<string, unknown>) => {
      asked.push([type, inputs.name]);
      return { ...inputs, adopt: true };
    };
    const result = await stack.up({ resumeCreate });
    expect(result).toMatchObject({ ok: true, summary: { create: 2, same: 2 } });
    expect(asked).toEqual([["pulumi-nodejs:dynamic/fixture:Thing", "cut"]]);
    expect(stack.calls("create")).toEqual(["create cut", "create after"]);
    expect(stack.objects()).toEqual(["after", "before", "cut"]);
    expect(stack.logs.filter((line) => line.startsWith("Took"))).toHaveLength(2);
    expect(stack.deployment.pending_operations).toBeUndefined();
    expect(locks(stack)).toEqual([]);
    expect((await stack.up()).summary.same).toBe(4);
  });

  it("in an update or a deletion is taken up by the next", async () => {
    const stack = new TestStack([
      { name: "a", props: { value: "1" } },
      { name: "b", props: { hold: "delete" } },
    ]);
    await stack.up();
    stack.declare({
      resources: [
        { name: "a", props: { value: "2", hold: "update" } },
        { name: "b", props: { hold: "delete" } },
      ],
    });
    await killWhile(stack, "up", "holding a");
    stack.calls();
    // Back to what the state knows: yet the object has been changed.
    stack.declare({
      resources: [
        { name: "a", props: { value: "1" } },
        { name: "b", props: { hold: "delete" } },
      ],
    });
    expect((await stack.up()).summary.update).toBe(1);
    expect(stack.calls()).toEqual(["update a"]);
    expect((await stack.up()).summary.update).toBe(0);

    rmSync(join(stack.world, "release"));
    stack.calls();
    await killWhile(stack, "destroy", "holding b");
    expect((await stack.destroy()).ok).toBe(true);
    expect(stack.objects()).toEqual([]);
    expect(stack.deployment.resources).toBeUndefined();
  });

  it("by a signal finishes what is under way and begins nothing new", async () => {
    const stack = new TestStack([
      { name: "slow", props: { hold: "create" } },
      { name: "never", props: { from: { ref: "slow.id" } } },
    ]);
    const run = startRun(stack, "up");
    await until(
      () =>
        existsSync(join(stack.world, "calls")) && readFileSync(join(stack.world, "calls"), "utf8").includes("holding"),
    );
    run.process.kill("SIGINT");
    await until(() => run.output().includes("Stopping"));
    writeFileSync(join(stack.world, "release"), "");
    expect(await run.exited).toBe(1);
    expect(stack.objects()).toEqual(["slow"]);
    expect(stack.state("slow")).toBeDefined();
    expect(stack.deployment.pending_operations).toBeUndefined();
    expect((await stack.up()).summary).toMatchObject({ create: 1, same: 2 });
  });

  it("by a second signal stops at once, and what was under way is known", async () => {
    const stack = new TestStack([{ name: "slow", props: { hold: "create" } }]);
    const run = startRun(stack, "up");
    await until(
      () =>
        existsSync(join(stack.world, "calls")) && readFileSync(join(stack.world, "calls"), "utf8").includes("holding"),
    );
    run.process.kill("SIGINT");
    await until(() => run.output().includes("Stopping"));
    run.process.kill("SIGTERM");
    expect(await run.exited).toBe(1);
    expect(stack.deployment.pending_operations).toMatchObject([
      { type: "creating", resource: { inputs: { name: "slow" } } },
    ]);
    expect(locks(stack)).toEqual([]);
  });
});

describe.concurrent("a lock", () => {
  const write = (stack: Stack, owner: object) => {
    const folder = join(stack.backend, ".pulumi", "locks", "organization", "fixture", "dev");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "0d0e.json"), JSON.stringify(owner));
  };

  it("of a live process is respected, and so is one of another machine", async () => {
    const stack = new TestStack([{ name: "a" }]);
    const timestamp = new Date().toISOString();
    write(stack, { pid: process.ppid, username: "somebody", hostname: hostname(), timestamp });
    await expect(stack.up()).rejects.toThrow(
      new RegExp(`locked.*somebody@${hostname()} \\(pid ${process.ppid}\\) at ${timestamp}`),
    );
    write(stack, { pid: 1, username: "somebody", hostname: "elsewhere", timestamp });
    await expect(stack.destroy()).rejects.toMatchObject({ code: "locked" });
    expect(locks(stack)).toHaveLength(1);
  });

  it("of a dead process is taken over", async () => {
    const stack = new TestStack([]);
    write(stack, { pid: 999_999_999, username: "somebody", hostname: hostname(), timestamp: "2026-01-01T00:00:00Z" });
    expect((await stack.up()).ok).toBe(true);
    expect(stack.logs[0]).toContain("Took over the lock of process 999999999");
    expect(locks(stack)).toEqual([]);
  });
});

describe.concurrent("output", () => {
  it("may lose its reader", async () => {
    const stack = new TestStack([{ name: "a" }, { name: "b", props: { from: { ref: "a.id" } } }]);
    const run = startRun(stack, "up");
    run.process.stdout?.destroy();
    expect(await run.exited).toBe(0);
    expect(stack.objects()).toEqual(["a", "b"]);
    expect(run.output()).not.toContain("EPIPE");
  });
});
