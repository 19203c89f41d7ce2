import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { PythonContext } from "./context.js";
import { PRELUDE } from "./prelude/index.js";
import type { Told } from "./worker.js";

export type * from "./context.js";

/** What an expression wrote to a model, for the caller to carry out: `user.save()`, `user.ak_groups.add(group)`, … */
export interface Write {
  /** `core.user`, `flows.flow`, … */
  model: string;
  pk: string | number | null;
  operation: "create" | "update" | "delete" | "add" | "remove" | "set" | "set_password";
  /** Fields with their new values; for add, remove and set the relation with the keys. */
  values: Record<string, unknown>;
}

/** `ak_create_event`: the action begins with `custom_` unless it is an EventAction. */
export interface CreatedEvent {
  action: string;
  app: string;
  context: Record<string, unknown>;
}

/** `ak_logger`, in the form of a policy test's `log_messages`. */
export interface LogEntry {
  log_level: "debug" | "info" | "warning" | "error" | "critical";
  logger: string;
  event: string;
  attributes: Record<string, unknown>;
}

export interface Evaluation {
  ok: true;
  value: unknown;
  /** For a policy: whether it passes. */
  passing?: boolean;
  /** `ak_message`, in order. */
  messages: string[];
  /** `request.context` as left behind; models carry `$model`, and what JSON cannot hold is left out. */
  context: Record<string, unknown>;
  events: CreatedEvent[];
  logs: LogEntry[];
  writes: Write[];
}

export interface EvaluationError {
  ok: false;
  /** The class of the exception: `NameError`; `SkipObjectException` when a mapping raised `SkipObject`. */
  type: string;
  message: string;
  /** As Authentik shows it when a mapping is tested, with the expression's own frames. */
  traceback: string;
  messages: string[];
  logs: LogEntry[];
}

/**
 * Python for the expressions of property mappings and policies, in a thread of its own that has no way to the machine.
 * Loaded when first needed (two to three seconds); evaluations run one after another, none sees what another left behind.
 *
 * @example
 * const python = new Python();
 * await python.evaluate('return {"email": user.email}', { user: { pk: 1, username: "ada", email: "ada@example.com" } });
 * // { ok: true, value: { email: "ada@example.com" }, messages: [], … }
 * await python.close();
 */
export class Python {
  readonly #timeLimitMs: number;
  #worker: Promise<Worker> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** @param options.timeLimitMs for one evaluation, 5,000 unless given; loading is not counted. */
  constructor(options: { timeLimitMs?: number } = {}) {
    this.#timeLimitMs = options.timeLimitMs ?? 5000;
  }

  /**
   * What Authentik answers to an expression that does not compile, undefined to one that does.
   * @param about the kind, and the name of the object that is changed (a new one has none).
   */
  async syntaxError(expression: string, about: Pick<PythonContext, "kind" | "name"> = {}): Promise<string | undefined> {
    const name = about.name ?? (about.kind === "policy" ? "temp-policy" : "None");
    const answer = await this.#ask<string | null>({ ask: "syntax_error", kind: about.kind, name, expression });
    if (answer !== null && typeof answer === "object") return `Expression Syntax Error: ${answer.message}`;
    return answer ?? undefined;
  }

  /** Runs an expression. What it raises, and its running over the time limit, is an answer with `ok: false`, never thrown. */
  evaluate(expression: string, context: PythonContext = {}): Promise<Evaluation | EvaluationError> {
    const name = context.name ?? (context.kind === "policy" ? "PolicyEvaluator" : "None");
    return this.#ask<Evaluation | EvaluationError>({ ...context, ask: "evaluate", name, expression });
  }

  /** Ends the worker. An evaluation under way is answered with an error. */
  async close(): Promise<void> {
    this.#closed = true;
    const worker = await this.#worker?.catch(() => undefined);
    await worker?.terminate();
  }

  #ask<Answer>(question: object): Promise<Answer | EvaluationError> {
    const turn = this.#last.then(() => this.#turn<Answer>(JSON.stringify(question)));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #turn<Answer>(question: string): Promise<Answer | EvaluationError> {
    if (this.#closed) return failure("RuntimeError", "The sandbox's Python was closed.");
    this.#worker ??= start();
    const starting = this.#worker;
    try {
      const worker = await starting;
      const told = await exchange(worker, question, this.#timeLimitMs);
      if ("answer" in told) return JSON.parse(told.answer) as Answer;
      this.#worker = undefined;
      await worker.terminate();
      return told.failure;
    } catch (error) {
      if (this.#worker === starting) this.#worker = undefined;
      throw error;
    }
  }
}

function exchange(
  worker: Worker,
  question: string,
  timeLimitMs: number,
): Promise<{ answer: string } | { failure: EvaluationError }> {
  return new Promise((resolve) => {
    const late = `The expression took longer than ${timeLimitMs} ms, and was stopped.`;
    const timer = setTimeout(() => end({ failure: failure("TimeoutError", late) }), timeLimitMs);
    const onMessage = (told: Told) =>
      end("answer" in told ? told : { failure: failure("SystemError", "broken" in told ? told.broken : "No answer.") });
    const onError = (error: Error) => end({ failure: failure("SystemError", error.message) });
    const onExit = () => end({ failure: failure("SystemExit", "The expression ended Python, or Python was closed.") });
    worker.ref();
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(question);

    function end(outcome: { answer: string } | { failure: EvaluationError }): void {
      clearTimeout(timer);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      worker.unref();
      resolve(outcome);
    }
  });
}

async function start(): Promise<Worker> {
  const worker = new Worker(workerFile(), {
    workerData: PRELUDE,
    env: {},
    argv: [],
    execArgv: [],
    // Not shown: pyodide's words on a fatal error are in the answer. Not read: a stream that is read keeps the process alive.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 8 },
  });
  await new Promise<void>((resolve, reject) => {
    worker.once("message", () => resolve());
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("The worker for Python ended while it was loading.")));
  });
  // Without a listener an error would end the process.
  worker.removeAllListeners("error").on("error", () => undefined);
  worker.unref();
  return worker;
}

/** The worker is compiled. Under a test runner this file is TypeScript, and the worker is where the build puts it. */
function workerFile(): string {
  const beside = join(__dirname, "worker.js");
  if (existsSync(beside)) return beside;
  const built = join(__dirname, "../../../dist/sandbox/python/worker.js");
  if (existsSync(built)) return built;
  throw new Error(`The worker for Python is not built: ${built} is missing. Run "npm run build".`);
}

function failure(type: string, message: string): EvaluationError {
  const traceback = `Traceback (most recent call last):\nbuiltins.${type}: ${message}`;
  return { ok: false, type, message, traceback, messages: [], logs: [] };
}
