import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Evaluation, Python, type PythonContext } from "../../../src/sandbox/python/index.js";
import { ada, database } from "./people.js";

const python = new Python();
beforeAll(async () => {
  await python.syntaxError("return 1");
}, 60_000);
afterAll(() => python.close());

async function policy(expression: string, context: PythonContext = {}): Promise<Evaluation> {
  const outcome = await python.evaluate(expression, { kind: "policy", name: "p", user: ada, database, ...context });
  if (!outcome.ok) throw new Error(outcome.traceback);
  return outcome;
}

describe("a policy's result", () => {
  it.each([
    ["return True", true],
    ["return 'text'", true],
    ["return 0", false],
    ["return []", false],
    ["return request.user", true],
    ["True", false],
    ["return None", false],
  ])("%s passes: %s", async (expression, passing) => {
    expect((await policy(expression)).passing).toBe(passing);
  });

  it("comes with its messages", async () => {
    const result = await policy("ak_message('one')\nak_message('two')\nreturn False");
    expect(result).toMatchObject({ passing: false, messages: ["one", "two"] });
  });

  it("is an error that tells what was raised", async () => {
    const outcome = await python.evaluate("ak_message('m')\nreturn 1 / 0", { kind: "policy", name: "p" });
    expect(outcome).toMatchObject({
      ok: false,
      type: "ZeroDivisionError",
      message: "division by zero",
      messages: ["m"],
    });
  });
});

describe("a policy's request", () => {
  it("has the object, the HTTP request and the client's address", async () => {
    const expression = `
return [
    request.obj.slug, http_request.path, request.http_request.GET.get("next"), request.http_request.headers["user-agent"],
    http_request.META["HTTP_USER_AGENT"], ak_client_ip in ip_network("192.0.2.0/24"), http_request.session.session_key,
    http_request.session["a"], http_request.user.username, http_request.brand.domain, http_request.get_full_path(),
    http_request.tenant.default_user_change_name,
]`;
    const http_request = {
      path: "/x/",
      GET: { next: ["/a", "/b"] },
      headers: { "User-Agent": "curl" },
      client_ip: "192.0.2.7",
      session: { session_key: "k", a: 1 },
      brand: { domain: "id.example.com" },
    };
    const { value } = await policy(expression, { http_request, obj: { slug: "web" } });
    const path = "/x/?next=%2Fa&next=%2Fb";
    expect(value).toEqual(["web", "/x/", "/b", "curl", "curl", true, "k", 1, "ada", "id.example.com", path, true]);
  });

  it("keeps no address without an HTTP request, as in Authentik", async () => {
    expect(await python.evaluate("return ak_client_ip", { kind: "policy" })).toMatchObject({ type: "NameError" });
    expect((await policy("return ak_is_sso_flow", { context: { is_sso: true } })).passing).toBe(true);
    expect((await policy("return ak_is_sso_flow")).passing).toBe(false);
  });

  it("shows what was left in its context", async () => {
    const context = {
      prompt_data: { name: "Ada" },
      flow_plan: { context: { prompt_data: { name: "Ada" }, pending_user: ada } },
    };
    const result = await policy(
      `request.context["prompt_data"]["email"] = "x"
context["flow_plan"].context["goauthentik.io/x"] = {1, }
context["pending_user"].backend = "b"
context["fn"] = len
return hasattr(context["flow_plan"].context.get("pending_user"), "backend")`,
      { context },
    );
    expect(result.passing).toBe(true);
    expect(result.context).toMatchObject({
      prompt_data: { name: "Ada", email: "x" },
      pending_user: { $model: "core.user", pk: 3, backend: "b" },
      flow_plan: { context: { prompt_data: { name: "Ada", email: "x" }, "goauthentik.io/x": [1] } },
    });
    expect(result.context).not.toHaveProperty("fn");
  });

  it("takes a user that the expression puts into the plan", async () => {
    const result = await policy(
      'akadmin = ak_user_by(username="bob")\ncontext["flow_plan"].context["pending_user"] = akadmin\nreturn True',
      { context: { flow_plan: { context: {} } } },
    );
    expect(result.context).toMatchObject({ flow_plan: { context: { pending_user: { $model: "core.user", pk: 4 } } } });
  });
});

describe("what policies call", () => {
  it("is another policy, whose errors are its result", async () => {
    const policies = [
      { name: "inner", expression: 'ak_message(request.context["foo"])\nreturn request.user.username' },
      { name: "broken", expression: "return nope" },
      { name: "dummy", result: { passing: true, messages: ["as given"] } },
      { name: "other" },
    ];
    const expression = `
inner, broken, dummy = ak_call_policy("inner", foo="bar"), ak_call_policy("broken"), ak_call_policy("dummy")
return [inner.passing, inner.raw_result, inner.messages, broken.messages, dummy.messages, request.context["foo"]]`;
    const result = await policy(expression, { database: { ...database, policies } });
    expect(result.value).toEqual([true, "ada", ["bar"], ["name 'nope' is not defined"], ["as given"], "bar"]);
    const missing = await python.evaluate("ak_call_policy('x')", { kind: "policy" });
    expect(missing).toMatchObject({ type: "ValueError", message: "Policy 'x' not found." });
    const other = await python.evaluate("ak_call_policy('other')", { database: { policies } });
    expect(other).toMatchObject({ type: "NotImplementedError" });
  });

  it("writes events and logs", async () => {
    const result = await policy(`
from authentik.events.models import EventAction
ak_create_event("mine", who=request.user)
ak_create_event(EventAction.LOGIN)
ak_logger.bind(a=1).warning("careful", b=request.user)
return True`);
    expect(result.events).toMatchObject([
      { action: "custom_mine", app: "p", context: { who: { username: "ada" } } },
      { action: "login" },
    ]);
    expect(result.logs).toMatchObject([
      { log_level: "warning", logger: "p", event: "careful", attributes: { a: 1, b: { username: "ada" } } },
    ]);
  });

  it("is the rest of Authentik's functions", async () => {
    const result = await policy(`
from urllib.parse import quote
return [
    regex_match("admin-1", "^admin"), regex_replace("a@b", "@.*", ""), list_flatten([]) is None, slugify("Äpfel & Öl_x"),
    resolve_dns("example.com") == [], reverse_dns("192.0.2.1"), str(ip_address("::1")), quote("a b"), ak_create_jwt(request.user, "p", []) is None,
]`);
    expect(result.value).toEqual([true, "a", true, "apfel-ol_x", true, "192.0.2.1", "::1", "a%20b", true]);
    const jwt = await python.evaluate("ak_create_jwt(request.user, 'p', [])", { kind: "policy", http_request: {} });
    expect(jwt).toMatchObject({ type: "NotImplementedError", message: expect.stringContaining("ak_create_jwt") });
  });

  it("has a network that never answers", async () => {
    const expression = "try:\n    requests.get('http://x')\nexcept OSError as exc:\n    return type(exc).__name__";
    expect((await policy(expression)).value).toBe("ConnectionError");
    const imported =
      "import requests\ntry:\n    requests.post('http://x')\nexcept requests.exceptions.RequestException:\n    return 'caught'";
    expect((await policy(imported)).value).toBe("caught");
  });
});
