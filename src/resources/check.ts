import { existsIn, type Field, type Kind, type Release, readOnlyIn, requiredIn } from "../authentik/catalogue";
import { toCamel } from "../authentik/names";
import { fieldsByProperty, type Properties } from "./inputs";
import { hasUnknown, isRecord, unknown } from "./values";

/** One thing wrong with one property, and what would be right. */
export interface Problem {
  property: string;
  reason: string;
}

/** Everything about these inputs that this release of Authentik, or any, would refuse or silently ignore. */
export function checkInputs(kind: Kind, inputs: Properties, release?: Release): Problem[] {
  if (release && !existsIn(kind, release)) {
    return [{ property: "", reason: `Authentik ${release} has no ${kind.name}${lifetimeHint(kind)}.` }];
  }
  const fields = fieldsByProperty(kind);
  const problems: Problem[] = [];
  for (const [property, value] of Object.entries(inputs)) {
    if (property.startsWith("__") || value === undefined) continue;
    const known = fields.get(property);
    if (!known) {
      const hint = nearest(property, [...fields.keys()]);
      const readOnly = Object.keys(kind.fields).some((name) => toCamel(name) === property);
      problems.push({
        property,
        reason: readOnly
          ? "is set by Authentik alone."
          : `is no field of ${kind.name}.${hint && ` Did you mean ${hint}?`}`,
      });
    } else if (release && !existsIn(known.field, release)) {
      problems.push({ property, reason: `is unknown to Authentik ${release}${lifetimeHint(known.field)}.` });
    } else if (release && readOnlyIn(known.field, release)) {
      problems.push({ property, reason: `cannot be set in Authentik ${release}, only in later releases.` });
    } else {
      problems.push(...checkValue(property, known.field, value, release));
    }
  }
  for (const { property, field } of fields.values()) {
    const isRequired = release ? requiredIn(field, release) : field.required === true;
    if (isRequired && inputs[property] === undefined) {
      problems.push({ property, reason: `is required by ${kind.name}${release ? ` in Authentik ${release}` : ""}.` });
    }
  }
  return problems;
}

function checkValue(property: string, field: Field, value: unknown, release?: Release): Problem[] {
  if (value === unknown) return [];
  const problem = (reason: string): Problem[] => [{ property, reason }];
  if (value === null) return field.nullable ? [] : problem(`cannot be null; leave it out to leave it as it is.`);
  switch (field.ref && field.type !== "list" ? "reference" : field.type) {
    case "reference":
      return typeof value === "string" || typeof value === "number"
        ? []
        : problem("must be the name or id of an object.");
    case "list": {
      if (!Array.isArray(value)) return problem("must be a list.");
      const item = { ...(field.items ?? { type: "json" }), ...(field.ref && { ref: field.ref }) };
      return value.flatMap((inner, index) => checkValue(`${property}[${index}]`, item, inner, release));
    }
    case "object":
      return isRecord(value) ? checkObject(property, field, value, release) : problem("must be an object.");
    case "string":
      return typeof value === "string" ? checkText(property, field, value, release) : problem("must be a text.");
    case "integer":
    case "number":
      return checkNumber(property, field, value);
    case "boolean":
      return typeof value === "boolean" ? [] : problem("must be true or false.");
    default:
      return [];
  }
}

function checkObject(property: string, field: Field, value: Properties, release?: Release): Problem[] {
  const inner = Object.entries(field.fields ?? {});
  const names = inner.map(([name]) => toCamel(name));
  const strangers = Object.keys(value).filter((name) => !names.includes(name));
  return [
    ...strangers.map((name) => {
      const hint = nearest(name, names);
      return { property: `${property}.${name}`, reason: `is unknown.${hint && ` Did you mean ${hint}?`}` };
    }),
    ...inner.flatMap(([name, innerField]) => {
      const place = `${property}.${toCamel(name)}`;
      const innerValue = value[toCamel(name)];
      if (innerValue !== undefined && release && !existsIn(innerField, release)) {
        return [{ property: place, reason: `is unknown to Authentik ${release}${lifetimeHint(innerField)}.` }];
      }
      if (innerValue !== undefined) return checkValue(place, innerField, innerValue, release);
      return innerField.required ? [{ property: place, reason: "is required." }] : [];
    }),
  ];
}

function checkText(property: string, field: Field, value: string, release?: Release): Problem[] {
  const problem = (reason: string): Problem[] => [{ property, reason }];
  if (field.choices) {
    const choices = field.choices.filter(
      (choice) => !release || existsIn(field.choiceLifetimes?.[String(choice)] ?? {}, release),
    );
    if (!choices.includes(value))
      return problem(`must be one of ${choices.map((choice) => choice || '""').join(", ")}.`);
  }
  if (field.minLength && value.length < field.minLength) return problem("must not be empty.");
  if (field.maxLength && value.length > field.maxLength) {
    return problem(`has ${value.length} characters; Authentik takes ${field.maxLength}.`);
  }
  if (field.pattern && !new RegExp(field.pattern, "u").test(value)) return problem(`must match ${field.pattern}.`);
  return [];
}

function checkNumber(property: string, field: Field, value: unknown): Problem[] {
  const problem = (reason: string): Problem[] => [{ property, reason }];
  if (typeof value !== "number") return problem("must be a number.");
  if (field.type === "integer" && !Number.isInteger(value)) return problem("must be a whole number.");
  if (field.choices && !field.choices.includes(value)) return problem(`must be one of ${field.choices.join(", ")}.`);
  if (field.minimum !== undefined && value < field.minimum) return problem(`must be at least ${field.minimum}.`);
  if (field.maximum !== undefined && value > field.maximum) return problem(`must be at most ${field.maximum}.`);
  return [];
}

/** The natural key of inputs, by Authentik's names; nothing where a part of it is not known yet. */
export function naturalKey(kind: Kind, inputs: Properties): Record<string, unknown> | undefined {
  const key = kind.key.map((name) => [name, inputs[toCamel(name)] ?? null] as const);
  return key.some(([, value]) => hasUnknown(value)) ? undefined : Object.fromEntries(key);
}

function lifetimeHint({ since, until }: { since?: Release; until?: Release }): string {
  if (since && until) return `; it exists from ${since} to ${until}`;
  if (since) return `; it exists since ${since}`;
  return until ? `; the last release with it is ${until}` : "";
}

/** The candidate that a mistyped name most likely means, if any is near enough. */
export function nearest(name: string, candidates: string[]): string {
  let best = "";
  // A name of which no letter is right is no misspelling.
  let bestDistance = Math.min(Math.max(2, Math.floor(name.length / 3)), name.length - 1) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(substitution, (previous[j] as number) + 1, (row[j - 1] as number) + 1));
    }
    previous = row;
  }
  return previous[b.length] as number;
}
