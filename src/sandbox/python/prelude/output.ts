/** What leaves an expression, as JSON. */
export const OUTPUT = `
import json
from datetime import date, time
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from types import GeneratorType

LEFT_OUT = object()


def sanitize(value):
    """As events and the test of a property mapping show a value: nothing is an error, and lists lose what is empty."""
    if isinstance(value, PolicyRequest):
        names = ("user", "obj", "context", "debug")
        return {"http_request": None} | {name: sanitize(getattr(value, name)) for name in names}
    if isinstance(value, dict):
        cleaned = ((name, sanitize(one)) for name, one in value.items())
        return {name: one for name, one in cleaned if one is not LEFT_OUT}
    if isinstance(value, (list, tuple, set, GeneratorType)):
        return [one for one in map(sanitize, value) if one and one is not LEFT_OUT]
    if isinstance(value, User):
        return {"username": value.username, "pk": value.pk, "email": value.email}
    if isinstance(value, Model):
        app, _, name = value._label.rpartition(".")
        return {
            "app": f"authentik_{app}",
            "model_name": name,
            "pk": sanitize(value.pk),
            "name": getattr(value, "name", str(value)),
        }
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, HttpRequest):
        return LEFT_OUT
    if isinstance(value, (PurePath, Exception)):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, type):
        return {"type": value.__name__, "module": value.__module__}
    if isinstance(value, datetime):
        shown = value.isoformat()
        return shown[:-6] + "Z" if shown.endswith("+00:00") else shown
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value.total_seconds())
    if callable(value):
        return {"type": "callable", "name": getattr(value, "__name__", "?"), "module": value.__module__}
    return value if isinstance(value, (bool, int, float, type(None))) else str(value)


def django_default(value):
    """Django's JSON encoder, and sets and generators as lists."""
    if isinstance(value, datetime):
        shown = value.isoformat(timespec="milliseconds" if value.microsecond else "auto")
        return shown[:-6] + "Z" if shown.endswith("+00:00") else shown
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, timedelta):
        days, hours, minutes = value.days, value.seconds // 3600, value.seconds // 60 % 60
        return f"P{days}DT{hours:02d}H{minutes:02d}M{value.seconds % 60:02d}S"
    if isinstance(value, (set, frozenset, GeneratorType, QuerySet)):
        return list(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def encoded(value, output):
    """The value as JSON can hold it, or the error that Authentik would run into."""
    if output == "sanitized":
        value = sanitize(value)
        return None if value is LEFT_OUT else value
    return json.loads(json.dumps(value, allow_nan=False, default=None if output == "json" else django_default))


def dump(value, seen=()):
    """What was left behind, for the caller to read back: models keep their fields, and what JSON cannot hold is left out."""
    if isinstance(value, (str, int, float, bool, type(None))) and not isinstance(value, Enum):
        return value if not isinstance(value, float) or value - value == 0 else LEFT_OUT
    if any(value is one for one in seen):
        return LEFT_OUT
    seen = (*seen, value)
    if isinstance(value, FlowPlan):
        return {"$model": value._label, **dump({"flow_pk": value.flow_pk, "context": value.context}, seen)}
    if isinstance(value, Model):
        return {"$model": value._label, **dump({name: getattr(value, name) for name in value._fields()}, seen)}
    if isinstance(value, dict):
        dumped = ((name, dump(one, seen)) for name, one in value.items())
        return {str(name): one for name, one in dumped if one is not LEFT_OUT}
    if isinstance(value, (list, tuple, set, frozenset, QuerySet)):
        return [one for one in (dump(one, seen) for one in value) if one is not LEFT_OUT]
    try:
        return json.loads(json.dumps(value, default=django_default))
    except (TypeError, ValueError):
        return LEFT_OUT
`;
