import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { configuration } from "../../src/engine";
import { linesOf } from "../../src/engine/display";
import { Crypter } from "../../src/engine/passphrase";
import { PASSPHRASE, TestStack } from "./stack";

// Made with `pulumi config set --secret` of the real CLI, passphrase "pass".
const FROM_CLI = {
  salt: "v1:FYopqNLFJs0=:v1:lMBS4z/+0GIqQRVF:ML8q3ftcUIW83Xu730EeR9bHmE8mWA==",
  secure: "v1:iFDxxxa4znkqqwor:yy3uDsvw2zZYXPlFNE8w32fOcTfggA==",
};

describe.concurrent("secrets", () => {
  it("are read as the Pulumi CLI writes them", async () => {
    const crypter = await Crypter.unlock("pass", FROM_CLI.salt, "test");
    expect(crypter.decrypt(FROM_CLI.secure)).toBe("s3cr3t");
    expect(crypter.decrypt(crypter.encrypt("größer"))).toBe("größer");
    await expect(Crypter.unlock("other", FROM_CLI.salt, "test")).rejects.toMatchObject({ code: "passphrase" });
  });

  it("are encrypted in every file, and in no event, line or error", async () => {
    const stack = new TestStack();
    const crypter = await Crypter.create(PASSPHRASE);
    stack.configure(
      [
        "# who may do what",
        "config:",
        `  fixture:token: { secure: "${crypter.encrypt("config-s3cret")}" }`,
        "  fixture:nested:",
        `    list: [1, { secure: "${crypter.encrypt("nested-s3cret")}" }]`,
        `encryptionsalt: ${crypter.salt}`,
        "",
      ].join("\n"),
    );
    const declare = (password: string) =>
      stack.declare({
        resources: [
          {
            name: "a",
            props: {
              password: { secret: password },
              deep: { list: [{ secret: "deep-s3cret" }] },
              token: { secretConfig: "token" },
              says: "the password is first-s3cret and the token config-s3cret",
            },
            options: { additionalSecretOutputs: ["computed"] },
          },
          {
            name: "b",
            props: {
              from: { ref: "a.computed" },
              failUpdate: password === "first-s3cret" ? false : "no: later-s3cret",
            },
          },
        ],
        outputs: { open: "visible", hidden: { ref: "a.computed" }, nested: { object: "nested" } },
      });
    expect(await configuration(stack.options())).toMatchObject({ "fixture:token": "config-s3cret" });
    declare("first-s3cret");
    const seen: string[] = [];
    const look = () => {
      for (const event of stack.events) seen.push(JSON.stringify(event), ...linesOf(event));
    };
    seen.push(JSON.stringify(await stack.up()));
    look();
    expect(stack.state("a")?.outputs?.computed).toHaveProperty("ciphertext");
    expect(stack.logs).toContain("the password is [secret] and the token [secret]");
    const ciphertext = stack.state("a")?.inputs?.token;

    declare("later-s3cret");
    seen.push(JSON.stringify(await stack.preview()));
    look();
    expect(stack.step("a")?.diff).toContainEqual({
      path: "password",
      kind: "change",
      from: "[secret]",
      to: "[secret]",
    });
    const failed = await stack.up();
    seen.push(JSON.stringify(failed));
    look();
    expect(failed.errors[0]?.message).toBe("no: [secret]");
    expect(stack.state("a")?.inputs?.token).toEqual(ciphertext);

    expect(seen.filter((text) => /s3cret|computed-a/.test(text))).toEqual([]);
    // The provider's own words are its inputs here, and not secret.
    expect(
      stack.filesText().replaceAll(/the password is first-s3cret and the token config-s3cret|no: later-s3cret/g, ""),
    ).not.toMatch(/s3cret|computed-a/);
    const masked = await stack.outputs();
    expect(masked).toEqual({
      outputs: { open: "visible", hidden: "[secret]", nested: "[secret]" },
      secretNames: ["hidden", "nested"],
    });
    expect((await stack.outputs(true)).outputs.hidden).toBe("computed-a-");
  });

  it("need the right passphrase, and say so before anything else happens", async () => {
    const stack = new TestStack([{ name: "a" }]);
    stack.configure("# mine\nconfig:\n  fixture:greeting: hi # there");
    await expect(stack.up({ env: { PULUMI_CONFIG_PASSPHRASE: undefined } })).rejects.toThrow(
      /PULUMI_CONFIG_PASSPHRASE.*PULUMI_CONFIG_PASSPHRASE_FILE/s,
    );
    expect(existsSync(join(stack.backend, ".pulumi"))).toBe(false);

    const file = join(stack.folder, "passphrase");
    writeFileSync(file, `${PASSPHRASE}\n`);
    chmodSync(join(stack.folder, "stacks", "Pulumi.dev.yaml"), 0o640);
    await stack.up({ env: { PULUMI_CONFIG_PASSPHRASE: undefined, PULUMI_CONFIG_PASSPHRASE_FILE: file } });
    expect(stack.configFile).toMatch(
      /^# mine\nconfig:\n {2}fixture:greeting: hi # there\nencryptionsalt: v1:\S+:v1:\S+:\S+\n$/,
    );
    const before = stack.stateText;
    await expect(stack.up({ env: { PULUMI_CONFIG_PASSPHRASE: "wrong" } })).rejects.toMatchObject({
      code: "passphrase",
      message: expect.stringContaining("Wrong passphrase for stack dev"),
    });
    expect(stack.stateText).toBe(before);
    expect((await stack.up()).summary.same).toBe(2);
  });
});
