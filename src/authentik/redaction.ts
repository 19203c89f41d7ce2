const shown = "[secret]";

/** Values that must appear nowhere; texts go through {@link Redaction.clean} on their way out. */
export class Redaction {
  readonly #values = new Set<string>();

  /** Short values are left out: taking them from a text would hide more than it protects. */
  add(value: unknown): void {
    if (typeof value === "string" && value.length >= 6) this.#values.add(value);
  }

  clean(text: string): string {
    let cleaned = text;
    // The longest first: one value may begin with another.
    for (const value of [...this.#values].sort((a, b) => b.length - a.length)) {
      for (const form of new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])) {
        cleaned = cleaned.replaceAll(form, shown);
      }
    }
    return cleaned;
  }
}
