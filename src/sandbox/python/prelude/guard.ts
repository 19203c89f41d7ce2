/**
 * Read once, when Python has started: shuts the ways out that Python itself knows, and answers every question with
 * classes, modules and builtins as they were at the start.
 */
export const GUARD = `
import asyncio, base64, binascii, builtins, calendar, collections, copy, dataclasses, datetime, decimal, email.utils, enum, errno
import functools, hashlib, hmac, html, http.client, importlib.util, io, ipaddress, itertools, json, logging, math, operator, os
import pathlib, posix, random, re, secrets, socket, statistics, string, sys, textwrap, time, traceback, types, typing, unicodedata
import urllib.error, urllib.parse, urllib.request, uuid, zoneinfo
import _socket

CLOSED = {"js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core", "ctypes", "_ctypes", "webbrowser", "pip", "micropip"}
PARTLY = {"authentik", "django"}


class Closed:
    """Names what the sandbox lacks, where Python alone would say no more than that there is no such module."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        root = name.partition(".")[0]
        if root in CLOSED:
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
        if root in PARTLY:
            raise ModuleNotFoundError(f"No module named '{name}' (the sandbox has only a part of {root})", name=name)


def refused(*args, **kwargs):
    raise PermissionError("The sandbox runs no programs.")


def unresolved(*args, **kwargs):
    raise socket.gaierror(-3, "Temporary failure in name resolution")


def unreachable(*args, **kwargs):
    raise OSError(errno.ENETUNREACH, "Network is unreachable")


def shut():
    for module in (os, posix):
        for name in list(vars(module)):
            if name in ("system", "popen", "fork", "forkpty", "_exit", "abort", "kill", "killpg") or name.startswith(("exec", "spawn", "posix_spawn")):
                setattr(module, name, refused)
    for module in (socket, _socket):
        for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "getnameinfo"):
            setattr(module, name, unresolved)
    socket.getfqdn = lambda name="": name
    socket.gethostname = _socket.gethostname = lambda: "authentik"
    for name in ("connect", "connect_ex", "bind", "listen", "send", "sendto", "sendall"):
        setattr(socket.socket, name, unreachable)
    for finder in sys.meta_path:
        if hasattr(finder, "jsproxies"):
            finder.jsproxies.clear()
    sys.meta_path[:] = [Closed, *(finder for finder in sys.meta_path if not hasattr(finder, "jsproxies"))]
    for name in list(sys.modules):
        if name.partition(".")[0] in CLOSED:
            del sys.modules[name]
    os.environ.clear()
    os.environ["HOME"] = "/"


def remembered():
    modules = {name: (module, dict(vars(module))) for name, module in sys.modules.items() if isinstance(module, types.ModuleType)}
    return modules, list(sys.path), list(sys.meta_path), dict(os.environ), sys.getrecursionlimit()


BUILTINS = vars(builtins)


def restore(state):
    modules, path, finders, environment, limit = state
    # First, and without calling any: the rest below calls them.
    BUILTINS.update(modules["builtins"][1])
    for name in sys.modules.keys() - modules.keys():
        del sys.modules[name]
    for name, (module, saved) in modules.items():
        sys.modules[name] = module
        held = vars(module)
        if len(held) != len(saved) or any(held.get(key, state) is not value for key, value in saved.items()):
            held.update(saved)
            for key in held.keys() - saved.keys():
                del held[key]
    sys.path[:], sys.meta_path[:] = path, finders
    os.environ.clear()
    os.environ.update(environment)
    sys.setrecursionlimit(limit)


def failure(exc):
    return {"ok": False, "type": type(exc).__name__, "message": str(exc), "traceback": "", "messages": [], "logs": []}


def guarded(sources):
    shut()
    codes = [compile(source, f"<prelude {name}>", "exec") for name, source in sources]
    state = remembered()

    def answer(question):
        broken = None
        given = json.loads(question)
        try:
            names = {"__name__": "authentik"}
            for code in codes:
                exec(code, names)
            result = names[given["ask"]](given)
        except BaseException as exc:
            # The expression broke what its own evaluation is made of.
            broken = exc
        finally:
            restore(state)
        return json.dumps(result if broken is None else failure(broken))

    return answer
`;
