import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../../src/sandbox";
import { type Exchange, Replay, recordings } from "../recordings/replay";
import type { Difference } from "../recordings/unifier";

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

describe.each(["2025.10", "2026.5"])("%s", (release) => {
  const files = recordings(join(__dirname, "../recordings", release));
  let sandbox: Sandbox;
  let replay: Replay;

  beforeAll(async () => {
    sandbox = await createSandbox({ release });
    replay = new Replay(await sandbox.listen(), sandbox.token);
    bindSeed(
      release,
      sandbox,
      replay,
      files.flatMap(([, exchanges]) => exchanges),
    );
  });

  afterAll(() => sandbox.close());

  describe.each(files)("%s", (file, exchanges) => {
    beforeAll(() => {
      replay.forgetCookies();
      // The stories from here on were recorded after that server had been started again.
      if (release === "2025.10" && file.startsWith("12")) sandbox.context.passingStage = undefined;
    });
    const cases = exchanges.map(
      (exchange) => [exchange.note, exchange.request.method, exchange.request.path, exchange] as const,
    );
    test.each(cases)(
      "%s: %s %s",
      async (_note, _method, _path, exchange) => {
        const differences = await replay.differences(exchange);
        expect(differences, differences.map(inWords).join("\n")).toEqual([]);
      },
      30_000,
    );
  });
});

/** The recordings' server and the seed's are one: what the seed names has the same name in both. */
function bindSeed(release: string, sandbox: Sandbox, { unifier }: Replay, exchanges: Exchange[]): void {
  const seed = readFileSync(join(__dirname, `../../src/sandbox/seed/${release}.generated.json`), "utf8");
  for (const [id] of seed.matchAll(uuids)) unifier.bind(id);
  // But for what was made anew in between, which its name tells.
  const mappings = sandbox.store.rows("propertymappings/provider/scope");
  for (const [id, name] of namedIn(exchanges)) {
    const row = mappings.find((mapping) => name.endsWith(String(mapping.name)));
    if (row && !seed.includes(id)) unifier.bind(id, String(row.pk));
  }
}

function namedIn(value: unknown): [id: string, name: string][] {
  if (value === null || typeof value !== "object") return [];
  const { pk, name } = value as { pk?: unknown; name?: unknown };
  const own: [string, string][] = typeof pk === "string" && typeof name === "string" ? [[pk, name]] : [];
  return [...own, ...Object.values(value).flatMap(namedIn)];
}

function inWords({ path, recorded, actual }: Difference): string {
  const [was, is] = [recorded, actual].map((value) => JSON.stringify(value)?.slice(0, 400));
  return `${path}: recorded ${was}, here ${is}`;
}
