import { afterEach, describe, expect, it, vi } from "vitest";
import { examine } from "../../src/commands/doctor";
import { CommandError } from "../../src/commands/failure";
import { checkStackFile } from "../../src/commands/options";
import { folderWith } from "../stack/files";

const project = "name: trial\nruntime: nodejs\nstackConfigDir: stacks\n";
const right = "groups: { a: {} }\n";

describe("the stack file of a run", () => {
  it("is named with those that there are where it is missing", () => {
    const folder = folderWith({
      "Pulumi.yaml": project,
      "stacks/dev.yaml": right,
      "stacks/demo.yaml": right,
      "stacks/Pulumi.demo.yaml": "config: {}\n",
      "stacks/stack.schema.json": "{}",
    });
    expect(() => checkStackFile("nosuch", folder)).toThrow(
      new CommandError("There is no stacks/nosuch.yaml. There are: demo, dev."),
    );
    expect(checkStackFile("dev", folder)).toEqual({ groups: { a: {} } });
  });

  it.each([
    ["no folder", {}],
    ["no stack files", { "stacks/Pulumi.dev.yaml": "config: {}\n" }],
  ])("is not missed in a project with a program of its own: %s", (_, files) => {
    expect(checkStackFile("dev", folderWith({ "Pulumi.yaml": project, ...files }))).toBeUndefined();
  });

  it.each(["{ authentik-stacks:file: common/all.yaml }", "{ authentik-stacks:file: { value: common/all.yaml } }"])(
    "may be another by the configuration: %s",
    (config) => {
      const files = { "common/all.yaml": "groups: { b: {} }\n", "stacks/other.yaml": right };
      const stack = { "Pulumi.yaml": project, "stacks/Pulumi.dev.yaml": `config: ${config}\n` };
      expect(checkStackFile("dev", folderWith({ ...files, ...stack }))).toEqual({ groups: { b: {} } });
      const whole = { "Pulumi.yaml": `${project}config: ${config}\n` };
      expect(checkStackFile("dev", folderWith({ ...files, ...whole }))).toEqual({ groups: { b: {} } });
    },
  );
});

describe("doctor", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  /** In a folder without a Pulumi CLI and without a connection. */
  const findings = (files: Record<string, string>, ...args: Parameters<typeof examine>) => {
    const folder = folderWith({ "Pulumi.yaml": project, ...files });
    vi.spyOn(process, "cwd").mockReturnValue(folder);
    vi.stubEnv("PATH", folder);
    vi.stubEnv("AUTHENTIK_URL", "");
    vi.stubEnv("AUTHENTIK_TOKEN", "");
    return examine(...args);
  };

  it("looks at the engine that is asked for", async () => {
    const engine = async (...args: Parameters<typeof examine>) =>
      (await findings({}, ...args)).find(({ about }) => about === "engine");
    expect(await engine(undefined)).toMatchObject({ state: "ok", text: expect.stringContaining("no Pulumi CLI") });
    expect(await engine(undefined, "builtin")).toMatchObject({ state: "ok" });
    expect(await engine(undefined, "pulumi")).toEqual({
      about: "engine",
      state: "missing",
      text: "there is no Pulumi CLI on the PATH. Install it, or take --engine builtin.",
    });
  });

  it("says which stacks there are where the one that is asked for is missing", async () => {
    const stack = async (files: Record<string, string>) =>
      (await findings(files, "dev")).find(({ about }) => about === "stack");
    expect(await stack({ "stacks/demo.yaml": right })).toEqual({
      about: "stack",
      state: "missing",
      text: "There is no stacks/dev.yaml. There are: demo.",
    });
    expect(await stack({})).toMatchObject({ state: "ok" });
    expect(await stack({ "stacks/dev.yaml": right })).toMatchObject({ text: "stacks/dev.yaml has no problems" });
  });
});
