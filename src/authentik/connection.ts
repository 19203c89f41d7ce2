import { AuthentikError } from "./errors";

/** Where an Authentik is, and how to be let in. */
export interface Connection {
  /** The address of its start page: `https://auth.example.com`. */
  url: string;
  /** An API token of a user who may do what the stack needs. */
  token: string;
  /** Accept plain http to other machines, and certificates that cannot be verified. */
  insecure?: boolean;
}

/**
 * The connection from environment variables, each of which wins over what the stack's configuration gives:
 * `AUTHENTIK_URL`, `AUTHENTIK_TOKEN`, `AUTHENTIK_INSECURE`.
 */
export function resolveConnection(
  configured: { url?: string; token?: string; insecure?: boolean | string } = {},
  environment: Record<string, string | undefined> = process.env,
): Connection {
  const url = environment.AUTHENTIK_URL || configured.url;
  const token = environment.AUTHENTIK_TOKEN || configured.token;
  const insecure = isYes(environment.AUTHENTIK_INSECURE || configured.insecure);
  if (!url) {
    throw new AuthentikError(
      "CONFIGURATION",
      "No Authentik is named. Set AUTHENTIK_URL, or authentik:url in the stack's configuration.",
    );
  }
  if (!token) {
    throw new AuthentikError(
      "CONFIGURATION",
      "There is no API token. Set AUTHENTIK_TOKEN, or the secret authentik:token in the stack's configuration " +
        "(pulumi config set --secret authentik:token). Authentik makes one under Directory, Tokens and App passwords.",
    );
  }
  return { url: checkedUrl(url, insecure), token, insecure };
}

function checkedUrl(text: string, insecure: boolean): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new AuthentikError(
      "CONFIGURATION",
      `'${text.replace(/[^/]*@/, "")}' is no address. Authentik's looks like https://auth.example.com.`,
    );
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new AuthentikError("CONFIGURATION", `Authentik is reached by https, not by ${url.protocol} (${url.host}).`);
  }
  if (url.username || url.password) {
    throw new AuthentikError("CONFIGURATION", "The address holds a password. Use AUTHENTIK_TOKEN.");
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname) && !insecure) {
    throw new AuthentikError(
      "CONFIGURATION",
      `The token would travel unencrypted to ${url.host}. Use https, or set AUTHENTIK_INSECURE=true if that is meant.`,
    );
  }
  // People paste the address of the API or of a page; what counts is the root.
  const path = url.pathname.replace(/\/(api\/v3|if)(\/.*)?$/, "").replace(/\/+$/, "");
  return `${url.origin}${path}`;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host) || host.endsWith(".localhost");
}

function isYes(value: boolean | string | undefined): boolean {
  return value === true || (typeof value === "string" && /^(1|true|yes|on)$/i.test(value));
}
