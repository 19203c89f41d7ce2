import { describe, expect, it } from "vitest";
import { TestStack } from "./stack";

describe.concurrent("failures", () => {
  it("of a create, hard or in part, keep what was made and hold back what depends on it, and all deletions", async () => {
    const stack = new TestStack([{ name: "leftover" }]);
    await stack.up();
    stack.calls();
    stack.declare({
      resources: [
        { name: "refused", props: { failCreate: "the server said no" } },
        { name: "partial", props: { partial: true, token: { secret: "hunter2" } } },
        { name: "needs", props: { from: { ref: "refused.id" } } },
        { name: "needs-too", options: { dependsOn: ["needs"] } },
        { name: "free" },
      ],
      outputs: { free: { ref: "free.computed" }, lost: { ref: "refused.computed" } },
    });
    const result = await stack.up();
    expect(result.ok).toBe(false);
    expect(result.errors.map(({ message }) => message).sort()).toEqual([
      "made, but not ready\nnot ready",
      "the server said no",
    ]);
    expect(result.summary).toMatchObject({ create: 1, skip: 2, delete: 0 });
    expect(stack.objects()).toEqual(["free", "leftover", "partial"]);
    expect(stack.state("partial")).toMatchObject({ initErrors: ["not ready"], outputs: { name: "partial" } });
    expect(stack.state("partial")?.outputs?.__provider).toBeDefined();
    expect(stack.state("refused")).toBeUndefined();
    expect(stack.deployment.pending_operations).toBeUndefined();
    expect((await stack.outputs()).outputs).toEqual({ free: "computed-free-" });
    stack.calls();

    stack.declare({ resources: [{ name: "partial", props: { token: { secret: "hunter2" } } }] });
    await stack.up();
    expect(stack.calls()).toEqual(["update partial", "delete free", "delete leftover"]);
    expect(stack.state("partial")?.initErrors).toBeUndefined();
  });

  it("of check, with every finding, in a preview too; the provider's own output comes once", async () => {
    const stack = new TestStack([
      { name: "a", props: { failCheck: "must not be" } },
      { name: "b", props: { failCheck: "throw" } },
      { name: "c", props: { says: "hello from the provider" } },
    ]);
    const result = await stack.preview();
    expect(result.ok).toBe(false);
    expect(result.errors.map(({ message }) => message).sort()).toEqual(["check broke down", "failCheck: must not be"]);
    expect(stack.events.filter((event) => JSON.stringify(event).includes("check broke down"))).toHaveLength(2);
    expect(stack.logs.filter((line) => line.includes("check broke down"))).toHaveLength(1);
    expect(stack.logs).toContain("hello from the provider");
  });

  it("of the program delete nothing", async () => {
    const stack = new TestStack([{ name: "a" }, { name: "b" }]);
    await stack.up();
    stack.declare({ resources: [{ name: "a" }], throws: "the program broke down", log: "said before" });
    const thrown = await stack.up();
    expect(thrown.ok).toBe(false);
    expect(thrown.errors).toHaveLength(1);
    expect(thrown.errors[0]?.message).toContain("the program broke down");
    expect(stack.logs).toContain("said before");
    stack.declare({ resources: [{ name: "a" }], exits: 0 });
    const exited = await stack.up();
    expect(exited.errors[0]?.message).toContain("The program ended");
    expect(stack.objects()).toEqual(["a", "b"]);
    expect(stack.state("b")).toBeDefined();
  });

  it("of update, delete and read leave the state as it was", async () => {
    const stack = new TestStack([
      { name: "a", props: { value: "1" } },
      { name: "base" },
      { name: "stuck", props: { failDelete: "will not go", failRead: "cannot be read", from: { ref: "base.id" } } },
    ]);
    await stack.up();
    const read = await stack.refresh();
    expect(read.errors.map(({ message }) => message)).toEqual(["cannot be read"]);
    stack.declare({ resources: [{ name: "a", props: { value: "2", failUpdate: "not now" } }] });
    const update = await stack.up();
    expect(update.errors.map(({ message }) => message)).toEqual(["not now"]);
    expect(stack.state("a")?.outputs).toMatchObject({ value: "1" });
    const destroyed = await stack.destroy();
    expect(destroyed.errors.map(({ message }) => message)).toEqual(["will not go"]);
    expect(stack.objects()).toEqual(["base", "stuck"]);
    expect(stack.deployment.resources?.map(({ urn }) => urn.split("::").at(-1)).sort()).toEqual(
      ["base", "default", "fixture-dev", "stuck"].sort(),
    );
  });

  it("of the provider process leave open what it was doing", async () => {
    const stack = new TestStack([{ name: "fatal", props: { dies: true } }]);
    const result = await stack.up();
    expect(result.errors[0]?.message).toContain("the provider process ended before it answered");
    expect(stack.deployment.pending_operations).toMatchObject([
      { type: "creating", resource: { inputs: { name: "fatal" } } },
    ]);
    stack.declare({ resources: [] });
    expect((await stack.up()).ok).toBe(true);
    expect(stack.logs[0]).toContain("An interrupted run may have made fatal");
    expect(stack.deployment.pending_operations).toBeUndefined();
  });
});
