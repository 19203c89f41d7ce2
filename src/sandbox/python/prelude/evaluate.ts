/** Runs one expression as Authentik does: as the body of a function whose parameters are the context's names. */
export const EVALUATE = String.raw`
import builtins
from textwrap import indent
from traceback import StackSummary, extract_tb


class Evaluator:
    """One expression, with the names that it sees."""

    def __init__(self, name, context):
        self.name = name
        self.context = {re.sub(r"[:.-]", "_", key): value for key, value in context.items()}
        self.globals = {"__builtins__": dict(vars(builtins)), **Functions(self).all()}

    def compile(self, expression):
        parameters = ",".join(self.context)
        source = f"def handler({parameters}):\n{indent(expression, '    ')}\nresult = handler({parameters})"
        return compile(source, self.name, "exec")

    def evaluate(self, expression):
        names = dict(self.context)
        exec(self.compile(expression), self.globals, names)
        return names["result"]


def mapping_evaluator(name, request, user=None, obj=None):
    given = {"user": user, "http_request": request.http_request}
    names = {key: value for key, value in given.items() if value}
    evaluator = Evaluator(name, {**names, "request": request, **request.context})
    evaluator.globals["SkipObject"] = SkipObjectException
    return evaluator


def policy_evaluator(name, request, messages):
    names = {
        "ak_message": messages.append,
        "ak_user_has_authenticator": ak_user_has_authenticator,
        "ak_is_sso_flow": request.context.get("is_sso", False),
    }
    if request.http_request:
        names["ak_client_ip"] = ip_address(request.http_request.META["REMOTE_ADDR"])
        names["http_request"] = request.http_request
    names |= {"request": request, "context": request.context}
    if isinstance(request.obj, Event):
        names["ak_client_ip"] = ip_address(getattr(request.obj, "client_ip", None) or "255.255.255.255")
    return Evaluator(name, names)


def call_policy(name, request):
    """A policy named by another expression. Its errors are its result."""
    policy = next((policy for policy in DATABASE.get("policies", []) if policy["name"] == name), None)
    if policy is None:
        raise ValueError(f"Policy '{name}' not found.")
    if "result" in policy:
        return PolicyResult(policy["result"]["passing"], *policy["result"].get("messages", []))
    if "expression" not in policy:
        raise NotImplementedError(f"Policy '{name}' is not an expression policy, and the sandbox has no result for it.")
    messages = []
    try:
        raw = policy_evaluator(name, request, messages).evaluate(policy["expression"])
    except Exception as exc:
        return PolicyResult(False, str(exc))
    result = PolicyResult(bool(raw), *messages)
    result.raw_result = raw
    return result


def policy_request(given):
    context = objectify(given.get("context") or {})
    http = given.get("http_request")
    plan = context.get("flow_plan")
    if isinstance(plan, FlowPlan):
        # In Authentik both hold the same objects: a change by one name is seen by the other.
        raw = given["context"]["flow_plan"].get("context", {})
        same_given = {name for name in plan.context if name not in given["context"] or given["context"][name] == raw.get(name)}
        context |= {name: plan.context[name] for name in same_given}
    return PolicyRequest(
        user=objectify(given.get("user") or {}, "core.user"),
        http_request=HttpRequest(**{"user": given.get("user") or {}, **http}) if http is not None else None,
        obj=objectify(given.get("obj"), "core.application"),
        context=context,
        debug=given.get("debug", False),
    )


def failure(exc):
    """The error as Authentik words it, with the frames that are the expression's own."""
    frames = [frame for frame in extract_tb(exc.__traceback__) if not frame.filename.startswith("<prelude")]
    cls = type(exc)
    lines = [line.rstrip() for line in StackSummary.from_list(frames).format()]
    shown = ["Traceback (most recent call last):", *lines, f"{cls.__module__}.{cls.__name__}: {exc}"]
    return {"ok": False, "type": cls.__name__, "message": str(exc), "traceback": "\n".join(shown)}


def syntax_error(given):
    request = PolicyRequest(User(), context={})
    if given.get("kind") == "policy":
        evaluator = Evaluator(given["name"], {"ak_message": None, "ak_user_has_authenticator": None})
    else:
        evaluator = mapping_evaluator(given["name"], request)
    try:
        evaluator.compile(given["expression"])
    except (SyntaxError, ValueError, MemoryError, RecursionError) as exc:
        return f"Expression Syntax Error: {exc}"
    return None


def evaluate(given):
    DATABASE.update(given.get("database") or {})
    is_policy = given.get("kind") == "policy"
    messages = []
    try:
        provide()
        request = policy_request(given)
        user = request.user if given.get("user") is not None else None
        if is_policy:
            evaluator = policy_evaluator(given["name"], request, messages)
        else:
            evaluator = mapping_evaluator(given["name"], request, user)
        value = evaluator.evaluate(given["expression"])
        passing = bool(value) if is_policy else None
        value = encoded(value, "sanitized" if is_policy else given.get("output"))
    except BaseException as exc:
        return failure(exc) | {"messages": messages, "logs": LOGS}
    result = {"ok": True, "value": value, "messages": [str(message) for message in messages]}
    if is_policy:
        result["passing"] = passing
    return result | {"context": dump(request.context), "events": EVENTS, "logs": LOGS, "writes": WRITES}
`;
