import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { existsIn, type Kind, kinds } from "../../src/authentik/catalogue";
import { AuthentikClient } from "../../src/authentik/client";
import { toCamel } from "../../src/authentik/names";
import { fieldsByProperty, type Properties } from "../../src/resources/inputs";
import { isSame, toApi } from "../../src/resources/values";
import { createSandbox, type Sandbox } from "../../src/sandbox";
import { Operator } from "./operator";
import { makeReferenced, sample } from "./samples";

const release = "2025.10";
let sandbox: Sandbox;
let url: string;
let client: AuthentikClient;

beforeAll(async () => {
  sandbox = await createSandbox({ release, licensed: true });
  url = await sandbox.listen();
  client = new AuthentikClient({ url, token: sandbox.token });
  await makeReferenced(client);
});
afterAll(() => sandbox.close());

/** The requests that some work makes, by method. */
async function counted<T>(work: () => Promise<T>): Promise<{ result: T; writes: string[]; reads: number }> {
  const before = sandbox.requests.length;
  const result = await work();
  const made = sandbox.requests.slice(before);
  return {
    result,
    writes: made.filter(({ method }) => method !== "GET").map(({ method }) => method),
    reads: made.filter(({ method }) => method === "GET").length,
  };
}

describe.each(Object.values(kinds).filter((kind) => existsIn(kind, release)))("$kind", (kind) => {
  const key = toCamel(kind.key[0] as string);

  it("is created, kept, repaired, changed and deleted, with no request too many", async () => {
    const operator = new Operator({ url, token: sandbox.token });
    const program = sample(kind, 0, release);
    const other = sample(kind, 1, release);
    // A kind with nothing but its name has that changed.
    const changed = isDeepStrictEqual(program, other) ? { ...other, [key]: `${other[key]}-2` } : other;
    const up = (inputs: Properties) => counted(() => operator.newRun().up(inputs));
    const read = () => client.get(`${kind.kind}/${lookup(kind, operator)}`);

    expect(await up(program)).toMatchObject({ result: "created", writes: ["POST"] });
    const made = await read();
    expect(await differences(kind, program, made)).toEqual([]);
    expect(await up(program)).toMatchObject({ result: "same", writes: [] });

    expect(await counted(() => operator.newRun().refresh())).toMatchObject({ result: true, writes: [] });
    expect(await up(program)).toMatchObject({ result: "same", writes: [] });

    const drift = driftOf(kind, program, changed);
    await client.request("PATCH", `${kind.kind}/${lookup(kind, operator)}`, { body: { ...made, ...drift } });
    await operator.newRun().refresh();
    expect(await counted(() => operator.up(program))).toMatchObject({ result: "updated", writes: ["PATCH"] });
    expect(await differences(kind, program, await read())).toEqual([]);

    expect(await up(changed)).toMatchObject({ result: "updated", writes: ["PATCH"] });
    expect(await differences(kind, changed, await read())).toEqual([]);
    expect(await up(changed)).toMatchObject({ result: "same", writes: [] });

    const held = operator.state;
    expect(await counted(() => operator.newRun().destroy())).toMatchObject({ writes: ["DELETE"] });
    operator.state = held;
    await expect(read()).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(operator.newRun().destroy()).resolves.toBeUndefined();
    operator.state = held;
    expect(await operator.newRun().refresh()).toBe(false);
  });
});

function lookup(kind: Kind, operator: Operator): string {
  const value = kind.lookup === kind.id ? operator.state?.id : operator.state?.outs[toCamel(kind.lookup)];
  return encodeURIComponent(String(value));
}

/** The properties whose values on the server are not what the program says. References are compared elsewhere. */
async function differences(kind: Kind, program: Properties, made: Record<string, unknown>): Promise<string[]> {
  return [...fieldsByProperty(kind).values()]
    .filter(({ property, name, field }) => {
      if (program[property] === undefined || field.ref || field.writeOnly || !(name in made)) return false;
      return !isSame(field, toApi(field, program[property]), made[name]);
    })
    .map(({ property }) => property);
}

/** What somebody else writes: the changed values of plain fields. */
function driftOf(kind: Kind, program: Properties, changed: Properties): Record<string, unknown> {
  const fields = [...fieldsByProperty(kind).values()].filter(
    ({ property, field }) => !field.ref && !field.writeOnly && !isDeepStrictEqual(program[property], changed[property]),
  );
  if (fields.length === 0) return { [kind.key[0] as string]: "somebody else's" };
  return Object.fromEntries(fields.map(({ property, name, field }) => [name, toApi(field, changed[property])]));
}
