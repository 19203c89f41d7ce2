import { createRequire } from "node:module";

const load = createRequire(__filename);

/** Modules that pyodide holds on to, or that lead out of the thread. No others can be loaded afterwards. */
const DANGEROUS = [
  ...["child_process", "cluster", "dgram", "dns", "dns/promises", "fs", "fs/promises", "http", "http2", "https"],
  ...["inspector", "module", "net", "os", "tls", "v8", "vm", "worker_threads"],
];

/** What one evaluation may take; Python sees a MemoryError beyond it. */
const MEMORY_LIMIT_BYTES = 512 * 1024 * 1024;

/**
 * Takes from this thread what leads to the machine. Python's own guard comes first; this is for an expression that gets
 * past it to JavaScript, through emscripten's system calls or an object of pyodide's that was left behind.
 */
export function isolate(fs: { filesystems?: Record<string, unknown> }): void {
  delete fs.filesystems?.NODEFS;
  disarmModules();
  disarmCompilers();
  disarmGlobals();
  limitMemory();
}

function refuse(): never {
  throw new Error("The sandbox's Python has no way to the machine.");
}

function disarmModules(): void {
  for (const module of DANGEROUS.map((name) => load(`node:${name}`))) disarm(module);
  // The rest of process keeps Node's own machinery going.
  const names = ["binding", "_linkedBinding", "dlopen", "kill", "_kill", "_debugProcess", "chdir", "getBuiltinModule"];
  Object.assign(process, Object.fromEntries(names.map((name) => [name, refuse])));
}

function disarm(target: Record<string, unknown>): void {
  for (const key of Object.getOwnPropertyNames(target)) {
    const property = Object.getOwnPropertyDescriptor(target, key);
    if (property?.configurable && (property.get || typeof property.value === "function")) {
      Object.defineProperty(target, key, { value: refuse, configurable: true });
    } else if (property?.writable && typeof property.value === "function") {
      target[key] = refuse;
    }
  }
}

/** Every function leads to the constructor of its kind, which compiles text. */
function disarmCompilers(): void {
  const kinds = [() => {}, async () => {}, function* () {}, async function* () {}];
  for (const kind of kinds) {
    Object.defineProperty(Object.getPrototypeOf(kind), "constructor", { value: refuse });
  }
  Object.assign(globalThis, { eval: refuse, Function: refuse });
}

function disarmGlobals(): void {
  const bare = { argv: [], env: {}, versions: {}, platform: "none", exitCode: 0 };
  Object.defineProperty(globalThis, "process", { value: Object.freeze(bare), configurable: false });
  for (const name of ["fetch", "WebSocket", "EventSource", "Worker", "BroadcastChannel", "MessageChannel", "require"]) {
    Object.defineProperty(globalThis, name, { value: undefined, configurable: false });
  }
}

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

function limitMemory(): void {
  // Python's memory is WebAssembly's, which the worker's resource limits do not count.
  const { WebAssembly } = globalThis as unknown as { WebAssembly: { Memory: { prototype: WasmMemory } } };
  const { prototype } = WebAssembly.Memory;
  const grow = prototype.grow;
  prototype.grow = function (this: WasmMemory, pages: number) {
    if (this.buffer.byteLength + pages * 65536 > MEMORY_LIMIT_BYTES)
      throw new RangeError("The memory limit is reached.");
    return grow.call(this, pages);
  };
}
