import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { arrange } from "../../src/engine/arrange";
import { Journal, leftBehind, replay } from "../../src/engine/journal";
import { Crypter } from "../../src/engine/passphrase";
import { formatPath, parsePath, pathContains, resetPath } from "../../src/engine/paths";
import { Vault } from "../../src/engine/secrets";
import { Snapshot } from "../../src/engine/snapshot";
import type { ResourceState } from "../../src/engine/state";
import { equal, fromWire, markSecrets, plain, SIGNATURE, secret, UNKNOWN } from "../../src/engine/values";
import { temporaryFolder } from "./stack";

const urn = (name: string, type = "t:m:T") => `urn:pulumi:dev::p::${type}::${name}`;
const state = (name: string, more: Partial<ResourceState> = {}): ResourceState => ({
  urn: urn(name),
  custom: true,
  id: name,
  type: "t:m:T",
  ...more,
});

describe("a state's resources", () => {
  const order = (states: ResourceState[], renames = new Map<string, string>()) =>
    arrange(states, renames, new Map([[urn("gone-parent"), urn("root")]]));
  const names = (states: ResourceState[]) => states.map(({ urn: full }) => full.split("::").at(-1));

  it("stand after all that they refer to, otherwise as they were", () => {
    const states = [
      state("z", { dependencies: [urn("y")] }),
      state("a"),
      state("y", { parent: urn("x"), deletedWith: urn("w") }),
      state("x", { propertyDependencies: { p: [urn("v")] } }),
      state("w"),
      state("v"),
    ];
    expect(names(order(states))).toEqual(["v", "x", "w", "y", "z", "a"]);
    const long = Array.from({ length: 20_000 }, (_, i) => state(`${i}`, { dependencies: [urn(`${i + 1}`)] }));
    expect(names(order(long)).at(-1)).toBe("0");
  });

  it("follow renamed ones and let go of those that are gone", () => {
    const states = [
      state("root", { type: "pulumi:pulumi:Stack" }),
      state("new"),
      state("user", {
        dependencies: [urn("old"), urn("gone")],
        propertyDependencies: { p: [urn("gone")] },
        parent: urn("gone-parent"),
        deletedWith: urn("gone"),
      }),
    ];
    const [, , user] = order(states, new Map([[urn("old"), urn("new")]]));
    expect(user).toEqual(
      state("user", { dependencies: [urn("new")], propertyDependencies: { p: [] }, parent: urn("root") }),
    );
  });
});

describe("the journal", () => {
  const open = async () => {
    const crypter = await Crypter.create("pass");
    const path = join(temporaryFolder(), "journals", "dev.jsonl");
    return { path, crypter, vault: new Vault(crypter) };
  };

  it("brings a snapshot to where the run was, but for what had begun", async () => {
    const { path, crypter, vault } = await open();
    const journal = new Journal(path, "base", vault);
    const made = state("made", { inputs: { token: secret("t0p-s3cret") } });
    await journal.begin(1, { type: "creating", resource: made });
    await journal.end(1, [{ put: 1, state: made }]);
    await journal.note([{ drop: 0 }]);
    await Promise.all([
      journal.begin(2, { type: "creating", resource: state("cut") }),
      journal.begin(3, { type: "deleting", resource: made }),
    ]);
    expect(readFileSync(path, "utf8")).not.toContain("t0p-s3cret");
    appendFileSync(path, '{"end":2,"effe');

    const snapshot = new Snapshot({ manifest: { time: "", magic: "", version: "" }, resources: [state("before")] });
    const left = leftBehind(path);
    expect(left?.salt).toBe(crypter.salt);
    expect(replay(path, left?.entries ?? [], snapshot, "base", vault, crypter)).toBe(true);
    const { resources, pending_operations: pending } = snapshot.toDeployment("salt");
    expect(resources).toEqual([made]);
    expect(pending).toEqual([{ type: "creating", resource: state("cut") }]);
  });

  it("is over once the state that it announced is there, and no good for another", async () => {
    const { path, crypter, vault } = await open();
    const journal = new Journal(path, "base", vault);
    await journal.note([{ put: 0, state: state("a") }]);
    await journal.commit("written");
    const entries = leftBehind(path)?.entries ?? [];
    expect(replay(path, entries, new Snapshot(), "written", vault, crypter)).toBe(false);
    expect(replay(path, entries, new Snapshot(), "base", vault, crypter)).toBe(true);
    expect(() => replay(path, entries, new Snapshot(), "another", vault, crypter)).toThrow(
      "changed by another program",
    );
    const lines = readFileSync(path, "utf8").split("\n");
    writeFileSync(path, [lines[0], "{torn", ...lines.slice(1)].join("\n"));
    expect(() => leftBehind(path)).toThrow("line 2");
    journal.remove();
    expect(leftBehind(path)).toBeUndefined();
  });
});

describe("values", () => {
  it("keep what was secret secret", () => {
    const sent = { a: secret(1), map: { b: secret("x"), c: 1 }, list: [secret(1)], plain: 1 };
    const received = { a: 1, map: { b: "x", c: 1 }, list: [1], plain: 1, extra: 1 };
    expect(markSecrets(received, sent, ["extra", "missing"])).toEqual({
      a: secret(1),
      map: { b: secret("x"), c: 1 },
      list: secret([1]),
      plain: 1,
      extra: secret(1),
    });
    expect(plain(sent)).toEqual({ a: 1, map: { b: "x", c: 1 }, list: [1], plain: 1 });
  });

  it("of outputs and references are what they stand for", () => {
    const output = (more: object) => ({ [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...more });
    expect(
      fromWire([output({ value: [1] }), output({ value: 1, secret: true }), output({ dependencies: [] })]),
    ).toEqual([[1], secret(1), UNKNOWN]);
    const reference = { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "u", id: "i" };
    expect(plain([reference, { ...reference, id: undefined }])).toEqual(["i", "u"]);
    expect(equal({ a: [1, { b: null }], c: 1 }, { c: 1, a: [1, { b: null }] })).toBe(true);
    expect(equal({ a: undefined }, { b: undefined })).toBe(false);
  });

  it("have places", () => {
    for (const text of ["a.b[0].c", 'a["x.y"][2]', "a"]) expect(formatPath(parsePath(text))).toBe(text);
    expect(pathContains(parsePath("a[*].b"), parsePath("a[3].b.c"))).toBe(true);
    expect(pathContains(parsePath("a.b"), parsePath("a"))).toBe(false);
    const old = { a: [{ b: 1 }, { b: 2 }], gone: 1 };
    const now = { a: [{ b: 9 }, { b: 8 }, { b: 7 }], more: 1, s: secret({ x: 1 }) };
    expect(resetPath(now, old, parsePath("a[*].b"))).toEqual({ ...now, a: [{ b: 1 }, { b: 2 }, { b: 7 }] });
    expect(resetPath(now, old, ["more"])).toEqual({ a: now.a, s: now.s });
    expect(resetPath(now, old, ["gone"])).toEqual({ ...now, gone: 1 });
    expect(resetPath(now, { s: secret({ x: 2 }) }, parsePath("s.x"))).toEqual({ ...now, s: secret({ x: 2 }) });
  });
});
