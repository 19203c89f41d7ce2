import { describe, expect, test } from "vitest";
import { complaints, load, problemsOf, read } from "./files";

describe("variables", () => {
  const withValue = (value: string) => `groups:\n  a:\n    attributes:\n      x: ${value}\n`;
  const filledIn = (value: string, env = {}) => load(withValue(value), env).groups?.a?.attributes?.x;

  test("are filled in, wherever in a text", () => {
    expect(filledIn(`\${env:A}`, { A: "1" })).toBe("1");
    expect(filledIn(`a \${env:A} b \${env:A}\${env:B} c`, { A: "1", B: "" })).toBe("a 1 b 1 c");
  });

  test("are values, not YAML and not variables again", () => {
    expect(filledIn(`\${env:A}`, { A: `{ a: \${env:B} }\n$&` })).toBe(`{ a: \${env:B} }\n$&`);
  });

  test(`$\${ stands for \${`, () => {
    expect(filledIn(`$\${env:A} and $\${`, {})).toBe(`\${env:A} and \${`);
    expect(filledIn("a$b $ {c} $$", {})).toBe("a$b $ {c} $$");
  });

  test.each([
    [`\${env:NONE}`, "The environment variable NONE is not set."],
    [`\${env:toString}`, "The environment variable toString is not set."],
    [
      `\${NONE}`,
      `\${NONE} is no variable. Write \${env:NAME} for an environment variable, or $\${ for the characters themselves.`,
    ],
    [`\${env:A B}`, expect.stringContaining("is no variable")],
    [`\${env:}`, expect.stringContaining("is no variable")],
    [`"\${env:A"`, expect.stringContaining("is no variable")],
    [`"\${"`, expect.stringContaining("is no variable")],
  ])("%s is none", (text, message) => {
    expect(problemsOf(withValue(text), { A: "1" })).toEqual([
      { file: "stack.yaml", line: 4, path: "groups.a.attributes.x", message },
    ]);
  });

  test("where one is missing, what follows from that is not told", () => {
    const found = complaints(
      `apps:\n  a:\n    redirectUris: ['\${env:URI}']\n    scopes: ['\${env:SCOPE}']\n    name: 5\n`,
    );
    expect(found).toEqual([
      "3 apps.a.redirectUris[0]: The environment variable URI is not set.",
      "4 apps.a.scopes[0]: The environment variable SCOPE is not set.",
      "5 apps.a.name: must be a text. Put it in quotes.",
    ]);
  });
});

describe("variables whose names say that they are secret", () => {
  test.each([
    ...["CLIENT_SECRET", "api_token", "SMTP_PASSWORD", "PASSWD", "KEY_PASSPHRASE", "SMTP_PASS", "SIGNING_KEY"],
    ...["credentials", "secretOf"],
  ])("%s", (name) => {
    const { stack, secrets } = read(`groups: { a: { attributes: { x: "a \${env:${name}} b" } } }`, { [name]: "value" });
    expect(stack.groups?.a?.attributes).toEqual({ x: "a value b" });
    expect([...secrets]).toEqual(["value"]);
  });

  test.each(["HOST", "PASSAGE", "BYPASS_URL", "COMPASS_ROSE"])("%s does not", (name) => {
    const { secrets } = read(`groups: { a: { attributes: { x: "\${env:${name}}" } } }`, { [name]: "value" });
    expect([...secrets]).toEqual([]);
  });

  test("are remembered from every file, but not where they are empty or not used", () => {
    const { secrets } = read(
      {
        "stack.yaml": `extends: base.yaml\ngroups: { a: { attributes: { x: "\${env:A_KEY}", y: "\${env:B_KEY}" } } }`,
        "base.yaml": `groups: { b: { attributes: { z: "\${env:C_KEY}" } } }`,
      },
      { A_KEY: "a", B_KEY: "", C_KEY: "c", D_KEY: "d" },
    );
    expect([...secrets].sort()).toEqual(["a", "c"]);
  });
});
