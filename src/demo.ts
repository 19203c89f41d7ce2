import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "dotenv";
import * as oidc from "openid-client";
import pc from "picocolors";
import { AuthentikClient } from "./authentik/client";
import { resumeCreate } from "./commands/run";
import { projectFolder, readIfThere } from "./credentials/files";
import { createDisplay, type EngineOptions, preview, type RunResult, up } from "./engine";
import { createSandbox } from "./sandbox";
import { Person } from "./sandbox/person";

const person = { username: "alice", password: "correct horse battery" };
const deliveries = [".env.fastapi-demo", ".env.ecosire-web"];
const redirectUri = "http://localhost:3001/api/auth/callback";
const scope = "openid email profile offline_access organization";

/** What a newcomer sees first: a stack applied to a sandbox, and a login with what came out. */
async function demo(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "authentik-stacks-"));
  const sandbox = await createSandbox();
  try {
    const url = await sandbox.listen(0);
    say(`A sandbox of Authentik runs at ${url} until this demo ends.`);
    const engine = engineOptions(folder, url, sandbox.token);

    heading("Preview");
    must(await preview(engine));
    heading("Up");
    const { outputs } = must(await up(engine));
    heading("Credentials");
    showCredentials();
    heading("Login");
    await makePerson(url, sandbox.token);
    await login(issuerOf(outputs));
    heading("Up again");
    const again = must(await up(engine));
    const same = Object.entries(again.summary).every(([operation, count]) => operation === "same" || count === 0);
    if (!same) throw new Error("The second up changed something.");
    say("Nothing changed.");
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

// State and passphrase of the demo are thrown away with its sandbox; nothing of them stays in the project.
function engineOptions(folder: string, url: string, token: string): EngineOptions {
  const stackConfigFile = path.join(folder, "Pulumi.demo.yaml");
  writeFileSync(stackConfigFile, "");
  return {
    projectDir: projectFolder(__dirname),
    stack: "demo",
    backendUrl: `file://${folder}`,
    stackConfigFile,
    env: {
      AUTHENTIK_URL: url,
      AUTHENTIK_TOKEN: token,
      PULUMI_CONFIG_PASSPHRASE: randomBytes(16).toString("hex"),
    },
    resumeCreate,
    onEvent: createDisplay(),
  };
}

function showCredentials(): void {
  for (const file of deliveries) {
    say(`${file} (mode 0600)`);
    for (const [name, value] of Object.entries(variables(file))) {
      say(`  ${name}=${/SECRET/.test(name) ? "[secret]" : value}`);
    }
  }
}

function variables(file: string): Record<string, string> {
  return parse(readIfThere(path.join(projectFolder(__dirname), file)) ?? "");
}

/** Somebody to log in: a user of the group that may use ecosire-web. */
async function makePerson(url: string, token: string): Promise<void> {
  const client = new AuthentikClient({ url, token });
  const groups = await client.list("core/groups", { name: "ecosire-admins" });
  const user = await client.request("POST", "core/users", {
    body: {
      username: person.username,
      name: "Alice",
      email: "alice@example.com",
      groups: groups.map(({ pk }) => pk),
      attributes: { organizationId: "org_42" },
    },
  });
  await client.request("POST", `core/users/${user.pk}/set_password`, { body: { password: person.password } });
}

/** A login as an application does it, with the credentials from its file and the endpoints from discovery. */
async function login(issuer: string): Promise<void> {
  const env = variables(".env.ecosire-web");
  const client = await oidc.discovery(
    new URL(issuer),
    env.AUTHENTIK_CLIENT_ID as string,
    env.AUTHENTIK_CLIENT_SECRET,
    undefined,
    { execute: [oidc.allowInsecureRequests] },
  );
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const expectedState = oidc.randomState();
  const expectedNonce = oidc.randomNonce();
  const authorization = oidc.buildAuthorizationUrl(client, {
    redirect_uri: redirectUri,
    scope,
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
  });
  const callback = await new Person(env.AUTHENTIK_URL as string).login(authorization.href, person);
  const checks = { pkceCodeVerifier, expectedState, expectedNonce };
  const tokens = await oidc.authorizationCodeGrant(client, new URL(callback), checks);
  say(`alice logged in to ecosire-web through ${issuer} with an authorization code, PKCE and the client secret.`);
  say(`A refresh token came along: ${tokens.refresh_token === undefined ? "no" : "yes"}. Her claims:`);
  say(JSON.stringify(tokens.claims(), null, 2));
}

function issuerOf(outputs: Record<string, unknown>): string {
  return (outputs as { apps: Record<string, { issuer: string }> }).apps["ecosire-web"]?.issuer as string;
}

function must(result: RunResult): RunResult {
  if (!result.ok) throw new Error("The demo's stack could not be applied; see above.");
  return result;
}

function heading(text: string): void {
  process.stdout.write(`\n${pc.bold(text)}\n`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

demo().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack ?? error}\n`);
  process.exitCode = 1;
});
