import { repr } from "../python-values";
import type { Problem } from "../refusal";

/** An entry that cannot be applied, with Authentik's reason. */
export class Refused extends Error {}

/** Problems as Python shows Django REST framework's own: each text with its code. */
export function errorDetails(problem: Problem): string {
  if (typeof problem === "string") return `ErrorDetail(string=${repr(problem)}, code='${code(problem)}')`;
  if (Array.isArray(problem)) return `[${problem.map(errorDetails).join(", ")}]`;
  const pairs = Object.entries(problem).map(([name, inner]) => `${repr(name)}: ${errorDetails(inner)}`);
  return `{${pairs.join(", ")}}`;
}

const codes: [RegExp, string][] = [
  [/^This field is required\.$/, "required"],
  [/^This field may not be null\.$/, "null"],
  [/^This field may not be blank\.$/, "blank"],
  [/already exists\.$|must be unique\.$|must make a unique set\.$/, "unique"],
  [/^Invalid pk/, "does_not_exist"],
  [/^Incorrect type/, "incorrect_type"],
  [/is not a valid choice\.$/, "invalid_choice"],
  [/^Ensure this field has no more than/, "max_length"],
  [/^Ensure this value is less/, "max_value"],
  [/^Ensure this value is greater/, "min_value"],
  [/^Expected a list of items/, "not_a_list"],
];

function code(text: string): string {
  return codes.find(([pattern]) => pattern.test(text))?.[1] ?? "invalid";
}
