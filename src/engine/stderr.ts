const QUIET_MS = 150;

/**
 * The dynamic provider writes the errors of check, diff, read and delete to its stderr as well as answering with them.
 * Holds back what it writes for a moment, and passes on what was not one of those.
 */
export class ProviderStderr {
  private text = "";
  private timer: NodeJS.Timeout | undefined;
  private readonly answered = new Set<string>();

  constructor(private readonly onText: (text: string) => void) {}

  write(text: string): void {
    this.text += text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), QUIET_MS);
  }

  answeredWith(message: string): void {
    if (message !== "") this.answered.add(message);
  }

  flush(): void {
    clearTimeout(this.timer);
    let rest = this.text;
    this.text = "";
    for (const message of this.answered) rest = without(rest, message);
    if (rest.trim() !== "") this.onText(rest.trimEnd());
  }
}

/** Takes out `Error: MESSAGE: Error: MESSAGE` and the stack below it. */
function without(text: string, message: string): string {
  let rest = text;
  for (let at = rest.indexOf(message); at >= 0; at = rest.indexOf(message, at)) {
    const start = rest.lastIndexOf("\n", at) + 1;
    let end = at + message.length;
    const again = rest.slice(end).match(/^: [\w.]*(Error|Exception)?:? ?/);
    if (again && rest.startsWith(message, end + again[0].length)) end += again[0].length + message.length;
    end = endOfLine(rest, end);
    while (/^\s+at /.test(rest.slice(end))) end = endOfLine(rest, end);
    rest = rest.slice(0, start) + rest.slice(end);
    at = start;
  }
  return rest;
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at < 0 ? text.length : at + 1;
}
