/** A challenge of the flow executor, as far as a person looks at it. */
export interface ShownChallenge {
  component: string;
  response_errors?: Record<string, { string: string }[]>;
  [field: string]: unknown;
}

/** What is answered to a challenge; undefined where a person does not know what to answer. */
export type Answering = (challenge: ShownChallenge) => Record<string, unknown> | undefined;

/**
 * Someone who logs in without a browser: keeps cookies, follows Authentik's redirects, answers its flow executor over
 * plain HTTP. Good for the sandbox and for a real Authentik of any release that the catalogue knows.
 *
 * @example
 * const ada = new Person("http://127.0.0.1:9000");
 * const location = await ada.login(authorizeUrl, { username: "ada", password: "…" });
 * new URL(location).searchParams.get("code");
 */
export class Person {
  readonly #base: URL;
  readonly #cookies = new Map<string, string>();

  constructor(baseUrl: string) {
    this.#base = new URL(baseUrl);
  }

  /** Forgets every session. */
  leave(): void {
    this.#cookies.clear();
  }

  /**
   * Goes to an authorization URL, logs in and consents where asked, and returns where the client's answer was sent: the
   * redirect URI with its code, or with an error. What Authentik refuses (a wrong password, no access) throws in its words.
   */
  login(authorizeUrl: string, as: { username: string; password: string }): Promise<string> {
    return this.follow(authorizeUrl, (challenge) => answerOf(challenge, as));
  }

  /** Goes to a URL and through every flow on the way, until it leads to a client or to a page that is none of a flow. */
  async follow(url: string, answer: Answering): Promise<string> {
    const start = new URL(url, this.#base);
    const target = start.searchParams.get("redirect_uri");
    for (let here = start, steps = 0; steps < 50; steps++) {
      const response = await this.fetch(here.href);
      const flow = /^\/if\/flow\/([^/]+)\/$/.exec(here.pathname)?.[1];
      const next = flow ? await this.#throughFlow(flow, here, answer) : response.headers.get("location");
      if (next === null) return arrived(here, response);
      here = new URL(next, here);
      if (here.origin !== this.#base.origin || (target && here.href.startsWith(target))) return here.href;
    }
    throw new Error(`${url} leads round in circles.`);
  }

  /** A request with this person's cookies; redirects are not followed. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("cookie", [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const token = this.#cookies.get("authentik_csrf");
    if (token) headers.set("x-authentik-csrf", token);
    headers.set("referer", this.#base.href);
    const response = await fetch(new URL(url, this.#base), { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  #keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split(";");
    const mark = pair.indexOf("=");
    const name = pair.slice(0, mark).trim();
    const isOver = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute)) || pair.slice(mark + 1) === "";
    if (isOver) this.#cookies.delete(name);
    else this.#cookies.set(name, pair.slice(mark + 1).trim());
  }

  async #throughFlow(slug: string, page: URL, answer: Answering): Promise<string> {
    const executor = `/api/v3/flows/executor/${slug}/?query=${encodeURIComponent(page.search.slice(1))}`;
    let challenge = await this.#challenge(executor);
    for (let steps = 0; steps < 50; steps++) {
      if (challenge.component === "xak-flow-redirect") return String(challenge.to);
      if (challenge.component === "ak-stage-autosubmit") return submitted(challenge);
      if (challenge.response_errors) throw new Error(complaints(challenge));
      const given = answer(challenge);
      if (!given) throw new Error(`Flow ${slug}: ${challenge.error_message ?? `no answer to ${challenge.component}`}`);
      challenge = await this.#challenge(executor, { component: challenge.component, ...given });
    }
    throw new Error(`Flow ${slug} does not end.`);
  }

  /** The challenge that a GET, or the answer to the last one, leads to. */
  async #challenge(executor: string, given?: Record<string, unknown>): Promise<ShownChallenge> {
    const json = { "content-type": "application/json", accept: "application/json" };
    let response = await this.fetch(executor, given && { method: "POST", headers: json, body: JSON.stringify(given) });
    for (let steps = 0; response.status === 302 && steps < 50; steps++) {
      response = await this.fetch(response.headers.get("location") ?? executor);
    }
    if (response.ok) return (await response.json()) as ShownChallenge;
    throw new Error(`${executor}: ${response.status} ${await response.text()}`);
  }
}

function answerOf(
  challenge: ShownChallenge,
  as: { username: string; password: string },
): Record<string, unknown> | undefined {
  const answers: Record<string, () => Record<string, unknown>> = {
    "ak-stage-identification": () => ({
      uid_field: as.username,
      ...(challenge.password_fields === true && { password: as.password }),
    }),
    "ak-stage-password": () => ({ password: as.password }),
    "ak-stage-consent": () => ({ token: challenge.token }),
    "ak-stage-user-login": () => ({ remember_me: false }),
  };
  return answers[challenge.component]?.();
}

function complaints(challenge: ShownChallenge): string {
  const errors = Object.values(challenge.response_errors ?? {}).flat();
  return errors.map((error) => error.string).join(" ") || `${challenge.component} was refused.`;
}

/** A form that a browser would post, as the URL that says the same. */
function submitted(challenge: ShownChallenge): string {
  const url = new URL(String(challenge.url));
  for (const [name, value] of Object.entries(challenge.attrs as Record<string, string>))
    url.searchParams.set(name, value);
  return url.href;
}

async function arrived(here: URL, response: Response): Promise<string> {
  const html = await response.text();
  const words = html.replace(/<(style|script|title)[\s\S]*?<\/\1>|<[^>]*>/g, " ").replace(/\s+/g, " ");
  if (response.ok && !/Permission denied|Request has been denied/.test(html)) return here.href;
  throw new Error(`${here.pathname}: ${response.status} ${words.trim().slice(0, 300)}`);
}
