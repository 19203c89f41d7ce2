import { describe, expect, it } from "vitest";
import { TestStack } from "./stack";

describe.concurrent("resource options", () => {
  it("aliases: a resource and its children keep their objects under another name, parent or type", async () => {
    const stack = new TestStack([
      { name: "old", group: true },
      { name: "old-child", options: { parent: "old" } },
      { name: "free" },
      { name: "user", props: { note: { ref: "free.id" } } },
    ]);
    await stack.up();
    const id = stack.state("old-child")?.id;
    stack.calls();
    stack.declare({
      resources: [
        { name: "new", group: true, options: { aliases: [{ name: "old" }] } },
        { name: "new-child", props: { name: "old-child" }, options: { parent: "new" } },
        {
          name: "moved",
          props: { name: "free" },
          options: {
            parent: "new",
            aliases: [
              { name: "free", parent: undefined },
              "urn:pulumi:dev::fixture::pulumi-nodejs:dynamic/fixture:Thing::free",
            ],
          },
        },
        { name: "user", props: { note: { ref: "moved.id" } } },
      ],
    });
    const result = await stack.up();
    expect(result).toMatchObject({ ok: true, summary: { same: 5, create: 0, delete: 0 } });
    expect(stack.calls()).toEqual([]);
    expect(stack.state("new-child")?.id).toBe(id);
    expect(stack.state("user")?.dependencies).toEqual([stack.state("moved")?.urn]);
    expect(stack.stateText).not.toContain("::old");
  });

  it("protect: neither deleted nor replaced, until it is taken off", async () => {
    const stack = new TestStack([{ name: "a", props: { key: "1" }, options: { protect: true } }, { name: "b" }]);
    await stack.up();
    stack.calls();
    const refused = await stack.destroy();
    expect(refused).toMatchObject({ ok: false });
    expect(refused.errors[0]?.message).toContain("a is protected");
    stack.declare({ resources: [{ name: "a", props: { key: "2" }, options: { protect: true } }, { name: "b" }] });
    expect((await stack.preview()).errors[0]?.message).toContain("would replace it");
    expect(stack.calls()).toEqual([]);
    stack.declare({ resources: [{ name: "a", props: { key: "2" } }, { name: "b" }] });
    expect((await stack.up()).summary.replace).toBe(1);
  });

  it("ignoreChanges, retainOnDelete, deletedWith and customTimeouts", async () => {
    const declare = (value: string, port: number) => [
      {
        name: "a",
        props: { value, ports: [{ port, name: "x" }] },
        options: { ignoreChanges: ["value", "ports[0].port"], customTimeouts: { create: "1m30s" } },
      },
      { name: "kept", options: { retainOnDelete: true } },
      { name: "inside", props: { note: { ref: "a.id" } }, options: { deletedWith: "a" } },
    ];
    const stack = new TestStack(declare("1", 1));
    await stack.up();
    expect(stack.state("a")?.customTimeouts).toEqual({ create: 90 });
    stack.calls();
    stack.declare({ resources: declare("2", 2) });
    expect((await stack.up()).summary).toMatchObject({ update: 0, same: 4 });
    expect(stack.state("a")?.inputs).toMatchObject({ value: "1", ports: [{ port: 1 }] });
    await stack.destroy();
    expect(stack.calls()).toEqual(["delete a"]);
    expect(stack.objects()).toEqual(["inside", "kept"]);
    expect(stack.deployment.resources).toBeUndefined();
  });

  it("what only the CLI can do says so", async () => {
    const stack = new TestStack();
    stack.declare({ resources: [{ name: "a", options: { import: "some-id" } }], invoke: true });
    const { ok, errors } = await stack.up();
    expect(ok).toBe(false);
    const messages = errors.map(({ message }) => message).join("\n");
    expect(messages).toContain("`import` is not supported by the built-in engine; use the Pulumi CLI.");
    expect(messages).toContain("invoke is not supported by the built-in engine; use the Pulumi CLI");
  });
});
