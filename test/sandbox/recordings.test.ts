import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../../src/sandbox";
import { Replay, recordings } from "../recordings/replay";
import type { Difference } from "../recordings/unifier";

const seed = readFileSync(join(__dirname, "../../src/sandbox/seed/2025.10.generated.json"), "utf8");
const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const files = recordings(join(__dirname, "../recordings/2025.10"));

let sandbox: Sandbox;
let replay: Replay;

beforeAll(async () => {
  sandbox = await createSandbox();
  replay = new Replay(await sandbox.listen(), sandbox.token);
  // The recordings' server and the seed's are one: what the seed names has the same name in both.
  for (const [id] of seed.matchAll(uuids)) replay.unifier.bind(id);
  // But for what was made anew in between, which its name tells.
  for (const [id, name] of namedIn(files.flatMap(([, exchanges]) => exchanges))) {
    const row = sandbox.store.rows("propertymappings/provider/scope").find((mapping) => name.endsWith(`${mapping.name}`));
    if (row && !seed.includes(id)) replay.unifier.bind(id, String(row.pk));
  }
});

afterAll(() => sandbox.close());

describe.each(files)("%s", (_, exchanges) => {
  const cases = exchanges.map((exchange) => [exchange.note, exchange.request.method, exchange.request.path, exchange] as const);
  test.each(cases)("%s: %s %s", async (_note, _method, _path, exchange) => {
    const differences = await replay.differences(exchange);
    expect(differences, differences.map(inWords).join("\n")).toEqual([]);
  }, 30_000);
});

function inWords({ path, recorded, actual }: Difference): string {
  const [was, is] = [recorded, actual].map((value) => JSON.stringify(value)?.slice(0, 400));
  return `${path}: recorded ${was}, here ${is}`;
}

function namedIn(value: unknown): [id: string, name: string][] {
  if (value === null || typeof value !== "object") return [];
  const { pk, name } = value as { pk?: unknown; name?: unknown };
  const own: [string, string][] = typeof pk === "string" && typeof name === "string" ? [[pk, name]] : [];
  return [...own, ...Object.values(value).flatMap(namedIn)];
}
