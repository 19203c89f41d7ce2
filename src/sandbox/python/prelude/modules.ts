/** The modules of Authentik, Django and others that expressions import, as far as the sandbox has them. */
export const MODULES = `
import string
import sys
from datetime import timedelta, timezone
from random import SystemRandom

EVENT_ACTIONS = (
    "login", "login_failed", "logout", "user_write", "suspicious_request", "password_set", "secret_view", "secret_rotate",
    "invitation_used", "authorize_application", "source_linked", "impersonation_started", "impersonation_ended",
    "flow_execution", "policy_execution", "policy_exception", "property_mapping_exception", "system_task_execution",
    "system_task_exception", "system_exception", "configuration_error", "model_created", "model_updated",
    "model_deleted", "email_sent", "update_available",
)
EventAction = StrEnum("EventAction", {action.upper(): action for action in EVENT_ACTIONS}, module="authentik.events.models")

FlowAuthenticationRequirement = StrEnum(
    "FlowAuthenticationRequirement",
    {
        name.upper(): name
        for name in (
            "none", "require_authenticated", "require_unauthenticated", "require_superuser", "require_redirect", "require_outpost",
        )
    },
    module="authentik.flows.models",
)


class Flow(Model):
    __module__ = "authentik.flows.models"
    _label = "flows.flow"


def now():
    return datetime.now(timezone.utc)


def generate_id(length=40):
    return "".join(SystemRandom().choice(string.ascii_letters + string.digits) for _ in range(length))


def generate_key(length=128):
    return "".join(SystemRandom().choice(string.ascii_letters + string.digits + string.punctuation) for _ in range(length))


def timedelta_from_string(expr):
    pairs = (pair.split("=") for pair in expr.split(";"))
    units = ("microseconds", "milliseconds", "seconds", "minutes", "hours", "days", "weeks")
    values = {key.lower(): float(value.strip()) for key, value in pairs if key.lower() in units}
    if not values:
        raise ValueError("No valid keys to pass to timedelta")
    return timedelta(**values)


def get_logger(name="authentik", *args, **bound):
    return Logger(name, **bound)


SETTING = "goauthentik.io/user/"
PROVIDED = {
    "authentik.core.models": {
        "User": User,
        "UserTypes": UserTypes,
        "Group": Group,
        "Application": Application,
        "Source": kind("core.source"),
        "Token": kind("core.token"),
        "AuthenticatedSession": kind("core.authenticatedsession"),
        "USER_ATTRIBUTE_DEBUG": SETTING + "debug",
        "USER_ATTRIBUTE_GENERATED": SETTING + "generated",
        "USER_ATTRIBUTE_EXPIRES": SETTING + "expires",
        "USER_ATTRIBUTE_DELETE_ON_LOGOUT": SETTING + "delete-on-logout",
        "USER_ATTRIBUTE_SOURCES": SETTING + "sources",
        "USER_ATTRIBUTE_TOKEN_EXPIRING": SETTING + "token-expires",
        "USER_ATTRIBUTE_TOKEN_MAXIMUM_LIFETIME": SETTING + "token-maximum-lifetime",
        "USER_ATTRIBUTE_CHANGE_USERNAME": SETTING + "can-change-username",
        "USER_ATTRIBUTE_CHANGE_NAME": SETTING + "can-change-name",
        "USER_ATTRIBUTE_CHANGE_EMAIL": SETTING + "can-change-email",
        "USER_PATH_SYSTEM_PREFIX": "goauthentik.io",
        "USER_PATH_SERVICE_ACCOUNT": "goauthentik.io/service-accounts",
    },
    "authentik.core.expression.exceptions": {"SkipObjectException": SkipObjectException},
    "authentik.events.models": {"Event": Event, "EventAction": EventAction},
    "authentik.flows.models": {"Flow": Flow, "FlowAuthenticationRequirement": FlowAuthenticationRequirement},
    "authentik.flows.planner": {
        "FlowPlan": FlowPlan,
        "PLAN_CONTEXT_PENDING_USER": "pending_user",
        "PLAN_CONTEXT_SSO": "is_sso",
        "PLAN_CONTEXT_REDIRECT": "redirect",
        "PLAN_CONTEXT_APPLICATION": "application",
        "PLAN_CONTEXT_SOURCE": "source",
        "PLAN_CONTEXT_OUTPOST": "outpost",
        "PLAN_CONTEXT_IS_RESTORED": "is_restored",
        "PLAN_CONTEXT_IS_REDIRECTED": "is_redirected",
    },
    "authentik.lib.generators": {"generate_id": generate_id, "generate_key": generate_key},
    "authentik.lib.utils.time": {"timedelta_from_string": timedelta_from_string},
    "authentik.policies.types": {"PolicyRequest": PolicyRequest, "PolicyResult": PolicyResult},
    "authentik.providers.oauth2.models": {"OAuth2Provider": OAuth2Provider, "AccessToken": AccessToken},
    "authentik.stages.invitation.models": {"Invitation": kind("stages_invitation.invitation")},
    "authentik.stages.password.stage": {
        "PLAN_CONTEXT_AUTHENTICATION_BACKEND": "user_backend",
        "PLAN_CONTEXT_METHOD": "auth_method",
        "PLAN_CONTEXT_METHOD_ARGS": "auth_method_args",
    },
    "authentik.stages.prompt.stage": {"PLAN_CONTEXT_PROMPT": "prompt_data"},
    "authentik.stages.user_write.stage": {
        "PLAN_CONTEXT_GROUPS": "groups",
        "PLAN_CONTEXT_USER_TYPE": "user_type",
        "PLAN_CONTEXT_USER_PATH": "user_path",
    },
    "django.core.exceptions": {"FieldError": FieldError, "ObjectDoesNotExist": ObjectDoesNotExist},
    "django.db.models": {"Q": Q, "QuerySet": QuerySet},
    "django.http": {"HttpRequest": HttpRequest, "QueryDict": QueryDict},
    "django.utils.text": {"slugify": slugify},
    "django.utils.timezone": {"now": now},
    "structlog": {"get_logger": get_logger},
    "structlog.stdlib": {"get_logger": get_logger},
    "requests": {
        "Session": HttpSession,
        "ConnectionError": NoNetwork,
        "RequestException": NoNetwork,
        **{name: getattr(HttpSession(), name) for name in ("request", "get", "post", "put", "patch", "delete", "head")},
    },
    "requests.exceptions": {"ConnectionError": NoNetwork, "RequestException": NoNetwork, "Timeout": NoNetwork},
}


def provide():
    for path, names in PROVIDED.items():
        parts = path.split(".")
        for end in range(1, len(parts) + 1):
            name = ".".join(parts[:end])
            if name not in sys.modules:
                sys.modules[name] = ModuleType(name)
                sys.modules[name].__path__ = []
                if end > 1:
                    setattr(sys.modules[".".join(parts[: end - 1])], parts[end - 1], sys.modules[name])
        vars(sys.modules[path]).update(names)
`;
