/** What every model has, and how the caller's JSON becomes models. */
export const MODELS = `
import copy
from datetime import datetime

DATABASE = {}
ROWS = {}
WRITES = []
KINDS = {}
UUID_TEXT = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
TIMES = {"date_joined", "last_login", "last_updated", "password_change_date", "expires", "auth_time", "created", "last_used"}

# Under these names Authentik has an object, so that a caller need not say so.
OBJECTS = {
    "user": "core.user",
    "pending_user": "core.user",
    "group": "core.group",
    "application": "core.application",
    "provider": "providers_oauth2.oauth2provider",
    "token": "providers_oauth2.accesstoken",
    "id_token": "providers_oauth2.idtoken",
    "source": "core.source",
    "brand": "brands.brand",
    "tenant": "tenants.tenant",
    "flow_plan": "flows.flowplan",
    "notification": "events.notification",
    "event": "events.event",
    "invitation": "stages_invitation.invitation",
    "authenticatedsession": "core.authenticatedsession",
}


def objectify(value, label=None):
    """A dict with $model, or one under a name that stands for an object, becomes that object."""
    if isinstance(value, list):
        return [objectify(one) for one in value]
    if not isinstance(value, dict):
        return value
    fields = dict(value)
    label = fields.pop("$model", label)
    if label is None:
        return {name: objectify(one, OBJECTS.get(name)) for name, one in fields.items()}
    return kind(label)(**fields)


def kind(label):
    if label not in KINDS:
        app, _, name = label.rpartition(".")
        fields = {"__module__": f"authentik.{app.replace('_', '.')}.models", "_label": label}
        KINDS[label] = type(name[:1].upper() + name[1:], (Model,), fields)
    return KINDS[label]


def rows(model):
    if model._label not in ROWS:
        ROWS[model._label] = [model(**row) for row in DATABASE.get(model._label, [])]
    return ROWS[model._label]


def record(item, operation, values):
    WRITES.append({"model": item._label, "pk": plain(item.pk), "operation": operation, "values": values})


class Model:
    _label = None
    _defaults = {}
    _relations = ()

    objects = Objects()

    def __init_subclass__(cls):
        if cls.__dict__.get("_label"):
            KINDS[cls._label] = cls
        cls.DoesNotExist = type("DoesNotExist", (ObjectDoesNotExist,), {"__module__": cls.__module__})
        cls.MultipleObjectsReturned = type("MultipleObjectsReturned", (Exception,), {"__module__": cls.__module__})

    def __init__(self, **fields):
        self._given = fields
        for name, value in {**copy.deepcopy(self._defaults), **fields}.items():
            self._load(name, value)

    def _load(self, name, value):
        setattr(self, name, self._convert(name, value))

    def _convert(self, name, value):
        if name == "attributes" or not isinstance(value, (str, dict, list)):
            return copy.deepcopy(value)
        if isinstance(value, str) and name in TIMES:
            return datetime.fromisoformat(value)
        if name in ("pk", "uuid", "session_uuid") and isinstance(value, str) and UUID_TEXT.fullmatch(value):
            return UUID(value)
        return objectify(value, OBJECTS.get(name))

    def __setattr__(self, name, value):
        object.__setattr__(self, {"id": "pk"}.get(name, name), value)

    @property
    def id(self):
        return self.pk

    pk = None

    @classmethod
    def _check_field(cls, name):
        known = {*cls._defaults, *cls._relations, "pk", "id"}
        if cls._defaults and name not in known:
            given = {field for row in rows(cls) for field in row._given}
            if name not in given:
                choices = ", ".join(sorted(known))
                raise FieldError(f"Cannot resolve keyword '{name}' into field. Choices are: {choices}")

    def _fields(self):
        return [name for name in vars(self) if not name.startswith("_")]

    def save(self, **kwargs):
        made = self.pk is None
        before = {**self._defaults, **self._given}
        values = {
            name: dump(getattr(self, name))
            for name in self._fields()
            if made or name not in before or getattr(self, name) != self._convert(name, before[name])
        }
        self._given = {**self._given, **values}
        if made:
            rows(type(self)).append(self)
        if made or values:
            record(self, "create" if made else "update", values)

    def delete(self):
        known = rows(type(self))
        known[:] = [row for row in known if row != self]
        record(self, "delete", {})

    def refresh_from_db(self, **kwargs):
        pass

    def __eq__(self, other):
        if not isinstance(other, Model) or self._label != other._label:
            return NotImplemented
        return self is other or (self.pk is not None and same(self, other))

    def __hash__(self):
        return id(self) if self.pk is None else hash((self._label, plain(self.pk)))

    def __str__(self):
        return str(getattr(self, "name", f"{type(self).__name__} object ({self.pk})"))

    def __repr__(self):
        return f"<{type(self).__name__}: {self}>"


class ObjectDoesNotExist(Exception):
    __module__ = "django.core.exceptions"
`;
