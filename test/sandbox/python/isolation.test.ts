import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Python } from "../../../src/sandbox/python/index.js";

const python = new Python({ timeLimitMs: 1500 });
const trace = join(tmpdir(), `authentik-stacks-python-${process.pid}`);

beforeAll(async () => {
  await python.syntaxError("return 1");
}, 60_000);
afterAll(async () => {
  await python.close();
  rmSync(trace, { force: true });
});

describe("the machine is out of reach", () => {
  it.each([
    ["import js", "ModuleNotFoundError"],
    ["import pyodide_js", "ModuleNotFoundError"],
    ["from pyodide.code import run_js\nreturn run_js('1')", "ModuleNotFoundError"],
    ["import pyodide.ffi", "ModuleNotFoundError"],
    ["import ctypes", "ModuleNotFoundError"],
    ["return open('/etc/passwd').read()", "FileNotFoundError"],
    ["import os\nreturn os.listdir('/work')", "FileNotFoundError"],
    ["import os\nreturn os.system('true')", "PermissionError"],
    ["import os\nreturn os.popen('true').read()", "PermissionError"],
    ["import subprocess\nreturn subprocess.run(['true'])", "OSError"],
    ["import socket\nreturn socket.gethostbyname('example.com')", "gaierror"],
    ["import socket\nreturn socket.create_connection(('127.0.0.1', 22), 1)", "gaierror"],
    ["import _socket\nreturn _socket.socket().connect(('127.0.0.1', 22))", "OSError"],
    ["import urllib.request\nreturn urllib.request.urlopen('http://127.0.0.1/').read()", "URLError"],
    ["import http.client\nreturn http.client.HTTPConnection('127.0.0.1').request('GET', '/')", "gaierror"],
  ])("%j: %s", async (expression, type) => {
    expect(await python.evaluate(expression)).toMatchObject({ ok: false, type });
  });

  it("shows no environment, and no name of the machine", async () => {
    const outcome = await python.evaluate("import os, socket\nreturn [dict(os.environ), socket.gethostname()]");
    expect(outcome).toMatchObject({ value: [{ HOME: "/" }, "authentik"] });
  });

  it("holds no object of JavaScript's", async () => {
    const expression =
      "import gc\nreturn [str(type(o)) for o in gc.get_objects() if type(o).__name__.startswith('JsProxy')]";
    expect(await python.evaluate(expression)).toMatchObject({ value: [] });
  });

  it.each([
    `import ctypes\nctypes.CDLL(None).system(b"touch ${trace}")`,
    `import ctypes\nctypes.CDLL(None).emscripten_run_script(b"require('fs').writeFileSync('${trace}', '')")`,
  ])(
    "also past Python's guard: %j",
    async (expression) => {
      const outcome = await python.evaluate(`import sys\nsys.meta_path.pop(0)\n${expression}`);
      expect(outcome).toMatchObject({ ok: false, message: expect.stringContaining("no way to the machine") });
      expect(existsSync(trace)).toBe(false);
    },
    30_000,
  );
});

describe("an evaluation", () => {
  it("is stopped at its time limit, and the next one runs", async () => {
    const outcome = await python.evaluate("while True: pass");
    expect(outcome).toMatchObject({ ok: false, type: "TimeoutError", message: expect.stringContaining("1500 ms") });
    expect(await python.evaluate("return 1")).toMatchObject({ value: 1 });
  }, 30_000);

  it("is refused too much memory, and too deep a recursion", async () => {
    expect(await python.evaluate("return len(bytearray(1024 ** 3))")).toMatchObject({ type: "MemoryError" });
    expect(await python.evaluate("def f(): return f()\nreturn f()")).toMatchObject({ type: "RecursionError" });
    expect(await python.evaluate("import sys\nsys.exit(3)")).toMatchObject({ type: "SystemExit", message: "3" });
  });

  it("leaves nothing behind for the next", async () => {
    await python.evaluate(`
import builtins, json, os, sys
global leaked
leaked = 1
builtins.leaked = builtins.len = json.dumps = 1
os.environ["X"] = "1"
type(request.user).leaked = 1
sys.modules["leaked"] = json
from authentik.core import models
models.leaked = 1`);
    const expression = `
import builtins, json, os, sys
from authentik.core import models
return [hasattr(o, "leaked") for o in (builtins, request.user, models)] + [
    "leaked" in globals(), "leaked" in sys.modules, "X" in os.environ, len(json.dumps([])),
]`;
    expect(await python.evaluate(expression)).toMatchObject({ value: [false, false, false, false, false, false, 2] });
  });

  it("waits for the one before", async () => {
    const outcomes = await Promise.all([1, 2, 3].map((number) => python.evaluate(`return ${number}`)));
    expect(outcomes).toMatchObject([{ value: 1 }, { value: 2 }, { value: 3 }]);
  });
});

describe("the worker", () => {
  it("keeps no process alive while idle, and answers while it is the only thing left", () => {
    const built = join(__dirname, "../../../dist/sandbox/python/index.js");
    const script = `new (require(${JSON.stringify(built)}).Python)().evaluate("return 5").then((o) => console.log(o.value))`;
    expect(execFileSync(process.execPath, ["-e", script], { encoding: "utf8", timeout: 30_000 })).toBe("5\n");
  }, 40_000);

  it("is not loaded before it is needed, nor after close", async () => {
    const closed = new Python();
    await closed.close();
    expect(await closed.evaluate("return 1")).toMatchObject({ ok: false, message: "The sandbox's Python was closed." });
  });

  it("answers what close interrupts", async () => {
    const stopped = new Python();
    await stopped.syntaxError("1");
    const pending = stopped.evaluate("while True: pass");
    setTimeout(() => stopped.close(), 50);
    expect(await pending).toMatchObject({ ok: false, type: "SystemExit" });
  }, 30_000);
});
