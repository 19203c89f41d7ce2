import { type FieldErrors, Refused } from "./stage";

interface TextRules {
  optional?: boolean;
  allowBlank?: boolean;
  allowNull?: boolean;
  keepSpace?: boolean;
}

/**
 * The fields of an answer, with the errors that Authentik's serializers give. All fields are read before `check` throws.
 *
 * @example
 * const answers = new Answers(data);
 * const name = answers.text("uid_field");
 * answers.check();
 */
export class Answers {
  readonly #errors: FieldErrors = {};

  constructor(readonly data: Record<string, unknown>) {}

  refuse(field: string, string: string, code = "invalid"): undefined {
    this.#errors[field] = [...(this.#errors[field] ?? []), { string, code }];
  }

  check(): void {
    if (Object.keys(this.#errors).length > 0) throw new Refused(this.#errors);
  }

  text(field: string, rules: TextRules = {}): string | undefined {
    const value = this.#given(field, rules);
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string" && typeof value !== "number") return this.refuse(field, "Not a valid string.");
    const text = rules.keepSpace ? String(value) : String(value).trim();
    // Blank is what is blank without its space, even where space is kept.
    if (text.trim() === "" && (text === "" || !rules.keepSpace)) {
      return rules.allowBlank ? "" : this.refuse(field, "This field may not be blank.", "blank");
    }
    return text;
  }

  email(field: string, rules: TextRules = {}): string | undefined {
    const text = this.text(field, rules);
    if (!text || /^[^\s@"(),:;<>[\]\\]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i.test(text))
      return text;
    if (/^[^\s@]+@localhost$/i.test(text)) return text;
    return this.refuse(field, "Enter a valid email address.");
  }

  integer(field: string, rules: TextRules = {}): number | undefined {
    const value = this.#given(field, rules);
    if (value === undefined || value === null) return undefined;
    const number = typeof value === "boolean" || String(value).trim() === "" ? Number.NaN : Number(value);
    return Number.isInteger(number) ? number : this.refuse(field, "A valid integer is required.");
  }

  boolean(field: string, rules: TextRules = {}): boolean | undefined {
    const value = this.#given(field, rules);
    if (value === undefined || value === null) return undefined;
    const word = String(value).toLowerCase();
    if (["true", "t", "yes", "y", "on", "1"].includes(word)) return true;
    if (["false", "f", "no", "n", "off", "0"].includes(word)) return false;
    return this.refuse(field, "Must be a valid boolean.");
  }

  choice(field: string, choices: string[], rules: TextRules = {}): string | undefined {
    const value = this.#given(field, rules);
    if (value === undefined || value === null) return undefined;
    if (value === "" && rules.allowBlank) return "";
    return choices.includes(String(value))
      ? String(value)
      : this.refuse(field, `"${value}" is not a valid choice.`, "invalid_choice");
  }

  date(field: string, rules: TextRules = {}): string | undefined {
    const value = this.#given(field, rules);
    if (value === undefined || value === null) return undefined;
    if (/^\d{4}-\d\d-\d\d$/.test(String(value)) && !Number.isNaN(Date.parse(String(value)))) return String(value);
    return this.refuse(field, "Date has wrong format. Use one of these formats instead: YYYY-MM-DD.");
  }

  dateTime(field: string, rules: TextRules = {}): string | undefined {
    const value = this.#given(field, rules);
    if (value === undefined || value === null) return undefined;
    const time = /^\d{4}-\d\d-\d\dT/.test(String(value)) ? Date.parse(String(value)) : Number.NaN;
    if (!Number.isNaN(time)) return new Date(time).toISOString();
    const formats = "YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]";
    return this.refuse(field, `Datetime has wrong format. Use one of these formats instead: ${formats}.`);
  }

  #given(field: string, rules: TextRules): unknown {
    const value = this.data[field];
    if (value === undefined)
      return rules.optional ? undefined : this.refuse(field, "This field is required.", "required");
    if (value === null && !rules.allowNull) return this.refuse(field, "This field may not be null.", "null");
    return value;
  }
}
