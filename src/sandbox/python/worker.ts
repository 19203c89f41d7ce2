import { parentPort, workerData } from "node:worker_threads";
import { loadPyodide } from "pyodide";
import { isolate } from "./isolation.js";
import type { Prelude } from "./prelude/index.js";

/** What the worker tells: that Python is ready, or an answer (JSON), or that Python is beyond repair. */
export type Told = { ready: true } | { answer: string } | { broken: string };

async function main(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error("This file is a worker's.");
  const tell = (told: Told) => port.postMessage(told);
  const { guard, sources } = workerData as Prelude;

  const python = await loadPyodide({
    jsglobals: Object.create(null),
    env: {},
    stdout: () => undefined,
    stderr: () => undefined,
    stdin: () => null,
  });
  python.runPython(guard, { filename: "<prelude guard>" });
  const answer: (question: string) => string = python.globals.get("guarded")(python.toPy(sources));
  isolate(python.FS as { filesystems?: Record<string, unknown> });

  port.on("message", (question: string) => {
    try {
      tell({ answer: answer(question) });
    } catch (error) {
      tell({ broken: String(error) });
    }
  });
  tell({ ready: true });
}

void main();
