import { isObject, isSecret } from "./values";

const SHORTEST = 4;
const ORDINARY = new Set(["true", "false", "null"]);
export const MASK = "[secret]";

/** Takes every secret that the run has met out of text that people will read. */
export class Redactor {
  private readonly texts = new Set<string>();
  private ordered: string[] | undefined;

  /** Remembers every secret inside the value. */
  learn(value: unknown): void {
    if (Array.isArray(value)) for (const item of value) this.learn(item);
    else if (isSecret(value)) this.learnText(value.value);
    else if (isObject(value)) for (const item of Object.values(value)) this.learn(item);
  }

  learnText(value: unknown): void {
    if (typeof value === "string") this.add(value);
    else if (Array.isArray(value)) for (const item of value) this.learnText(item);
    else if (isObject(value)) for (const item of Object.values(value)) this.learnText(item);
  }

  redact(text: string): string {
    this.ordered ??= [...this.texts].sort((a, b) => b.length - a.length);
    return this.ordered.reduce(
      (result, item) => (result.includes(item) ? result.replaceAll(item, MASK) : result),
      text,
    );
  }

  private add(text: string): void {
    if (text.trim().length < SHORTEST || ORDINARY.has(text)) return;
    const escaped = JSON.stringify(text).slice(1, -1);
    for (const form of [text, text.trim(), escaped]) this.texts.add(form);
    this.ordered = undefined;
  }
}
