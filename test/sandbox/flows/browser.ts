import { Person, type ShownChallenge } from "../../../src/sandbox/person";

/** A person at one flow, step by step. */
export class AtFlow {
  readonly #person: Person;
  readonly #executor: string;

  constructor(url: string, slug: string, { query = "", person = new Person(url) } = {}) {
    this.#person = person;
    this.#executor = `/api/v3/flows/executor/${slug}/?query=${encodeURIComponent(query)}`;
  }

  get person(): Person {
    return this.#person;
  }

  /** What the flow asks now, past all that is done without asking. */
  async look(): Promise<ShownChallenge> {
    return (await this.#answer(await this.#person.fetch(this.#executor))) as ShownChallenge;
  }

  /** What the flow asks after this answer. */
  async answer(body: Record<string, unknown>): Promise<ShownChallenge> {
    const headers = { "content-type": "application/json" };
    const response = await this.#person.fetch(this.#executor, { method: "POST", headers, body: JSON.stringify(body) });
    return (await this.#answer(response)) as ShownChallenge;
  }

  async #answer(response: Response): Promise<unknown> {
    if (response.status === 302) return this.look();
    return { status: response.status, ...((await response.json()) as object) };
  }
}
