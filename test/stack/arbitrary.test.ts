import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, test } from "vitest";
import { stringify } from "yaml";
import { loadStack } from "../../src/stack/load";
import { StackFileError } from "../../src/stack/problems";

const folder = mkdtempSync(path.join(tmpdir(), "stack-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Whatever the text: it is a stack, or what is wrong with it is told with its place. */
function isStackOrTold(text: string): void {
  writeFileSync(path.join(folder, "stack.yaml"), text);
  try {
    loadStack("stack.yaml", folder, { env: { A: "a" } });
  } catch (error) {
    if (!(error instanceof StackFileError)) throw error;
    const lines = text.split(/\r\n|\r|\n/).length;
    if (error.problems.length === 0) throw new Error("an error without problems");
    for (const { file, line, message } of error.problems) {
      if (file !== "stack.yaml" || line < 1 || line > lines || message === "") {
        throw new Error(`no place or text: ${JSON.stringify({ file, line, message })}`);
      }
    }
  }
}

const check = (texts: fc.Arbitrary<string>, numRuns: number) =>
  fc.assert(fc.property(texts, isStackOrTold), { numRuns });

const keys = fc.oneof(
  fc.constantFrom(
    ...["extends", "internalUrl", "adopt", "existing", "groups", "scopes", "apps", "resources", "kind", "name"],
    ...[
      "slug",
      "redirectUris",
      "url",
      "matchingMode",
      "credentials",
      "profile",
      "path",
      "values",
      "access",
      "provider",
    ],
    ...["application", "claims", "expression", "attributes", "__proto__", "constructor", "toString", "hasOwnProperty"],
  ),
  fc.string({ maxLength: 5 }),
);
const values = fc.oneof(
  fc.constantFrom(
    "core/groups",
    "constructor",
    "regex",
    "openid",
    "stack.yaml",
    `\${env:A}`,
    `\${env:toString}`,
    `\${`,
  ),
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);

test("any values under known and unknown keys", { timeout: 60_000 }, () => {
  const stacks = fc.anything({ key: keys, values: [values], maxDepth: 5, maxKeys: 6 });
  check(
    stacks.map((stack) => stringify(stack) ?? ""),
    200,
  );
});

test("any text", { timeout: 60_000 }, () => {
  check(fc.string({ unit: "binary", maxLength: 200 }), 200);
});

test("any pieces of YAML", { timeout: 60_000 }, () => {
  const pieces = fc.constantFrom(
    ...[
      "a",
      "b: ",
      "- ",
      "? ",
      ": ",
      "\n",
      "  ",
      "\n    ",
      "[",
      "]",
      "{",
      "}",
      ", ",
      "&a ",
      "*a",
      "<<: ",
      "!!set ",
      "!x ",
    ],
    ...[
      "|\n",
      ">\n",
      "'",
      '"',
      "# ",
      "---\n",
      "...\n",
      "%YAML 1.1\n",
      "~",
      "1e999",
      "0o8",
      "2026-01-01",
      "!!binary aa ",
    ],
    ...[
      "groups:\n",
      "apps:\n  a:\n    ",
      "resources:\n  - ",
      "!!omap ",
      "!!pairs ",
      "\t",
      "\r\n",
      "\ufeff",
      `\${env:B}`,
    ],
  );
  check(
    fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join("")),
    600,
  );
});

test("the demo file with anything in it taken out or put in", { timeout: 60_000 }, () => {
  const demo = readFileSync(path.join(__dirname, "../../stacks/demo.yaml"), "utf8");
  const position = fc.integer({ min: 0, max: demo.length });
  const changed = fc
    .tuple(position, fc.integer({ min: 0, max: 40 }), fc.string({ maxLength: 5 }))
    .map(([start, length, inserted]) => demo.slice(0, start) + inserted + demo.slice(start + length));
  check(changed, 100);
});
