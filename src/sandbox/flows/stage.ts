import type { Run } from "./run";

/** What a stage asks, by Authentik's names; `flow_info` and the like are added when it is sent. */
export type Challenge = { component: string } & Record<string, unknown>;

/** What the executor answers. A redirect to the very same URL is one; any other becomes a challenge to go there. */
export type Answer = { challenge: Challenge } | { redirect: string } | { page: string };

/**
 * What is done when a kind of stage has its turn. One that asks nothing has `act`; one that asks has a `challenge`, and
 * `solve` for the answer to it.
 */
export interface Stage {
  /** Decides at once, whatever is sent. */
  act?(run: Run): Answer | Promise<Answer>;
  /** Before the challenge is shown: an answer here takes its place. */
  enter?(run: Run): Answer | undefined | Promise<Answer | undefined>;
  challenge?(run: Run): Challenge | Promise<Challenge>;
  /** The challenge tells whom the flow is about. */
  showsUser?: boolean;
  /** Throws `Refused` to ask again. */
  solve?(run: Run, data: Record<string, unknown>): Answer | Promise<Answer>;
  /** Before a refused answer is asked for again: an answer here takes its place. */
  refuse?(run: Run): Answer | undefined | Promise<Answer | undefined>;
}

export interface FieldError {
  string: string;
  code: string;
}

export type FieldErrors = Record<string, FieldError[]>;

/** An answer that will not do: the challenge comes again, with these errors. */
export class Refused extends Error {
  constructor(readonly errors: FieldErrors) {
    super("refused");
  }

  /** An error of the answer as a whole. */
  static whole(...messages: string[]): Refused {
    return new Refused({ non_field_errors: messages.map((string) => ({ string, code: "invalid" })) });
  }
}

/** The flow cannot go on: access denied. */
export class StageInvalid extends Error {}
