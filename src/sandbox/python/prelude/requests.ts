/** Requests and what hangs on them: Django's HTTP request, Authentik's policy request and result, the flow plan. */
export const REQUESTS = `
from dataclasses import dataclass
from urllib.parse import urlencode


class Application(Model):
    __module__ = "authentik.core.models"
    _label = "core.application"

    def _load(self, name, value):
        if name == "entitlements":
            value = [kind("core.applicationentitlement")(**one) for one in value]
            name = "_entitlements"
        super()._load(name, value)

    _entitlements = ()

    def get_launch_url(self, user=None):
        return getattr(self, "meta_launch_url", "") or getattr(self, "launch_url", None)


class OAuth2Provider(Model):
    __module__ = "authentik.providers.oauth2.models"
    _label = "providers_oauth2.oauth2provider"
    application = None

    def __str__(self):
        return f"OAuth2 Provider {self.name}"


class AccessToken(Model):
    __module__ = "authentik.providers.oauth2.models"
    _label = "providers_oauth2.accesstoken"


class IDToken(Model):
    __module__ = "authentik.providers.oauth2.id_token"
    _label = "providers_oauth2.idtoken"

    def to_dict(self):
        fields = {name: getattr(self, name) for name in self._fields() if name != "claims"}
        return {name: value for name, value in fields.items() if value is not None} | getattr(self, "claims", {})


class Brand(Model):
    __module__ = "authentik.brands.models"
    _label = "brands.brand"
    _defaults = {"pk": None, "domain": "", "attributes": {}}


class Tenant(Model):
    __module__ = "authentik.tenants.models"
    _label = "tenants.tenant"
    _defaults = {
        "pk": None,
        "default_user_change_name": True,
        "default_user_change_email": False,
        "default_user_change_username": False,
    }


class FlowPlan(Model):
    __module__ = "authentik.flows.planner"
    _label = "flows.flowplan"
    _defaults = {"pk": None, "flow_pk": "", "bindings": [], "markers": [], "context": {}}

    def _convert(self, name, value):
        return objectify(value) if name == "context" else super()._convert(name, value)


class Notification(Model):
    __module__ = "authentik.events.models"
    _label = "events.notification"


class Event(Model):
    __module__ = "authentik.events.models"
    _label = "events.event"


class QueryDict(dict):
    """Values are lists; asking by name gives the last."""

    __module__ = "django.http.request"

    def __init__(self, values):
        super().__init__({name: value if isinstance(value, list) else [value] for name, value in values.items()})

    def __getitem__(self, name):
        values = super().__getitem__(name)
        return values[-1] if values else []

    def get(self, name, default=None):
        return self[name] if name in self else default

    def getlist(self, name, default=None):
        return super().get(name, default if default is not None else [])

    def items(self):
        return [(name, self[name]) for name in self]

    def values(self):
        return [self[name] for name in self]

    def dict(self):
        return {name: self[name] for name in self}

    def urlencode(self):
        return urlencode([(name, value) for name, values in super().items() for value in values])


class Headers(dict):
    def __init__(self, headers):
        super().__init__({name.title(): value for name, value in headers.items()})

    def __getitem__(self, name):
        return super().__getitem__(name.title())

    def get(self, name, default=None):
        return super().get(name.title(), default)

    def __contains__(self, name):
        return super().__contains__(name.title())


class Session(dict):
    def __init__(self, values):
        super().__init__(objectify(values))
        self.session_key = self.pop("session_key", None)


class HttpRequest:
    __module__ = "django.http.request"

    def __init__(self, path="/", method="GET", GET={}, POST={}, headers={}, META={}, session={}, cookies={}, client_ip=None, **fields):
        self.path = self.path_info = path
        self.method = method
        self.GET, self.POST, self.COOKIES = QueryDict(GET), QueryDict(POST), cookies
        self.headers = Headers(headers)
        named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
        address = client_ip or META.get("REMOTE_ADDR") or "255.255.255.255"
        self.META = {"REMOTE_ADDR": address, "QUERY_STRING": self.GET.urlencode(), **named, **META}
        self.session = Session(session)
        self.scheme = "http"
        self.body = b""
        for name, value in {"user": {}, "brand": {}, "tenant": {}, **fields}.items():
            setattr(self, name, objectify(value, OBJECTS.get(name)))

    def get_host(self):
        return self.headers.get("Host", "localhost")

    def is_secure(self):
        return self.scheme == "https"

    def get_full_path(self):
        query = self.META["QUERY_STRING"]
        return f"{self.path}?{query}" if query else self.path

    def build_absolute_uri(self, location=None):
        return f"{self.scheme}://{self.get_host()}{location or self.get_full_path()}"

    def __repr__(self):
        return f"<{type(self).__name__}: {self.method} {self.get_full_path()!r}>"


@dataclass(slots=True, repr=False)
class PolicyRequest:
    user: object
    http_request: object = None
    obj: object = None
    context: dict = None
    debug: bool = False

    def __repr__(self):
        about = "".join(f" {name}={getattr(self, name)}" for name in ("user", "obj", "http_request") if getattr(self, name))
        return f"<PolicyRequest{about}>"


class PolicyResult:
    __module__ = "authentik.policies.types"

    def __init__(self, passing, *messages):
        self.passing = passing
        self.messages = messages
        self.raw_result = None
        self.source_binding = None
        self.source_results = []
        self.log_messages = []

    def __repr__(self):
        return f"<PolicyResult passing={self.passing}" + (f" messages={self.messages}>" if self.messages else ">")
`;
