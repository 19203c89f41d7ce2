import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "dotenv";
import { expect, it } from "vitest";

const root = path.resolve(__dirname, "..");

it("shows a newcomer the whole way, gives no secret away, and leaves no process behind", async () => {
  const child = spawn(process.execPath, [path.join(root, "dist/demo.js")], { cwd: root, detached: true });
  let shown = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => {
      shown += data;
    });
  }
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(shown).toMatch(/\+ authentik:OAuth2Provider ecosire-web create\n/);
  expect(shown).toMatch(/\+ authentik:OAuth2Provider ecosire-web created/);
  expect(shown).toContain(".env.fastapi-demo (mode 0600)");
  expect(shown).toContain("alice logged in to ecosire-web");
  expect(shown).toContain("A refresh token came along: yes.");
  expect(shown).toContain('"organizationId": "org_42"');
  expect(shown).toContain("Nothing changed.");
  expect(code).toBe(0);

  const files = [".env.fastapi-demo", ".env.ecosire-web"].map((file) => parse(readFileSync(path.join(root, file))));
  const secrets = files.flatMap((variables) => Object.entries(variables).filter(([name]) => name.includes("SECRET")));
  expect(secrets.length).toBe(4);
  for (const [, value] of secrets) expect(shown).not.toContain(value);

  // The group of the demo's processes is empty.
  expect(() => process.kill(-(child.pid as number), 0)).toThrow("ESRCH");
});
