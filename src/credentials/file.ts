import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { parse as parseDotenv } from "dotenv";
import { parse as parseYaml } from "yaml";
import { AuthentikError } from "../authentik/errors";
import { ProviderResource } from "../resources/base";
import type { Problem } from "../resources/check";
import type { Handler } from "../resources/handler";
import { changedProperties, ownProperties, type Properties } from "../resources/inputs";
import { hasUnknown, isRecord } from "../resources/values";
import { dotenvProblem, mergeDotenv, withoutVariables } from "./dotenv";
import { insideProject, isExposed, pathProblem, readIfThere, removeFile, writePrivate } from "./files";
import { type Format, formatNames, formats } from "./formats";

export const fileKind = "credentials/file";

export interface CredentialsFileArgs {
  /** Where it lies, from the folder of Pulumi.yaml, inside of it. */
  path: pulumi.Input<string>;
  /** The form. Default: `dotenv`, which leaves other lines of the file as they are. */
  format?: pulumi.Input<Format>;
  /** The variables, in the order in which they are written. Give what is secret as a secret output. */
  variables: Record<string, pulumi.Input<string>>;
}

/** A file with an application's credentials, mode 0600. */
export class CredentialsFile extends ProviderResource {
  declare readonly path: pulumi.Output<string>;
  declare readonly variables: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: CredentialsFileArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      { kind: fileKind, typeName: "CredentialsFile", outputs: [], secrets: [] },
      name,
      // Pulumi sorts the keys of what it keeps.
      { ...args, path: pulumi.output(args.path).apply(path.normalize), order: Object.keys(args.variables) },
      opts,
    );
  }
}

export const fileHandler: Handler = {
  check: async (_session, olds, news) => {
    const problems = problemsOf(news);
    const loses = olds ? losesLines(olds, news) : problems.length === 0 && isTaken(news);
    if (loses) problems.push({ property: "path", reason: takenText(news) });
    return problems;
  },

  diff: async (_session, olds, news) => {
    // Values that a preview does not know come from a resource whose own change it shows; the file only follows.
    const names = ["path", "format", "order", ...(hasUnknown(news.variables) ? [] : ["variables"])];
    const changed = changedProperties(olds, news, names);
    // A file that is not there is no difference: on another machine, in a pipeline, it need not be.
    if (changed.length === 0 && isExposed(insideProject(String(olds.path)))) changed.push("mode");
    // Another form of the same file is no new file: its predecessor's delete would remove it.
    return { changed, replaces: changed.filter((property) => property === "path") };
  },

  create: async (session, inputs) => {
    if (isTaken(inputs)) throw new AuthentikError("CONFLICT", `path: ${takenText(inputs)}`);
    write(inputs);
    session.claimed.add(claimOf(inputs));
    return { id: String(inputs.path), outs: inputs };
  },

  read: async (_session, _id, props) => {
    const text = readIfThere(insideProject(String(props.path)));
    if (text === undefined) return undefined;
    const held = variablesIn(text, formatOf(props));
    const names = Object.keys(variablesOf(props));
    const variables = Object.fromEntries(
      names.filter((name) => Object.hasOwn(held, name)).map((name) => [name, held[name]]),
    );
    const outs = { ...props, variables };
    return {
      inputs: {
        ...ownProperties(props),
        path: props.path,
        order: props.order,
        ...(props.format !== undefined && { format: props.format }),
        variables,
      },
      outs,
    };
  },

  update: async (_session, _id, olds, news) => {
    const wanted = variablesOf(news);
    const dropped = Object.keys(variablesOf(olds)).filter((name) => !Object.hasOwn(wanted, name));
    write(news, dropped, formatOf(olds) === formatOf(news));
    return news;
  },

  delete: async (session, _id, props) => {
    if (session.claimed.has(claimOf(props))) return;
    const file = insideProject(String(props.path));
    const text = readIfThere(file) ?? "";
    if (!isOurs(variablesIn(text, formatOf(props)), variablesOf(props))) return;
    const rest = formatOf(props) === "dotenv" ? withoutVariables(text, Object.keys(variablesOf(props))) : "";
    if (rest.trim() === "") removeFile(file);
    else writePrivate(file, rest);
  },
};

function problemsOf(news: Properties): Problem[] {
  const problems: Problem[] = [];
  const path = hasUnknown(news.path) ? undefined : pathProblem(String(news.path ?? ""));
  if (path) problems.push({ property: "path", reason: path });
  if (news.format !== undefined && !hasUnknown(news.format) && !formatNames.includes(news.format as Format)) {
    problems.push({ property: "format", reason: `must be one of ${formatNames.join(", ")}.` });
  }
  if (formatOf(news) !== "dotenv") return problems;
  for (const [name, value] of Object.entries(variablesOf(news))) {
    const property = `variables.${name}`;
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) problems.push({ property, reason: "is no name of a variable." });
    const reason = hasUnknown(value) ? undefined : dotenvProblem(String(value));
    if (reason) problems.push({ property, reason });
  }
  return problems;
}

/** Whether a file of somebody else's would be lost: these forms are written whole, while dotenv keeps other lines. */
function isTaken(inputs: Properties): boolean {
  if (formatOf(inputs) === "dotenv" || inputs.__adopt || hasUnknown(inputs.path)) return false;
  const text = readIfThere(insideProject(String(inputs.path)));
  return text !== undefined && !isDeepStrictEqual(variablesIn(text, formatOf(inputs)), variablesOf(inputs));
}

/** Whether a file that kept other lines than ours is to be written whole from now on. */
function losesLines(olds: Properties, news: Properties): boolean {
  if (formatOf(olds) !== "dotenv" || formatOf(news) === "dotenv" || olds.path !== news.path) return false;
  const rest = withoutVariables(readIfThere(insideProject(String(olds.path))) ?? "", Object.keys(variablesOf(olds)));
  return rest.trim() !== "";
}

function claimOf(props: Properties): string {
  return `file ${path.normalize(String(props.path))}`;
}

function takenText({ path }: Properties): string {
  return `leads to a file that is there already and would be overwritten: ${path}. Move it away, or name another.`;
}

/** Whether the file still holds what was written: when an app is renamed, its successor has written there since. */
function isOurs(held: Record<string, unknown>, variables: Record<string, string>): boolean {
  return Object.entries(variables).every(([name, value]) => !Object.hasOwn(held, name) || held[name] === value);
}

function write(props: Properties, dropped: string[] = [], keepsRest = true): void {
  const file = insideProject(String(props.path));
  const variables = variablesOf(props);
  const format = formatOf(props);
  const text =
    format === "dotenv"
      ? mergeDotenv(keepsRest ? withoutVariables(readIfThere(file) ?? "", dropped) : "", variables)
      : formats[format](variables);
  writePrivate(file, text);
}

function formatOf(props: Properties): Format {
  return (props.format as Format | undefined) ?? "dotenv";
}

function variablesOf(props: Properties): Record<string, string> {
  const variables = isRecord(props.variables) ? (props.variables as Record<string, string>) : {};
  const order = Array.isArray(props.order) ? props.order.filter((name) => Object.hasOwn(variables, name)) : [];
  return Object.fromEntries([...new Set([...order, ...Object.keys(variables)])].map((name) => [name, variables[name]]));
}

// A file that somebody made unreadable holds none of the variables; the next update writes it again.
function variablesIn(text: string, format: Format): Record<string, unknown> {
  if (format === "dotenv") return parseDotenv(text);
  try {
    const value: unknown = parseYaml(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
