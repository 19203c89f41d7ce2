import { describe, expect, it } from "vitest";
import { type Resource, TestStack } from "./stack";

function chain(key: string, more: Record<string, unknown> = {}): Resource[] {
  return [
    { name: "root", props: { key, ...more } },
    // Its key follows the root's, so that it has to be replaced with it.
    { name: "dependent", props: { key: { ref: "root.id" } } },
    { name: "reader", props: { note: { ref: "root.id" } } },
    { name: "bystander", options: { dependsOn: ["root"] } },
  ];
}

describe.concurrent("replacing", () => {
  it("makes the new one first, moves its dependents over, and deletes the old ones in the end", async () => {
    const stack = new TestStack(chain("1"));
    await stack.up();
    const oldId = stack.state("root")?.id;
    stack.calls();

    stack.declare({ resources: chain("2") });
    const plan = await stack.preview();
    expect(plan.summary).toMatchObject({ replace: 2, update: 1, "delete-replaced": 2 });
    expect(stack.step("root")?.diff).toEqual([{ path: "key", kind: "change", from: "1", to: "2", replaces: true }]);
    expect(stack.calls()).toEqual([]);

    await stack.up();
    const calls = stack.calls();
    expect([calls[0], calls.slice(1, 3).sort()]).toEqual(["create root", ["create dependent", "update reader"]]);
    expect(calls.slice(3)).toEqual(["delete dependent", "delete root"]);
    expect(stack.state("root")?.id).not.toBe(oldId);
    expect(stack.state("dependent")?.inputs?.key).toBe(stack.state("root")?.id);
    expect(stack.objects()).toEqual(["bystander", "dependent", "reader", "root"]);
    expect(stack.deployment.resources?.some((state) => state.delete)).toBe(false);
  });

  it("deletes the old one first where asked, with those that cannot be without it", async () => {
    const stack = new TestStack(chain("1", { first: true }));
    await stack.up();
    stack.calls();
    stack.declare({ resources: chain("2", { first: true }) });
    const plan = await stack.preview();
    expect(plan.summary).toMatchObject({ replace: 2, update: 1, "delete-replaced": 2 });

    await stack.up();
    const calls = stack.calls();
    expect(calls.slice(0, 3)).toEqual(["delete dependent", "delete root", "create root"]);
    expect(calls.slice(3).sort()).toEqual(["create dependent", "update reader"]);
    expect(stack.deployment.resources?.some((state) => state.pendingReplacement)).toBe(false);
  });

  it("goes on after a replacement of which only the deletion was done", async () => {
    const stack = new TestStack([{ name: "a", props: { key: "1", first: true } }]);
    await stack.up();
    stack.declare({ resources: [{ name: "a", props: { key: "2", first: true, failCreate: "no room" } }] });
    expect((await stack.up()).ok).toBe(false);
    expect(stack.state("a")?.pendingReplacement).toBe(true);
    stack.calls();

    stack.declare({ resources: [{ name: "a", props: { key: "2", first: true } }] });
    expect((await stack.up()).summary.replace).toBe(1);
    expect(stack.calls()).toEqual(["create a"]);
    expect(stack.state("a")?.pendingReplacement).toBeUndefined();
  });

  it("follows deleteBeforeReplace and replaceOnChanges of the program", async () => {
    const options = { deleteBeforeReplace: true, replaceOnChanges: ["nested.value"] };
    const stack = new TestStack([{ name: "a", props: { nested: { value: 1, other: 1 } }, options }]);
    await stack.up();
    stack.calls();
    stack.declare({ resources: [{ name: "a", props: { nested: { value: 1, other: 2 } }, options }] });
    expect((await stack.preview()).summary).toMatchObject({ update: 1, replace: 0 });
    stack.declare({ resources: [{ name: "a", props: { nested: { value: 2, other: 1 } }, options }] });
    await stack.up();
    expect(stack.calls()).toEqual(["delete a", "create a"]);
  });
});
