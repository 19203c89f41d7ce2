import type { FieldModel, Models } from "../models";
import type { Id, Store } from "../store";
import { str, typeName, uuid } from "./python-values";
import { Invalid, type Problem } from "./refusal";
import { isAddress, isEmail, textChecks, toTime } from "./texts";

/** What a value is checked against. */
export interface FieldScope {
  store: Store;
  models: Models;
  /** PATCH: what is left out is not missed, inside of objects neither. */
  partial?: boolean;
}

/** The value as the store keeps it. Throws `Invalid` with the words of Django REST framework. */
export function toInternal(field: FieldModel, value: unknown, scope: FieldScope): unknown {
  const internal = converted(field, value, scope);
  const complaints = complaintsAbout(field, internal, scope);
  if (complaints.length > 0) throw new Invalid(complaints);
  return internal;
}

/** The value in its type, not yet validated. */
export function converted(field: FieldModel, value: unknown, scope: FieldScope): unknown {
  const isEmpty = value === "" && (field.kind === "reference" || (field.kind === "boolean" && field.nullable === true));
  if (value === null || isEmpty) {
    if (!field.nullable) throw new Invalid("This field may not be null.");
    return null;
  }
  return converters[field.kind](field, value, scope);
}

type Converter = (field: FieldModel, value: unknown, scope: FieldScope) => unknown;

const converters: Record<FieldModel["kind"], Converter> = {
  string: text,
  slug: text,
  email: text,
  url: text,
  file: text,
  ip: text,
  uuid: (_, value) => {
    const id = typeof value === "string" ? uuid(value) : undefined;
    if (id === undefined) throw new Invalid("Must be a valid UUID.");
    return id;
  },
  integer: (_, value) => {
    if (typeof value === "string" && value.length > 1000) throw new Invalid("String value too large.");
    const digits = /^\s*([+-]?\d+)(\.0*)?\s*$/.exec(
      typeof value === "string" || typeof value === "number" ? String(value) : "",
    );
    if (!digits) throw new Invalid("A valid integer is required.");
    return Number(digits[1]);
  },
  number: (_, value) => {
    const isNumber =
      typeof value === "number" || (typeof value === "string" && value.trim() !== "" && !Number.isNaN(Number(value)));
    if (typeof value === "boolean") return Number(value);
    if (!isNumber) throw new Invalid("A valid number is required.");
    return Number(value);
  },
  boolean,
  choice,
  time: (_, value) => toTime(value),
  json: (_, value) => value,
  list: (field, value, scope) => {
    if (!Array.isArray(value)) throw new Invalid(`Expected a list of items but got type "${typeName(value)}".`);
    if (field.filled && value.length === 0) throw new Invalid("This list may not be empty.");
    const items: FieldModel = field.items ?? { kind: "json", nullable: true };
    return collect(value, (item) => toInternal(items, item, scope));
  },
  reference,
  references: (field, value, scope) => {
    if (value === null || typeof value !== "object") {
      throw new Invalid(`Expected a list of items but got type "${typeName(value)}".`);
    }
    // A dictionary is a list of its names to Python.
    const items = Array.isArray(value) ? value : Object.keys(value);
    if (field.filled && items.length === 0) throw new Invalid("This list may not be empty.");
    const ids = items.map((item) => {
      if (item === null) throw new Invalid('Invalid pk "None" - object does not exist.');
      return reference(field, item, scope);
    });
    return [...new Set(ids)];
  },
  object: nested,
  objects: (field, value, scope) => {
    if (!Array.isArray(value)) {
      throw new Invalid({ non_field_errors: [`Expected a list of items but got type "${typeName(value)}".`] });
    }
    const problems: Problem[] = [];
    const items = value.map((item, index) => {
      problems[index] = item === null ? ["This field may not be null."] : {};
      if (item === null) return undefined;
      try {
        return nested(field, item, scope);
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        problems[index] = error.problem;
        return undefined;
      }
    });
    if (problems.some((problem) => Object.keys(problem).length > 0)) throw new Invalid(problems);
    return items;
  },
  method: (_, value) => value,
  column: (_, value) => value,
};

function text(field: FieldModel, value: unknown, { models }: FieldScope): string {
  const isBlank = value === "" || (!field.untrimmed && typeof value === "string" && value.trim() === "");
  if (isBlank) {
    if (!field.blank) throw new Invalid("This field may not be blank.");
    return "";
  }
  if (typeof value !== "string" && typeof value !== "number") throw new Invalid(notOfKind(field, models));
  return field.untrimmed ? String(value) : String(value).trim();
}

/** What a field says of a value that is no text at all: its own complaint, if it has one. */
function notOfKind({ kind }: FieldModel, models: Models): string {
  if (kind === "slug") return models.words.notASlug;
  if (kind === "email") return "Enter a valid email address.";
  return kind === "url" ? "Enter a valid URL." : "Not a valid string.";
}

const truths = new Set<unknown>([
  "t",
  "T",
  "y",
  "Y",
  "yes",
  "Yes",
  "YES",
  "true",
  "True",
  "TRUE",
  "on",
  "On",
  "ON",
  "1",
  1,
  true,
]);
const untruths = new Set<unknown>([
  "f",
  "F",
  "n",
  "N",
  "no",
  "No",
  "NO",
  "false",
  "False",
  "FALSE",
  "off",
  "Off",
  "OFF",
  "0",
  0,
  false,
]);

function boolean(field: FieldModel, value: unknown): boolean | null {
  if (truths.has(value)) return true;
  if (untruths.has(value)) return false;
  if (field.nullable && ["null", "Null", "NULL"].includes(value as string)) return null;
  throw new Invalid("Must be a valid boolean.");
}

function choice(field: FieldModel, value: unknown): unknown {
  if (value === "" && field.blank) return "";
  const found = field.choices?.find((one) => String(one) === str(value));
  if (found === undefined) throw new Invalid(`"${str(value)}" is not a valid choice.`);
  return found;
}

function reference(field: FieldModel, value: unknown, { store, models }: FieldScope): Id {
  const label = field.to as string;
  const id = idOf(models.model(label).id, value);
  const member = store.ofModel(label, id);
  if (!member) throw new Invalid(`Invalid pk "${str(value)}" - object does not exist.`);
  return id;
}

function idOf(type: "uuid" | "integer" | "text", value: unknown): Id {
  const refused = new Invalid(`Incorrect type. Expected pk value, received ${typeName(value)}.`);
  if (typeof value === "boolean") throw refused;
  if (type === "integer") {
    const isNumber = typeof value === "number" || (typeof value === "string" && /^\s*[+-]?\d+\s*$/.test(value));
    if (!isNumber) throw refused;
    return Math.trunc(Number(value));
  }
  if (type === "text") return str(value);
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) {
    return uuid(value.toString(16).padStart(32, "0")) as string;
  }
  const id = typeof value === "string" ? uuid(value) : undefined;
  if (id === undefined) throw new Invalid(`“${str(value)}” is not a valid UUID.`);
  return id;
}

function nested(field: FieldModel, value: unknown, scope: FieldScope): Record<string, unknown> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new Invalid({ non_field_errors: [`Invalid data. Expected a dictionary, but got ${typeName(value)}.`] });
  }
  const given = value as Record<string, unknown>;
  const problems: Record<string, Problem> = {};
  const object: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(scope.models.serializer(field.serializer as string).fields)) {
    if (inner.readOnly) continue;
    try {
      if (name in given) object[name] = toInternal(inner, given[name], scope);
      else if (scope.partial) continue;
      else if (inner.required) problems[name] = ["This field is required."];
      else if (inner.default !== undefined) object[name] = inner.default;
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      problems[name] = error.problem;
    }
  }
  if (Object.keys(problems).length > 0) throw new Invalid(problems);
  return object;
}

function collect(values: unknown[], convert: (value: unknown) => unknown): unknown[] {
  const problems: Record<string, Problem> = {};
  const items = values.map((value, index) => {
    try {
      return convert(value);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      problems[index] = error.problem;
      return undefined;
    }
  });
  if (Object.keys(problems).length > 0) throw new Invalid(problems);
  return items;
}

/** What the validators of a field say, in their order. */
export function complaintsAbout(field: FieldModel, value: unknown, { models }: FieldScope): string[] {
  if (typeof value === "string") return complaintsAboutText(field, value, models);
  const complaints: string[] = [];
  if (typeof value === "number") {
    const { max_value: most, min_value: least } = field;
    if (most !== undefined && value > most) complaints.push(`Ensure this value is less than or equal to ${most}.`);
    if (least !== undefined && value < least)
      complaints.push(`Ensure this value is greater than or equal to ${least}.`);
  }
  if (field.checks?.includes("dict") && (value === null || typeof value !== "object" || Array.isArray(value))) {
    complaints.push("Value must be a dictionary, and not have any duplicate keys.");
  }
  return complaints;
}

function complaintsAboutText(field: FieldModel, value: string, models: Models): string[] {
  if (field.checks?.includes("dict")) return ["Value must be a dictionary, and not have any duplicate keys."];
  // A blank text is taken as it is, before any validator sees it.
  if (value === "") return [];
  const complaints = (field.checks ?? []).map((check) => textChecks[check]?.(value));
  const { max_length: most, min_length: least } = field;
  const { length } = [...value];
  if (most !== undefined && length > most) complaints.push(`Ensure this field has no more than ${most} characters.`);
  if (least !== undefined && length < least) complaints.push(`Ensure this field has at least ${least} characters.`);
  if (value.includes("\0")) complaints.push("Null characters are not allowed.");
  if (field.kind === "slug" && !/^[-a-zA-Z0-9_]+$/.test(value)) complaints.push(models.words.notASlug);
  if (field.kind === "email" && !isEmail(value)) complaints.push("Enter a valid email address.");
  if (field.kind === "ip" && !isAddress(value)) complaints.push("Enter a valid IPv4 or IPv6 address.");
  return complaints.filter((complaint) => complaint !== undefined);
}
