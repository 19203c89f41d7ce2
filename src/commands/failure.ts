/** A command that cannot go on, with a text that says what to do next. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  constructor(
    message: string,
    /** 1 failed, 2 a difference was found. */
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
