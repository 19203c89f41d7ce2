import { diffLines } from "diff";
import pc from "picocolors";
import type { EngineEvent, Operation, PropertyChange, StepEvent, SummaryEvent } from "./events";

export interface DisplayOptions {
  /** Where the lines go; standard output if not given. A reader that goes away early is no error. */
  out?: NodeJS.WritableStream & { isTTY?: boolean };
  /** Colours; on a terminal, unless NO_COLOR is set, if not given. */
  color?: boolean;
}

type Paint = (text: string) => string;

interface Style {
  sign: string;
  plan: string;
  done: string;
  color: "green" | "yellow" | "red" | "magenta" | "cyan" | "gray";
}

const STYLES: Record<Exclude<Operation, "same">, Style> = {
  create: { sign: "+", plan: "create", done: "created", color: "green" },
  update: { sign: "~", plan: "update", done: "updated", color: "yellow" },
  replace: { sign: "+-", plan: "replace", done: "replaced", color: "magenta" },
  delete: { sign: "-", plan: "delete", done: "deleted", color: "red" },
  "delete-replaced": { sign: "--", plan: "delete original", done: "deleted original", color: "red" },
  refresh: { sign: "~", plan: "changed outside", done: "refreshed", color: "cyan" },
  gone: { sign: "-", plan: "gone", done: "gone", color: "red" },
  skip: { sign: " ", plan: "skipped", done: "skipped, as something it needs failed", color: "gray" },
};

const LONGEST = 120;

/**
 * Turns a run's events into lines of text.
 *
 * @example
 * await preview({ projectDir: ".", stack: "dev", onEvent: createDisplay() });
 * // + authentik:Application ecosire-web create
 */
export function createDisplay({ out = process.stdout, color }: DisplayOptions = {}): (event: EngineEvent) => void {
  const colors = pc.createColors(color ?? (out.isTTY === true && pc.isColorSupported));
  let open = true;
  out.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    open = false;
  });
  return (event) => {
    const lines = linesOf(event, colors);
    if (open && lines.length > 0) out.write(`${lines.join("\n")}\n`);
  };
}

type Colors = ReturnType<typeof pc.createColors>;

/** The lines that one event is shown as; none for what is not worth one. */
export function linesOf(event: EngineEvent, colors: Colors = pc.createColors(false)): string[] {
  switch (event.type) {
    case "start":
      return [`${titleOf(event.kind, event.dryRun)} (${event.stack}):`];
    case "step":
      return stepLines(event, colors);
    case "log":
      return logLines(event.severity, event.message, colors);
    case "summary":
      return summaryLines(event, colors);
  }
}

function titleOf(kind: string, dryRun: boolean): string {
  const titles: Record<string, string> = {
    preview: "Previewing update",
    up: "Updating",
    refresh: "Refreshing",
    destroy: "Destroying",
  };
  return dryRun && kind !== "preview" ? `Previewing ${kind}` : (titles[kind] ?? kind);
}

function stepLines(event: StepEvent, colors: Colors): string[] {
  if (event.operation === "same" || event.phase === "begin") return [];
  const { sign, plan, done, color } = STYLES[event.operation];
  const label = `${event.resourceType} ${event.name}`;
  if (event.error !== undefined) {
    const [first = "", ...rest] = event.error.split("\n");
    return [colors.red(`! ${label} ${plan} failed: ${first}`), ...rest.map((line) => colors.red(`    ${line}`))];
  }
  const paint: Paint = colors[color];
  const seconds =
    event.durationMs !== undefined && event.durationMs >= 1000 ? ` (${(event.durationMs / 1000).toFixed(1)}s)` : "";
  const head = paint(`${sign.padStart(2)} ${label} ${event.phase === "plan" ? plan : done}${seconds}`);
  return event.operation === "create" ? [head] : [head, ...event.diff.flatMap((change) => changeLines(change, colors))];
}

function changeLines({ path, kind, from, to, replaces }: PropertyChange, colors: Colors): string[] {
  const note = replaces ? " (replaces)" : "";
  if (isText(from) && isText(to) && (from.includes("\n") || to.includes("\n"))) {
    return [`     ${colors.yellow("~")} ${path}:${note}`, ...textLines(from, to, colors)];
  }
  if (kind === "add") return [`     ${colors.green("+")} ${path}: ${valueText(to)}${note}`];
  if (kind === "remove") return [`     ${colors.red("-")} ${path}: ${valueText(from)}${note}`];
  const values = `${valueText(from)} → ${valueText(to)}`;
  return [`     ${colors.yellow("~")} ${path}: ${from === to ? `${valueText(to)} (changed)` : values}${note}`];
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function textLines(from: string, to: string, colors: Colors): string[] {
  return diffLines(from, to).flatMap(({ value, added, removed }) => {
    const lines = value.replace(/\n$/, "").split("\n");
    if (added) return lines.map((line) => colors.green(`         + ${line}`));
    if (removed) return lines.map((line) => colors.red(`         - ${line}`));
    const shown = lines.length > 4 ? [lines[0], "…", lines.at(-1)] : lines;
    return shown.map((line) => `           ${line}`);
  });
}

function valueText(value: unknown): string {
  if (value === "[secret]" || value === "[unknown]") return value;
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function logLines(severity: "info" | "warning" | "error", message: string, colors: Colors): string[] {
  if (severity === "info") return message.split("\n").map((line) => `   ${line}`);
  const paint: Paint = severity === "error" ? colors.red : colors.yellow;
  return message.split("\n").map((line, index) => paint(index === 0 ? `${severity}: ${line}` : `  ${line}`));
}

function summaryLines({ summary, errors, outputs, dryRun, durationMs, kind }: SummaryEvent, colors: Colors): string[] {
  const counts = (Object.keys(STYLES) as Exclude<Operation, "same">[])
    .filter((operation) => summary[operation] > 0 && operation !== "delete-replaced")
    .map((operation) => `${summary[operation]} ${dryRun ? `to ${STYLES[operation].plan}` : STYLES[operation].done}`);
  if (summary.same > 0) counts.push(`${summary.same} unchanged`);
  if (errors.length > 0) counts.push(colors.red(`${errors.length} failed`));
  const shown = kind === "up" ? Object.entries(outputs) : [];
  return [
    ...(shown.length > 0 ? ["", "Outputs:", ...shown.map(([name, value]) => `  ${name}: ${valueText(value)}`)] : []),
    "",
    `${counts.length > 0 ? counts.join(", ") : "nothing to do"} (${(durationMs / 1000).toFixed(1)}s)`,
  ];
}
