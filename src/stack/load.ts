import type { z } from "zod";
import { nearest } from "../resources/check";
import { isRecord } from "../resources/values";
import { checkStack } from "./check";
import { stackJsonSchema } from "./json-schema";
import { type Place, pathText, StackFileError, type StackProblem } from "./problems";
import { type StackFile, stackFile } from "./schema";
import { readStackSource } from "./source";
import type { Variables } from "./variables";

/** What a stack file says. */
export interface ReadStack {
  stack: StackFile;
  /** The values in it that came from environment variables whose names say that they are secret. */
  secrets: ReadonlySet<string>;
}

/** A stack, read and checked whole, as {@link readStack} does it. */
export function loadStack(file: string, root?: string, variables?: Variables): StackFile {
  return readStack(file, root, variables).stack;
}

/**
 * A stack, read and checked whole, and what in it is to be kept secret: the values of environment variables with names
 * such as API_TOKEN, DB_PASSWORD or SIGNING_KEY.
 *
 * @param file The path of the stack file from `root`, as it is shown in problems.
 * @throws StackFileError with every problem of the stack.
 */
export function readStack(file: string, root = ".", variables: Variables = { env: process.env }): ReadStack {
  const source = readStackSource(file, variables, root);
  const parsed = stackFile.safeParse(source.value);
  const issues = parsed.error?.issues ?? [];
  const found = [
    ...issues.flatMap((issue) => flatten(issue, source.value)),
    ...checkStack(source.value, source.isComplete),
  ].map(({ path, message }) => ({ ...source.placeOf(path), path: pathText(path), message }));
  // Where a variable could not be filled in, whatever else is wrong with the value follows from that.
  const unread = new Set(source.problems.map(({ path }) => path));
  const problems = [...source.problems, ...found.filter(({ path }) => path === "" || !unread.has(path))];
  if (problems.length > 0 || !parsed.success) throw new StackFileError(unique(problems).sort(byPlace));
  return { stack: parsed.data, secrets: source.secrets };
}

interface Issue {
  path: readonly PropertyKey[];
  message: string;
}

/** Zod's issues in words that tell what would be right. */
function flatten(issue: z.core.$ZodIssue, stack: unknown, prefix: readonly PropertyKey[] = []): Issue[] {
  const path = [...prefix, ...issue.path];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => {
        const hint = nearest(key, knownKeys(path));
        return { path: [...path, key], message: `is no key of this file.${hint && ` Did you mean ${hint}?`}` };
      });
    case "invalid_union":
      return flattenUnion(issue, stack, path);
    case "invalid_type":
      return [{ path, message: wrongType(issue.expected, valueAt(stack, path)) }];
    case "invalid_value":
      return [{ path, message: `must be one of ${issue.values.map(String).join(", ")}.` }];
    case "invalid_key":
      return issue.issues.map(({ message }) => ({ path, message }));
    case "too_small":
      return [{ path, message: issue.minimum === 1 ? "must not be empty." : `must be at least ${issue.minimum}.` }];
    case "too_big":
      return [{ path, message: `must be at most ${issue.maximum}.` }];
    default:
      return [{ path, message: issue.message }];
  }
}

// Of the forms that a value may have, the one with the right type says best what is wrong with it.
function flattenUnion(issue: z.core.$ZodIssueInvalidUnion, stack: unknown, path: readonly PropertyKey[]): Issue[] {
  const isOfType = (branch: z.core.$ZodIssue[]) =>
    !branch.some((inner) => inner.code === "invalid_type" && inner.path.length === 0);
  const best = issue.errors.find(isOfType) ?? issue.errors[0] ?? [];
  return best.flatMap((inner) => flatten(inner, stack, path));
}

function wrongType(expected: string, value: unknown): string {
  if (value === undefined) return `is missing; it must be ${article(expected)}.`;
  const isNearlyText = expected === "string" && (typeof value === "number" || typeof value === "boolean");
  return `must be ${article(expected)}.${isNearlyText ? " Put it in quotes." : ""}`;
}

function valueAt(stack: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined),
    stack,
  );
}

function article(type: string): string {
  const words: Record<string, string> = {
    array: "a list",
    boolean: "true or false",
    number: "a number",
    object: "a map",
    record: "a map",
    string: "a text",
  };
  return words[type] ?? type;
}

let jsonSchema: unknown;

/** The keys that the schema knows at a path. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  jsonSchema ??= stackJsonSchema();
  let schema = jsonSchema;
  for (const part of path) {
    if (!isRecord(schema)) return [];
    const { properties, additionalProperties, items, anyOf } = schema;
    const branch = Array.isArray(anyOf)
      ? anyOf.find((option) => isRecord(option) && isRecord(option.properties))
      : undefined;
    const fields = isRecord(properties) ? properties : isRecord(branch?.properties) ? branch.properties : {};
    schema = fields[String(part)] ?? (typeof part === "number" ? items : additionalProperties);
    if (isRecord(schema) && Array.isArray(schema.anyOf))
      schema = schema.anyOf.find((option) => isRecord(option) && option.properties) ?? schema;
  }
  return isRecord(schema) && isRecord(schema.properties) ? Object.keys(schema.properties) : [];
}

function byPlace(a: Place, b: Place): number {
  return a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1;
}

function unique(problems: StackProblem[]): StackProblem[] {
  const seen = new Map(problems.map((problem) => [`${problem.file}:${problem.path}:${problem.message}`, problem]));
  return [...seen.values()];
}
