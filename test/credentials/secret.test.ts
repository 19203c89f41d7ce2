import { describe, expect, test } from "vitest";
import { randomSecret } from "../../src/credentials/random";
import { secretHandler, secretKind } from "../../src/credentials/secret";
import type { Properties } from "../../src/resources/inputs";
import type { Session } from "../../src/resources/session";

const session = undefined as unknown as Session;
const inputs = { __kind: secretKind };
const create = (more: Properties = {}) => secretHandler.create(session, { ...inputs, ...more });

describe("a random secret", () => {
  test.each([1, 16, 64, 1000])("has %i characters that need no quotes anywhere", (length) => {
    expect(randomSecret(length)).toMatch(new RegExp(`^[A-Za-z0-9]{${length}}$`));
  });

  test("is 64 characters long where nothing else is said", () => {
    expect(randomSecret()).toHaveLength(64);
  });

  test("never repeats", () => {
    expect(new Set(Array.from({ length: 10_000 }, () => randomSecret(16))).size).toBe(10_000);
  });

  test("uses every character about as often", () => {
    const counts = new Map<string, number>();
    for (const character of randomSecret(62_000)) counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(counts.size).toBe(62);
    // 1000 each, with a standard deviation of 31; a byte modulo 62 would give the first eight 1211.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(190);
  });
});

describe("as a resource", () => {
  test("is made once, of the length that is wanted", async () => {
    const { id, outs } = await create();
    expect(outs).toEqual({ ...inputs, value: expect.stringMatching(/^[A-Za-z0-9]{64}$/) });
    expect(id).not.toBe(outs.value);
    expect(String(outs.value)).not.toContain(id);
    expect((await create({ length: 20 })).outs.value).toHaveLength(20);
    expect((await create()).outs.value).not.toBe(outs.value);
  });

  test("stays the same from run to run", async () => {
    const { id, outs } = await create({ length: 20 });
    expect(await secretHandler.read(session, id, outs)).toEqual({
      inputs: { ...inputs, length: 20, rotation: undefined },
      outs,
    });
    expect(await secretHandler.diff(session, outs, { ...inputs, length: 20 })).toEqual({ changed: [], replaces: [] });
    expect(await secretHandler.update(session, id, outs, inputs)).toEqual({ ...inputs, value: outs.value });
  });

  test.each([{ length: 32 }, { rotation: "2026-01" }])("is replaced where %j is new", async (change) => {
    const { outs } = await create();
    const changed = Object.keys(change);
    expect(await secretHandler.diff(session, outs, { ...inputs, ...change })).toEqual({ changed, replaces: changed });
  });

  test.each([
    [undefined, true],
    [16, true],
    [15, false],
    [16.5, false],
    ["64", false],
    [null, false],
  ])("length %j", async (length, isAllowed) => {
    const problems = await secretHandler.check(session, undefined, { ...inputs, length });
    expect(problems.map(({ property }) => property)).toEqual(isAllowed ? [] : ["length"]);
  });
});
