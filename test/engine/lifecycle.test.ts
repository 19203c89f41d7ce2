import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TestStack } from "./stack";

describe.concurrent("a stack's life", () => {
  it("is previewed, made, left alone, changed, and taken away", async () => {
    const stack = new TestStack();
    const resources = [
      { name: "group", group: true as const },
      { name: "a", props: { value: "1" }, options: { parent: "group" } },
      { name: "b", props: { from: { ref: "a.computed" }, list: ["x", "y"] }, options: { protect: false } },
    ];
    const outputs = { fromA: { ref: "a.computed" }, idOfB: { ref: "b.id" } };
    stack.declare({ resources, outputs });

    await expect(stack.destroy()).rejects.toMatchObject({ code: "state" });
    await expect(stack.outputs()).rejects.toMatchObject({ code: "state" });
    const planned = await stack.preview();
    expect(planned).toMatchObject({ ok: true, outputs: { fromA: "[unknown]", idOfB: "[unknown]" } });
    expect(planned.summary.create).toBe(4);
    expect(stack.step("b")?.diff).toContainEqual({ path: "from", kind: "add", to: "[unknown]" });
    expect(stack.calls()).toEqual([]);
    expect(() => stack.stateText).toThrow();

    const made = await stack.up();
    expect(made).toMatchObject({ ok: true, errors: [], outputs: { fromA: "computed-a-1" } });
    expect(stack.calls()).toEqual(["create a", "create b"]);
    expect(stack.objects()).toEqual(["a", "b"]);
    expect(statSync(stack.statePath).mode & 0o777).toBe(0o600);
    expect(stack.state("a")?.urn).toBe("urn:pulumi:dev::fixture::fixture:Group$pulumi-nodejs:dynamic/fixture:Thing::a");
    expect(stack.state("b")).toMatchObject({
      dependencies: [stack.state("a")?.urn],
      propertyDependencies: { from: [stack.state("a")?.urn] },
      inputs: { from: "computed-a-1" },
    });

    const before = stack.stateText;
    const again = await stack.up();
    expect(again.summary).toMatchObject({ same: 4, create: 0, update: 0, replace: 0, delete: 0 });
    expect(stack.calls()).toEqual([]);
    expect(stack.stateText).toBe(before);
    expect(stack.steps).toEqual([]);

    const changed = [{ name: "c" }, ...resources.slice(0, 1), { ...resources[1], props: { value: "2" } }, resources[2]];
    stack.declare({ resources: changed as typeof resources, outputs });
    const plan = await stack.preview();
    expect(plan.summary).toMatchObject({ create: 1, update: 2, same: 2 });
    expect(stack.step("a")?.diff).toEqual([{ path: "value", kind: "change", from: "1", to: "2" }]);
    expect(stack.step("b")?.diff).toEqual([{ path: "from", kind: "change", from: "computed-a-1", to: "[unknown]" }]);
    stack.configure(`${stack.configFile}config:\n  greeting: hi\n`);
    await stack.up();
    expect(stack.calls().sort()).toEqual(["create c", "update a", "update b"]);
    expect(stack.state("default")?.inputs).toEqual({ "fixture:greeting": "hi" });
    expect(await stack.outputs()).toMatchObject({ outputs: { fromA: "computed-a-2" }, secretNames: [] });

    stack.declare({ resources: [{ name: "c" }] });
    await stack.up();
    expect(stack.calls()).toEqual(["delete b", "delete a"]);
    expect(stack.steps).toEqual(["delete b", "delete a", "delete group"]);
    expect(stack.objects()).toEqual(["c"]);

    const foreseen = await stack.destroy({ preview: true });
    expect(foreseen.summary.delete).toBe(2);
    expect(stack.objects()).toEqual(["c"]);
    const ended = await stack.destroy();
    expect(ended).toMatchObject({ ok: true, outputs: {} });
    expect(stack.objects()).toEqual([]);
    expect(stack.deployment.resources).toBeUndefined();
  });

  it("is refreshed from what is really there", async () => {
    const stack = new TestStack([{ name: "a", props: { value: "1" } }, { name: "b" }, { name: "c" }]);
    await stack.up();
    stack.tamper("a", { value: "changed by hand" });
    stack.tamper("b");

    const seen = await stack.refresh({ preview: true });
    expect(seen.summary).toMatchObject({ refresh: 1, gone: 1, same: 1 });
    expect(stack.step("a")?.diff).toEqual([{ path: "value", kind: "change", from: "1", to: "changed by hand" }]);
    expect(stack.state("a")?.outputs).toMatchObject({ value: "1" });

    const drift = await stack.preview({ refresh: true });
    expect(drift.summary).toMatchObject({ update: 1, create: 1 });

    await stack.refresh();
    expect(stack.state("a")).toMatchObject({
      inputs: { value: "changed by hand" },
      outputs: { value: "changed by hand" },
    });
    expect(stack.state("b")).toBeUndefined();
    expect((await stack.refresh()).summary).toMatchObject({ refresh: 0, gone: 0 });
    stack.calls();

    await stack.up();
    expect(stack.calls().sort()).toEqual(["create b", "update a"]);

    stack.tamper("c", { value: "again" });
    const repaired = await stack.up({ refresh: true });
    expect(repaired.summary).toMatchObject({ refresh: 1, update: 1 });
    expect(stack.calls("update")).toEqual(["update c"]);
  });

  it("holds 300 resources", async () => {
    const names = Array.from({ length: 300 }, (_, index) => `r${index}`);
    const stack = new TestStack(
      names.map((name) => ({ name, props: { value: "1", secret: { secret: `s3cret-${name}` } } })),
    );
    expect((await stack.up()).summary.create).toBe(301);
    expect(stack.objects()).toHaveLength(300);
    expect(stack.filesText()).not.toContain("s3cret-");
    writeFileSync(join(stack.folder, "spec.json"), JSON.stringify({ resources: [] }));
    expect((await stack.destroy()).summary.delete).toBe(301);
    expect(stack.objects()).toHaveLength(0);
  });
});
