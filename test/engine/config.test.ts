import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkLayout, openBackend } from "../../src/engine/backend";
import { decryptConfig, readStackFile, writeEncryptionSalt } from "../../src/engine/config";
import { readProject } from "../../src/engine/project";
import { temporaryFolder } from "./stack";

const upper = (text: string) => text.toUpperCase();

function projectWith(files: Record<string, string>) {
  const root = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

describe("Pulumi.yaml", () => {
  it("says where the program is and how it is run", () => {
    const root = projectWith({
      "Pulumi.yaml":
        "name: p\nmain: dist/main.js\nruntime: { name: nodejs, options: { typescript: false, nodeargs: '--import tsx --title=\"a b\"' } }\nstackConfigDir: stacks\nbackend: { url: 'file://./state' }\n",
      "dist/main.js": "",
    });
    expect(readProject(root)).toMatchObject({
      name: "p",
      programFolder: join(root, "dist"),
      programFile: "main.js",
      typescript: false,
      nodeArgs: ["--import", "tsx", "--title=a b"],
      stackConfigFolder: join(root, "stacks"),
      backendUrl: "file://./state",
    });
  });

  it.each([
    ["no file", {}, "No Pulumi.yaml"],
    ["no name", { "Pulumi.yaml": "runtime: nodejs" }, "`name`"],
    ["another language", { "Pulumi.yaml": "name: p\nruntime: python" }, "use the Pulumi CLI"],
    [
      "a program that is not there",
      { "Pulumi.yaml": "name: p\nruntime: nodejs\nmain: dist/x.js" },
      "run the build first",
    ],
    ["no YAML", { "Pulumi.yaml": "name: [" }, "Pulumi.yaml"],
  ])("with %s is refused", (_what, files, message) => {
    expect(() => readProject(projectWith(files as Record<string, string>))).toThrow(message);
  });
});

describe("a stack's configuration", () => {
  const project = (config: string) =>
    readProject(projectWith({ "Pulumi.yaml": `name: p\nruntime: nodejs\n${config}` }));

  it("is texts by namespace and key, defaults below, with what is secret in it", () => {
    const root = project(
      "config:\n  size: 3\n  region: { type: string, default: eu }\n  other:key: { value: v }\n  pin: { default: 12, secret: true }\n  p:given: { type: string }\n",
    );
    const path = join(root.root, "Pulumi.dev.yaml");
    writeFileSync(
      path,
      [
        "config:",
        "  p:given: text",
        "  p:size: 5",
        "  on: true",
        "  p:config:old: style",
        "  p:list: [1, a, { secure: abc }]",
        "  p:map: { a: { b: { secure: def } }, secure: not alone }",
        "  ns:token: { secure: ghi }",
      ].join("\n"),
    );
    const config = decryptConfig(root, readStackFile(root, "dev"), upper);
    expect(config.values).toEqual({
      "p:size": "5",
      "p:region": "eu",
      "other:key": "v",
      "p:pin": "12",
      "p:given": "text",
      "p:on": "true",
      "p:old": "style",
      "p:list": '[1,"a","ABC"]',
      "p:map": '{"a":{"b":"DEF"},"secure":"not alone"}',
      "ns:token": "GHI",
    });
    expect(config.secretKeys.sort()).toEqual(["ns:token", "p:list", "p:map", "p:pin"]);
    expect(config.secrets).toEqual(["ABC", "DEF", "GHI"]);
  });

  it("lacking what the project declares, or encrypted otherwise, is refused", () => {
    const root = project("config:\n  wanted: { type: string }\n");
    expect(() => decryptConfig(root, readStackFile(root, "dev"), upper)).toThrow("`p:wanted`");
    const path = join(root.root, "Pulumi.dev.yaml");
    writeFileSync(path, "secretsprovider: awskms://alias/x\n");
    expect(() => readStackFile(root, "dev")).toThrow("awskms");
    expect(() => readStackFile(root, "dev", join(root.root, "missing.yaml"))).toThrow("cannot be read");
  });

  it.each([
    ["", "encryptionsalt: SALT\n"],
    ["config: {a: 1}", "config: {a: 1}\nencryptionsalt: SALT\n"],
    ["# top\nconfig:\n  a:b: |\n    text\n", "# top\nconfig:\n  a:b: |\n    text\nencryptionsalt: SALT\n"],
    ["{config: {a: 1}}\n", "{ config: { a: 1 }, encryptionsalt: SALT }\n"],
  ])("%j is given a salt", (before, after) => {
    const root = project("");
    const path = join(root.root, "Pulumi.dev.yaml");
    writeFileSync(path, before);
    writeEncryptionSalt(readStackFile(root, "dev"), "SALT");
    expect(readStackFile(root, "dev").text).toBe(after);
  });
});

describe("the backend", () => {
  const root = projectWith({ "Pulumi.yaml": "name: p\nruntime: nodejs\nbackend: { url: 'file://./state' }\n" });
  const project = readProject(root);
  const { backendUrl: _none, ...bare } = project;
  const home = projectWith({ ".pulumi/credentials.json": '{"current":"file://~/of-login"}' });

  it.each([
    ["the option", project, { PULUMI_BACKEND_URL: "file:///e" }, "file:///o%20p?x=1", "/o p/.pulumi"],
    ["the environment", project, { PULUMI_BACKEND_URL: "file:///e" }, undefined, "/e/.pulumi"],
    ["Pulumi.yaml", project, {}, undefined, join(root, "state/.pulumi")],
    ["the CLI's login", bare, { HOME: home }, undefined, join(home, "of-login/.pulumi")],
    ["the home folder", bare, { HOME: home, PULUMI_HOME: "/nowhere" }, undefined, join(home, ".pulumi")],
    ["the project itself", bare, {}, "file://.", join(root, ".pulumi")],
  ])("is said by %s", (_who, from, env, option, folder) => {
    expect(openBackend(from, env, option).folder).toBe(folder);
  });

  it("anywhere else needs the CLI", () => {
    expect(() => openBackend(project, {}, "https://me:pass@api.pulumi.com")).toThrow(
      /lives in https:\/\/\*\*\*\*@api\.pulumi\.com.*Install the Pulumi CLI, or set PULUMI_BACKEND_URL=file:/s,
    );
  });

  it("in the layout of before projects is refused", () => {
    const folder = projectWith({ "stacks/dev.json": "{}" });
    expect(() => checkLayout({ url: "", folder })).toThrow("pulumi state upgrade");
    writeFileSync(join(folder, "meta.yaml"), "version: 2\n");
    expect(() => checkLayout({ url: "", folder })).toThrow("newer");
  });
});
