import { parse } from "dotenv";
import { AuthentikError } from "../authentik/errors";

/** A variable with all the lines of its value, told apart from its surroundings as the package dotenv does. */
const assignment =
  /^[^\S\r\n]*(export[^\S\r\n]+)?([\w.-]+)(?:[^\S\r\n]*=|:[^\S\r\n]+)[^\S\r\n]*(?:'(?:\\'|[^'])*'|"(?:\\"|[^"])*"|`(?:\\`|[^`])*`|[^#\r\n]+)?[^\S\r\n]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|(?![\s\S]))/gm;

/** The text of a dotenv file with these variables set; other lines, comments and the order stay as they are. */
export function mergeDotenv(existing: string, variables: Record<string, string>): string {
  const pending = new Map(Object.entries(variables));
  const end = existing.includes("\r\n") ? "\r\n" : "\n";
  let text = existing.replace(assignment, (lines, exported: string | undefined, name: string) => {
    if (!Object.hasOwn(variables, name)) return lines;
    const value = pending.get(name);
    if (value === undefined) return "";
    pending.delete(name);
    return `${exported ?? ""}${dotenvLine(name, value)}${end}`;
  });
  if (pending.size > 0 && text !== "" && !/[\r\n]$/.test(text)) text += end;
  for (const [name, value] of pending) text += dotenvLine(name, value) + end;
  const read = parse(text);
  const lost = Object.keys(variables).find((name) => read[name] !== variables[name]);
  if (lost === undefined) return text;
  throw new AuthentikError(
    "CONFIGURATION",
    `The variable ${lost} would not be read back from this file: a quote in a line above it is not closed.`,
  );
}

/** The text without these variables. */
export function withoutVariables(existing: string, names: string[]): string {
  return existing.replace(assignment, (lines, _exported, name: string) => (names.includes(name) ? "" : lines));
}

/** One variable, in the form that dotenv, python-dotenv, Docker Compose and shells read alike, where there is one. */
export function dotenvLine(name: string, value: string): string {
  const form = formOf(value);
  if (form === undefined) throw new AuthentikError("CONFIGURATION", `The variable ${name} ${inexpressible}`);
  return `${name}=${form}`;
}

/** Why a dotenv file cannot hold a value, if so. */
export function dotenvProblem(value: string): string | undefined {
  return formOf(value) === undefined ? inexpressible : undefined;
}

const inexpressible =
  "holds a value that no dotenv file can hold: it mixes quotes, backslashes and line ends. Use the format json or yaml.";

// Only dotenv's own rules are certain: no escapes, but for \n and \r within double quotes. What others would read
// otherwise (backslashes, dollar signs) is written in a form of theirs only when there is no better one.
function formOf(value: string): string | undefined {
  const fits = (quote: string) => !value.includes(quote) && !value.includes("\r") && !value.endsWith("\\");
  const escaped = `"${value.replaceAll("\n", "\\n").replaceAll("\r", "\\r")}"`;
  const isPlain = value.trim() === value && !/[#\r\n\u2028\u2029]|^['"`]/.test(value);

  if (/^[A-Za-z0-9_@%+=:,./^-]*$/.test(value)) return value;
  if (fits("'") && !value.includes("\n")) return `'${value}'`;
  if (!/["\\$`]/.test(value)) return escaped;
  if (fits("'")) return `'${value}'`;
  if (!/"|\\[nr]|\\$/.test(value)) return escaped;
  if (fits("`")) return `\`${value}\``;
  return isPlain ? value : undefined;
}
