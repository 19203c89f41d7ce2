import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { StepEvent } from "../../src/engine";
import { changesBetween } from "../../src/engine/changes";
import { createDisplay, linesOf } from "../../src/engine/display";
import { Redactor } from "../../src/engine/redact";
import { ProviderStderr } from "../../src/engine/stderr";
import { secret, UNKNOWN } from "../../src/engine/values";

const step = (more: Partial<StepEvent>): StepEvent => ({
  type: "step",
  phase: "plan",
  operation: "update",
  urn: "urn:pulumi:dev::p::pulumi-nodejs:dynamic/authentik:Application::web",
  resourceType: "authentik:Application",
  name: "web",
  diff: [],
  ...more,
});

describe("changes", () => {
  it("are single properties: no secrets, no `__` keys, no whole objects", () => {
    const from = {
      __provider: "old",
      name: "a",
      gone: { deep: [1, { x: 1 }] },
      list: ["a", "b"],
      token: secret("t0p"),
      same: secret("unmarked"),
      note: "knows t0ps3cret",
    };
    const to = {
      __provider: "new",
      name: UNKNOWN,
      list: ["a", "c", "d"],
      token: secret("t0p2"),
      same: "unmarked",
      note: null,
      "odd.key": { empty: {} },
    };
    const redactor = new Redactor();
    redactor.learnText("t0ps3cret");
    expect(changesBetween(from, to, redactor, ["name"])).toEqual([
      { path: "name", kind: "change", from: "a", to: "[unknown]", replaces: true },
      { path: "gone.deep[0]", kind: "remove", from: 1 },
      { path: "gone.deep[1].x", kind: "remove", from: 1 },
      { path: "list[1]", kind: "change", from: "b", to: "c" },
      { path: "list[2]", kind: "add", to: "d" },
      { path: "token", kind: "change", from: "[secret]", to: "[secret]" },
      { path: "note", kind: "change", from: "knows [secret]", to: null },
      { path: '["odd.key"].empty', kind: "add", to: {} },
    ]);
  });
});

describe("the display", () => {
  it("is a line for each step, and one for each property that changes", () => {
    const diff = [
      { path: "name", kind: "change" as const, from: "a", to: "b", replaces: true },
      { path: "slug", kind: "add" as const, to: "x" },
      { path: "token", kind: "change" as const, from: "[secret]", to: "[secret]" },
      { path: "expression", kind: "change" as const, from: "one\ntwo\n", to: "one\n2\n" },
    ];
    expect(linesOf(step({ diff }))).toEqual([
      " ~ authentik:Application web update",
      '     ~ name: "a" → "b" (replaces)',
      '     + slug: "x"',
      "     ~ token: [secret] (changed)",
      "     ~ expression:",
      "           one",
      "         - two",
      "         + 2",
    ]);
    expect(linesOf(step({ operation: "create", diff }))).toEqual([" + authentik:Application web create"]);
    expect(linesOf(step({ operation: "same" }))).toEqual([]);
    expect(linesOf(step({ phase: "begin" }))).toEqual([]);
    expect(linesOf(step({ phase: "end", error: "no\nreally", operation: "delete" }))).toEqual([
      "! authentik:Application web delete failed: no",
      "    really",
    ]);
  });

  it("survives a closed output, and no other error", () => {
    const out = new Writable({ write: (_data, _encoding, done) => done() });
    const display = createDisplay({ out });
    display(step({}));
    expect(() => out.emit("error", Object.assign(new Error("closed"), { code: "EPIPE" }))).not.toThrow();
    display(step({}));
    expect(() => out.emit("error", new Error("disk full"))).toThrow("disk full");
  });
});

describe("the provider's stderr", () => {
  it("is passed on without the errors that were answered", () => {
    const texts: string[] = [];
    const stderr = new ProviderStderr((text) => texts.push(text));
    stderr.write("before\nError: bad\nthing: Error: bad\nthing\n    at check (x.js:1)\n    at main (y.js:2)\nafter\n");
    stderr.answeredWith("bad\nthing");
    stderr.flush();
    expect(texts).toEqual(["before\nafter"]);
    stderr.write("bad");
    stderr.answeredWith("");
    stderr.flush();
    expect(texts).toEqual(["before\nafter", "bad"]);
  });
});
