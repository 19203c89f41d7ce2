import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { parse } from "dotenv";
import { describe, expect, test } from "vitest";
import { fileHandler, fileKind } from "../../src/credentials/file";
import type { Properties } from "../../src/resources/inputs";
import type { Session } from "../../src/resources/session";
import { unknown } from "../../src/resources/values";
import { inProject } from "./project";

const at = inProject();
/** A file needs no server, only what its run has written so far. */
const newRun = () => ({ claimed: new Set<string>() }) as Session;

function inputsOf(variables: Record<string, unknown>, more: Properties = {}): Properties {
  return { __kind: fileKind, path: ".env.web", order: Object.keys(variables), variables, ...more };
}

const create = (inputs: Properties) => fileHandler.create(newRun(), inputs);
const read = (props: Properties) => fileHandler.read(newRun(), String(props.path), props);
const update = (olds: Properties, news: Properties) => fileHandler.update(newRun(), String(olds.path), olds, news);
const remove = (props: Properties) => fileHandler.delete(newRun(), String(props.path), props);
const diff = (olds: Properties, news: Properties) => fileHandler.diff(newRun(), olds, news);
const check = (news: Properties) => fileHandler.check(newRun(), undefined, news);
const content = (file = ".env.web") => readFileSync(at(file), "utf8");

describe("create", () => {
  test("writes the variables in their order, for the owner alone", async () => {
    const inputs = inputsOf({ B: "1", A: "two words" });
    expect(await create(inputs)).toEqual({ id: ".env.web", outs: inputs });
    expect(content()).toBe("B=1\nA='two words'\n");
    expect(statSync(at(".env.web")).mode & 0o777).toBe(0o600);
  });

  test("keeps their order though Pulumi sorts what it keeps", async () => {
    await create(inputsOf({ A: "1", B: "2", C: "3" }, { order: ["C", "A"] }));
    expect(content()).toBe("C=3\nA=1\nB=2\n");
  });

  test("into a file that is there keeps its other lines", async () => {
    writeFileSync(at(".env.web"), "# mine\nDEBUG=1\nA=old\n");
    await create(inputsOf({ A: "new" }));
    expect(content()).toBe("# mine\nDEBUG=1\nA=new\n");
  });

  test.each([
    ["json", '{\n  "A": "1"\n}\n'],
    ["yaml", 'A: "1"\n'],
  ])("as %s", async (format, text) => {
    await create(inputsOf({ A: "1" }, { format, path: "conf/web" }));
    expect(content("conf/web")).toBe(text);
  });

  test.each(["json", "yaml"])("as %s does not overwrite a file of somebody else's", async (format) => {
    writeFileSync(at(".env.web"), '{ "mine": "1" }');
    const inputs = inputsOf({ A: "1" }, { format });
    expect(await check(inputs)).toEqual([{ property: "path", reason: expect.stringContaining("is there already") }]);
    await expect(create(inputs)).rejects.toThrow("would be overwritten: .env.web");
    expect(content()).toBe('{ "mine": "1" }');
    writeFileSync(at(".env.web"), '{ "A": "1" }');
    expect(await check(inputs)).toEqual([]);
  });

  test("where a folder, a link or a path to elsewhere is in the way, fails and writes nothing", async () => {
    mkdirSync(at("folder"));
    writeFileSync(at("target"), "untouched");
    symlinkSync(at("target"), at("link"));
    await expect(create(inputsOf({ A: "1" }, { path: "folder" }))).rejects.toThrow("is in the way");
    await expect(create(inputsOf({ A: "1" }, { path: "link" }))).rejects.toThrow("symbolic link");
    await expect(create(inputsOf({ A: "1" }, { path: "../authentik-stacks-test-out" }))).rejects.toThrow("leads out");
    expect(content("target")).toBe("untouched");
    expect(existsSync(at("../authentik-stacks-test-out"))).toBe(false);
  });

  test("of a value that the file cannot hold fails before anything is written, without telling it", async () => {
    const secret = "\r\\n the secret";
    await expect(create(inputsOf({ A: "1", B: secret }))).rejects.toThrow(/^The variable B holds a value/);
    await expect(create(inputsOf({ A: "1", B: secret }))).rejects.not.toThrow("the secret");
    expect(existsSync(at(".env.web"))).toBe(false);
  });
});

describe("read", () => {
  test.each(["dotenv", "json", "yaml"])("finds what was written (%s)", async (format) => {
    const inputs = inputsOf({ A: "1", B: "two\nlines", C: "" }, { format });
    const { outs } = await create(inputs);
    expect(await read(outs)).toEqual({ inputs, outs });
  });

  test("finds what somebody changed, and misses what they took out", async () => {
    const { outs } = await create(inputsOf({ A: "1", B: "2" }));
    writeFileSync(at(".env.web"), "A=changed\nX=theirs\n");
    expect((await read(outs))?.outs.variables).toEqual({ A: "changed" });
    expect(await diff((await read(outs))?.outs ?? {}, outs)).toEqual({ changed: ["variables"], replaces: [] });
  });

  test("of a file that is gone finds nothing", async () => {
    expect(await read(inputsOf({ A: "1" }))).toBeUndefined();
  });

  test.each(["json", "yaml"])("of a file that is no %s any more finds no variables", async (format) => {
    const { outs } = await create(inputsOf({ A: "1" }, { format }));
    for (const text of ["{ a: [", "[1]", "", "7"]) {
      writeFileSync(at(".env.web"), text);
      expect((await read(outs))?.outs.variables).toEqual({});
    }
  });

  test("does not take what every object has for a variable", async () => {
    writeFileSync(at(".env.web"), "A=1\n");
    expect((await read(inputsOf({ A: "1", constructor: "x" })))?.outs.variables).toEqual({ A: "1" });
  });
});

describe("update", () => {
  test("writes what is new, and takes out what is no longer declared", async () => {
    writeFileSync(at(".env.web"), "# mine\n");
    const { outs } = await create(inputsOf({ A: "1", B: "2", C: "3" }));
    const news = inputsOf({ A: "1", C: "new", D: "4" });
    expect(await update(outs, news)).toEqual(news);
    expect(content()).toBe("# mine\nA=1\nC=new\nD=4\n");
  });

  test("into another format that would lose other lines is refused", async () => {
    writeFileSync(at(".env.web"), "MINE=1\n");
    const { outs } = await create(inputsOf({ A: "1" }));
    const problems = await fileHandler.check(newRun(), outs, inputsOf({ A: "1" }, { format: "json" }));
    expect(problems).toEqual([{ property: "path", reason: expect.stringContaining("would be overwritten") }]);
  });

  test("into another format writes the file anew", async () => {
    const { outs } = await create(inputsOf({ A: "1" }));
    await update(outs, inputsOf({ A: "1" }, { format: "json" }));
    expect(JSON.parse(content())).toEqual({ A: "1" });
    await update(inputsOf({ A: "1" }, { format: "json" }), inputsOf({ A: "2" }));
    expect(content()).toBe("A=2\n");
  });

  test("makes the file again where it is gone", async () => {
    await update(inputsOf({ A: "1" }), inputsOf({ A: "2" }));
    expect(parse(content())).toEqual({ A: "2" });
  });
});

describe("delete", () => {
  test("removes a file in which there is nothing else", async () => {
    const { outs } = await create(inputsOf({ A: "1" }));
    await remove(outs);
    expect(existsSync(at(".env.web"))).toBe(false);
  });

  test("leaves what was there before as it was", async () => {
    const before = "# mine\nDEBUG=1\n\nX='a\nb'\n";
    writeFileSync(at(".env.web"), before);
    const { outs } = await create(inputsOf({ A: "1", B: "two\nlines" }));
    await remove(outs);
    expect(content()).toBe(before);
  });

  test.each(["json", "yaml"])("removes a %s file", async (format) => {
    const { outs } = await create(inputsOf({ A: "1" }, { format }));
    await remove(outs);
    expect(existsSync(at(".env.web"))).toBe(false);
  });

  test.each(["dotenv", "json"])("leaves a %s file alone that a successor has written since", async (format) => {
    const { outs } = await create(inputsOf({ ID: "web", URL: "https://a.example" }, { format }));
    await create(inputsOf({ ID: "site", URL: "https://a.example" }, { format, __adopt: true }));
    const written = content();
    await remove(outs);
    expect(content()).toBe(written);
  });

  test("lets go of a file that another resource has written in the same run", async () => {
    const run = newRun();
    const { outs } = await fileHandler.create(run, inputsOf({ A: "1" }));
    await fileHandler.delete(run, ".env.web", { ...outs, path: "./.env.web" });
    expect(content()).toBe("A=1\n");
  });

  test("of a file that is gone is done", async () => {
    await remove(inputsOf({ A: "1" }));
    expect(existsSync(at(".env.web"))).toBe(false);
  });
});

describe("diff", () => {
  test.each([
    [{}, [], []],
    [{ variables: { A: "2" } }, ["variables"], []],
    [{ format: "json" }, ["format"], []],
    [{ order: [] }, ["order"], []],
    [{ path: ".env.other" }, ["path"], ["path"]],
  ])("%j", async (change, changed, replaces) => {
    const olds = inputsOf({ A: "1" });
    expect(await diff(olds, { ...olds, ...change })).toEqual({ changed, replaces });
  });

  test("finds a file that others can read, and not one that is elsewhere", async () => {
    const { outs } = await create(inputsOf({ A: "1" }));
    expect(await diff(outs, outs)).toEqual({ changed: [], replaces: [] });
    chmodSync(at(".env.web"), 0o644);
    expect(await diff(outs, outs)).toEqual({ changed: ["mode"], replaces: [] });
    await update(outs, outs);
    expect(statSync(at(".env.web")).mode & 0o777).toBe(0o600);
    await remove(outs);
    expect(await diff(outs, outs)).toEqual({ changed: [], replaces: [] });
  });

  test("of values that a preview does not know is none of its own", async () => {
    expect(await diff(inputsOf({ A: "1" }), inputsOf({ A: unknown }))).toEqual({ changed: [], replaces: [] });
  });
});

describe("check", () => {
  test.each([
    [inputsOf({ A: "1" }), []],
    [inputsOf({ A: unknown }), []],
    [inputsOf({ A: "1" }, { path: unknown, format: unknown }), []],
    [inputsOf({ A: "1" }, { path: "../x" }), ["path"]],
    [inputsOf({ A: "1" }, { path: undefined }), ["path"]],
    [inputsOf({ A: "1" }, { format: "xml" }), ["format"]],
    [inputsOf({ "A B": "1", "1A": "2", A: "3" }), ["variables.A B", "variables.1A"]],
    [inputsOf({ A: "\r\\n" }), ["variables.A"]],
    [inputsOf({ "A B": "\r\\n" }, { format: "json" }), []],
  ])("%j", async (news, properties) => {
    expect((await check(news)).map(({ property }) => property)).toEqual(properties);
  });
});
