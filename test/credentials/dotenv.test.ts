import { parse } from "dotenv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dotenvLine, dotenvProblem, mergeDotenv, withoutVariables } from "../../src/credentials/dotenv";

describe("a variable that is set", () => {
  test("takes the place that it had; everything else stays as it is", () => {
    const before = '# about A\nA=old\n\nB = "b" # kept\n  C=c\n#A=not this\nnonsense\n';
    const after = '# about A\nA=new\n\nB = "b" # kept\n  C=c\n#A=not this\nnonsense\nD=d\n';
    expect(mergeDotenv(before, { A: "new", D: "d" })).toBe(after);
    expect(mergeDotenv(after, { A: "new", D: "d" })).toBe(after);
  });

  test("comes at the end where it was not, in the order given", () => {
    expect(mergeDotenv("", { B: "1", A: "2" })).toBe("B=1\nA=2\n");
    expect(mergeDotenv("X=x", { B: "1", A: "2" })).toBe("X=x\nB=1\nA=2\n");
  });

  test("is there once, where it was first", () => {
    expect(mergeDotenv("A=1\nB=2\nA=3\nexport A=4\n", { A: "new" })).toBe("A=new\nB=2\n");
  });

  test("takes the place of all lines of its value", () => {
    const key = '"-----BEGIN KEY-----\nA=looks like one\n-----END KEY-----" # comment\n';
    expect(mergeDotenv(`KEY=${key}A=1\n`, { KEY: "x" })).toBe("KEY=x\nA=1\n");
    expect(mergeDotenv(`OTHER-KEY=${key}A=1\n`, { A: "2" })).toBe(`OTHER-KEY=${key}A=2\n`);
    for (const quote of ["'", "`"]) {
      const other = `OTHER=${quote}\nA=1\n${quote}\n`;
      expect(mergeDotenv(other, { A: "2" })).toBe(`${other}A=2\n`);
    }
  });

  test("a quote that is not closed ends with its line", () => {
    expect(mergeDotenv("O='Brien\nA=1\n", { A: "2" })).toBe("O='Brien\nA=2\n");
  });

  test("stays exported for shells", () => {
    expect(mergeDotenv("export A=1\nexport  B=2\n", { A: "x", B: "y" })).toBe("export A=x\nexport  B=y\n");
  });

  test("written with a colon is the same variable", () => {
    expect(mergeDotenv("A: 1\n", { A: "2" })).toBe("A=2\n");
  });

  test("in a file with Windows line ends has them as well", () => {
    expect(mergeDotenv("X=x\r\nA=1\r\n# end\r\n", { A: "2", B: "3" })).toBe("X=x\r\nA=2\r\n# end\r\nB=3\r\n");
    expect(parse(mergeDotenv("A=1\r\n", { A: "a\nb" }))).toEqual({ A: "a\nb" });
  });

  test("may be named like what every object has", () => {
    expect(mergeDotenv("constructor=1\ntoString=2\n", { A: "x" })).toBe("constructor=1\ntoString=2\nA=x\n");
    expect(mergeDotenv("constructor=1\n", { constructor: "x" } as unknown as Record<string, string>)).toBe(
      "constructor=x\n",
    );
  });

  test("with a value like a pattern's replacement is that value", () => {
    expect(parse(mergeDotenv("A=1\n", { A: "$& $1 $$" }))).toEqual({ A: "$& $1 $$" });
  });
});

describe("a variable that is removed", () => {
  test("leaves everything else as it is", () => {
    const before = "# one\nA=1\nexport B='2\n3'\n\n# two\nC=4\r\nB=5";
    expect(withoutVariables(before, ["B"])).toBe("# one\nA=1\n\n# two\nC=4\r\n");
    expect(withoutVariables(before, ["X"])).toBe(before);
    expect(withoutVariables("", ["X"])).toBe("");
  });

  test("after it was added leaves what was there before", () => {
    const before = "# one\nA=1\n\nB='2\n3'\n";
    expect(withoutVariables(mergeDotenv(before, { C: "c", D: "d\n\r" }), ["C", "D"])).toBe(before);
  });
});

describe("the form of a value", () => {
  test.each([
    ["", "A="],
    ["abcXYZ019", "A=abcXYZ019"],
    ["http://localhost:8000/auth?a=b", "A='http://localhost:8000/auth?a=b'"],
    ["https://a.example/b", "A=https://a.example/b"],
    ["openid profile email", "A='openid profile email'"],
    ["~/x", "A='~/x'"],
    ["a#b", "A='a#b'"],
    ["$HOME", "A='$HOME'"],
    ["it's", 'A="it\'s"'],
    ["two\nlines", 'A="two\\nlines"'],
    ["two\r\nlines", 'A="two\\r\\nlines"'],
    ['say "x"', "A='say \"x\"'"],
    ["two\n$lines", "A='two\n$lines'"],
    ["it's $1", 'A="it\'s $1"'],
    ["'\"\\n", "A=`'\"\\n`"],
    ["C:\\dir\\", "A=C:\\dir\\"],
  ])("%j", (value, line) => {
    expect(dotenvLine("A", value)).toBe(line);
    expect(parse(`${line}\n`)).toEqual({ A: value });
  });

  test.each([["\r\\n"], ['\r"'], [" \\"], ["#\\"], ["\n\\"]])(
    "%j has none, which is said without the value",
    (value) => {
      expect(dotenvProblem(value)).toContain("json or yaml");
      expect(() => dotenvLine("NAME", value)).toThrow(/NAME/);
      expect(() => dotenvLine("NAME", value)).not.toThrow(value);
    },
  );
});

describe("whatever the value", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({
      unit: fc.constantFrom(..."'\"`\\#$ \t\n\r=nrA{}", "\u2028", "\u00a0", "\ufeff", "é", "🔑"),
      maxLength: 12,
    }),
  );
  const values = anything
    .map((value) => value.replaceAll("\0", ""))
    .filter((value) => dotenvProblem(value) === undefined);
  const others = fc
    .array(fc.constantFrom("# it's", "X='x'", 'Y="y"', "Z=`z#`", 'export W=1 # "', "", "nonsense'", "U='a\nb'"))
    .map((lines) => lines.join("\n"));

  test("dotenv reads it back", () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(parse(mergeDotenv("", { A: a, B: b }))).toEqual({ A: a, B: b });
      }),
      { numRuns: 2000 },
    );
  });

  test("among whatever other lines, setting it again changes nothing, and removing it restores the others", () => {
    fc.assert(
      fc.property(values, others, (a, existing) => {
        const merged = mergeDotenv(existing, { A: a });
        expect(mergeDotenv(merged, { A: a })).toBe(merged);
        expect(withoutVariables(merged, ["A"]).trimEnd()).toBe(existing.trimEnd());
      }),
      { numRuns: 1000 },
    );
  });

  test("after a quote that is not closed it is read back or refused", () => {
    const open = fc.constantFrom("X='", 'X="x', "X=`#", "X='\n\nY=y");
    fc.assert(
      fc.property(values, open, (a, existing) => {
        let merged: string;
        try {
          merged = mergeDotenv(existing, { A: a });
        } catch (error) {
          expect(String(error)).toContain("The variable A would not be read back");
          return;
        }
        expect(parse(merged).A).toBe(a);
      }),
      { numRuns: 1000 },
    );
    expect(() => mergeDotenv("X=`z", { A: "`#" })).toThrow("a quote in a line above it is not closed");
  });

  test("there is a form, unless quotes, backslashes and line ends are mixed", () => {
    const plain = anything.filter((value) => !/[\0\\\r]/.test(value) && !(value.includes("'") && value.includes("`")));
    fc.assert(fc.property(plain, (value) => dotenvProblem(value) === undefined));
  });
});
