import pLimit from "p-limit";
import { shown } from "./changes";
import { configProperties } from "./config";
import type { RunContext } from "./context";
import { deleteAll, nothingProtected } from "./deletion";
import { Deployment } from "./deployment";
import { messageOf } from "./errors";
import type { Operation, RunError, RunKind } from "./events";
import { Monitor } from "./monitor";
import type { EngineOptions } from "./options";
import { ALREADY_REPORTED, startProgram } from "./program";
import { Provider } from "./provider";
import { Redactor } from "./redact";
import { refreshAll } from "./refreshing";
import { Report } from "./report";
import { Session } from "./session";
import { StepFailed, Steps } from "./steps";
import { Stop } from "./stop";
import { parseUrn, STACK_TYPE } from "./urn";
import type { PropertyMap } from "./values";

export interface RunResult {
  /** Whether everything went as it should. */
  ok: boolean;
  /** How many resources met with what. */
  summary: Record<Operation, number>;
  /** The stack's outputs, secrets as `[secret]`, what a preview cannot know as `[unknown]`. */
  outputs: Record<string, unknown>;
  errors: RunError[];
  durationMs: number;
}

const PARALLEL = 16;

interface RunParts {
  /** Whether state and resources stay untouched. */
  dryRun: boolean;
  refresh: boolean;
  deploy?: boolean;
  destroy?: boolean;
}

export async function run(kind: RunKind, options: EngineOptions, parts: RunParts): Promise<RunResult> {
  const started = Date.now();
  const redactor = new Redactor();
  const report = new Report(redactor, options.onEvent);
  const { dryRun } = parts;
  const mode = { write: !dryRun, mustExist: !parts.deploy };
  const session = await Session.open(options, mode, (text) => report.log("info", text));
  const { project, stack } = session;
  const stop = new Stop();
  const stopListening = stop.listen(options.signal, (text) => report.log("warning", text));
  const context = contextOf(session, report, redactor, stop, options, dryRun);
  let outputs: PropertyMap = {};
  try {
    report.emit({ type: "start", kind, dryRun, project: project.name, stack });
    if (parts.refresh) await refreshAll(context);
    if (parts.deploy && report.errors.length === 0) outputs = await deploy(context, session, options);
    else outputs = savedOutputs(context);
    if (parts.destroy) outputs = await destroyAll(context, outputs);
    if (stop.requested) report.fail("Stopped before everything was done; the next run goes on from here.");
  } finally {
    try {
      await context.close();
      await session.save();
    } finally {
      stopListening();
      session.close();
    }
  }
  const ok = report.errors.length === 0;
  const { summary, errors } = report;
  if (!dryRun) session.record(kind, ok, started, changesOf(summary));
  const result = {
    ok,
    summary,
    outputs: shown(outputs, redactor) as PropertyMap,
    errors,
    durationMs: Date.now() - started,
  };
  report.emit({ type: "summary", kind, dryRun, ...result });
  return result;
}

function contextOf(
  session: Session,
  report: Report,
  redactor: Redactor,
  stop: Stop,
  options: EngineOptions,
  dryRun: boolean,
): RunContext & { close(): Promise<void> } {
  const { project, stack, env, config, snapshot } = session;
  const properties = configProperties(config);
  redactor.learn(properties);
  redactor.learnText(config.secrets);
  for (const { state } of snapshot.held()) redactor.learn([state.inputs, state.outputs]);
  let provider: Promise<Provider> | undefined;
  const startProvider = () => {
    provider ??= Provider.start({
      project,
      stack,
      env,
      config: config.values,
      onOutput: (severity, text) => report.log(severity, text),
    }).catch((error) => {
      report.fail(messageOf(error));
      throw new StepFailed(messageOf(error));
    });
    return provider;
  };
  stop.whenHard(() => provider?.then((running) => running.kill()).catch(() => {}));
  return {
    project: project.name,
    stack,
    dryRun,
    config: properties,
    snapshot,
    journal: session.journal,
    report,
    redactor,
    provider: startProvider,
    limit: pLimit(Math.max(1, options.parallel ?? PARALLEL)),
    stop,
    resumeCreate: options.resumeCreate,
    close: async () => (await provider?.catch(() => undefined))?.stop(),
  };
}

/** Runs the program and answers it until it has ended. */
async function deploy(context: RunContext, session: Session, options: EngineOptions): Promise<PropertyMap> {
  const { report, stop, dryRun } = context;
  const deployment = new Deployment(context);
  const monitor = new Monitor(deployment, report, session.project.root);
  await monitor.start();
  const program = startProgram({
    ...session,
    address: monitor.address,
    dryRun,
    parallel: options.parallel ?? PARALLEL,
    onOutput: (severity, line) => report.log(severity, line),
  });
  stop.whenHard(() => program.kill());
  // It takes as long to start as the program does.
  context.provider().catch(() => {});
  try {
    const stopped = new Promise<"stopped">((resolve) => stop.whenGentle(() => resolve("stopped")));
    const end = await Promise.race([program.exited, stopped]);
    await monitor.idle();
    if (end !== "stopped") judge(end, monitor, report);
  } finally {
    await program.stop(0);
    await monitor.idle();
    monitor.close();
  }
  return deployment.stackOutputs;
}

function judge(code: number | null, monitor: Monitor, report: Report): void {
  if (code === 0 && monitor.finished) return;
  if (code === 0) report.fail("The program ended before it was finished; does it call process.exit?");
  else if (code !== ALREADY_REPORTED || report.errors.length === 0) {
    report.fail(`The program ended with ${code === null ? "a signal" : `exit code ${code}`}; see what it printed.`);
  }
}

async function destroyAll(context: RunContext, outputs: PropertyMap): Promise<PropertyMap> {
  const { snapshot, report, dryRun } = context;
  const targets = snapshot.held();
  if (report.errors.length > 0 || !nothingProtected(context, targets)) return outputs;
  const steps = new Steps(context);
  await deleteAll(context, steps, targets);
  if (report.errors.length > 0 || context.stop.requested || dryRun) return outputs;
  for (const { resource } of snapshot.interruptedOperations()) {
    const { name } = parseUrn(resource.urn);
    report.log("warning", `An interrupted run may have made ${name}, which is in no state: look whether it exists.`);
    await steps.note([{ settle: resource.urn }]);
  }
  return {};
}

function savedOutputs({ snapshot }: RunContext): PropertyMap {
  return snapshot.held().find(({ state }) => state.type === STACK_TYPE)?.state.outputs ?? {};
}

function changesOf(summary: Record<Operation, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(summary).filter(([, count]) => count > 0));
}
