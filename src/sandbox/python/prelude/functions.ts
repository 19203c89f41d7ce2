/** The functions that Authentik puts within an expression's reach. */
export const FUNCTIONS = String.raw`
import unicodedata
from ipaddress import ip_address, ip_network
from types import ModuleType

EVENTS = []
LOGS = []


class ControlFlowException(Exception):
    __module__ = "authentik.lib.expression.exceptions"


class SkipObjectException(ControlFlowException):
    __module__ = "authentik.core.expression.exceptions"


class Logger:
    """structlog's: an event and what goes with it, kept for the caller."""

    def __init__(self, name, **bound):
        self._name, self._bound = name, bound

    def bind(self, **values):
        return Logger(self._name, **self._bound, **values)

    new = bind

    def _log(self, level, event=None, *args, **values):
        text = str(event) % args if args else event
        attributes = sanitize({**self._bound, **values})
        LOGS.append({"log_level": level, "logger": self._name, "event": str(text), "attributes": attributes})

    def __getattr__(self, level):
        known = {"warn": "warning", "exception": "error", "fatal": "critical", "msg": "info"}
        level = known.get(level, level)
        if level not in ("debug", "info", "warning", "error", "critical"):
            raise AttributeError(f"'BoundLogger' object has no attribute '{level}'")
        return lambda *args, **values: self._log(level, *args, **values)


class NoNetwork(OSError):
    """Named as what the requests library raises, so that an expression's own handling is tried."""

    __module__ = "requests.exceptions"


NoNetwork.__name__ = NoNetwork.__qualname__ = "ConnectionError"


class HttpSession:
    def __init__(self):
        self.headers, self.cookies, self.params = {}, {}, {}
        self.verify, self.auth = True, None

    def request(self, method, url, **kwargs):
        raise NoNetwork(f"{method.upper()} {url}: the sandbox has no network.")

    def __getattr__(self, name):
        if name not in ("get", "post", "put", "patch", "delete", "head", "options"):
            raise AttributeError(f"'Session' object has no attribute '{name}'")
        return lambda url, **kwargs: self.request(name, url, **kwargs)

    def mount(self, *args):
        pass

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


def resolve_dns(host, ip_version=None):
    return []


def reverse_dns(ip_addr):
    return ip_addr


def list_flatten(value):
    if isinstance(value, list):
        return value[0] if value else None
    return value


def regex_match(value, regex):
    return re.search(regex, value) is not None


def regex_replace(value, regex, repl):
    return re.sub(regex, repl, value)


def slugify(value, allow_unicode=False):
    value = str(value)
    if allow_unicode:
        value = unicodedata.normalize("NFKC", value)
    else:
        value = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", value.lower())).strip("-_")


def ak_is_group_member(user, **group_filters):
    return user.all_groups().filter(**group_filters).exists()


def ak_user_by(**filters):
    try:
        return User.objects.filter(**filters).first()
    except FieldError:
        return None


def ak_user_has_authenticator(user, device_type=None):
    devices = user._authenticators
    return device_type in devices if device_type else len(devices) > 0


class Functions:
    """Those that know which expression calls them."""

    def __init__(self, evaluator):
        self.evaluator = evaluator

    def ak_call_policy(self, name, **kwargs):
        request = self.evaluator.context["request"]
        request.context.update(kwargs)
        return call_policy(name, request)

    def ak_create_event(self, action, **kwargs):
        if not isinstance(action, EventAction):
            action = "custom_" + action
        context = {name: value for name, value in self.evaluator.context.items() if name not in ("result", "handler")}
        EVENTS.append({"action": action, "app": self.evaluator.name, "context": sanitize({**context, **kwargs})})

    def ak_create_jwt(self, user, provider, scopes, validity="seconds=60"):
        if not self.evaluator.context.get("http_request"):
            return None
        raise NotImplementedError("ak_create_jwt: the sandbox cannot sign a token while an expression runs.")

    def all(self):
        return {
            "ak_call_policy": self.ak_call_policy,
            "ak_create_event": self.ak_create_event,
            "ak_create_jwt": self.ak_create_jwt,
            "ak_is_group_member": ak_is_group_member,
            "ak_logger": Logger(self.evaluator.name),
            "ak_user_by": ak_user_by,
            "ak_user_has_authenticator": ak_user_has_authenticator,
            "ip_address": ip_address,
            "ip_network": ip_network,
            "list_flatten": list_flatten,
            "regex_match": regex_match,
            "regex_replace": regex_replace,
            "requests": HttpSession(),
            "resolve_dns": resolve_dns,
            "reverse_dns": reverse_dns,
            "slugify": slugify,
        }
`;
