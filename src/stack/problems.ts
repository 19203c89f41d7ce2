/** Where something stands in a stack file. */
export interface Place {
  file: string;
  /** From 1. */
  line: number;
}

/** One thing wrong in a stack file. */
export interface StackProblem extends Place {
  /** The way through the file: `apps.web.redirectUris[0]`. */
  path: string;
  /** What is wrong, and what would be right. */
  message: string;
}

/** Everything that is wrong with a stack, found before the first request. */
export class StackFileError extends Error {
  override readonly name = "StackFileError";
  readonly code = "STACK_FILE";

  constructor(readonly problems: StackProblem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super(`${count} in the stack; nothing was sent.\n${problems.map(problemText).join("\n")}`);
  }
}

export function problemText({ file, line, path, message }: StackProblem): string {
  return `  ${file}:${line}${path && ` ${path}`}: ${message}`;
}

/** `["apps", "web", "redirectUris", 0]` → `apps.web.redirectUris[0]`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    const name = /^[\w-]+$/.test(String(part)) ? String(part) : JSON.stringify(part);
    return text === "" ? name : `${text}.${name}`;
  }, "");
}
