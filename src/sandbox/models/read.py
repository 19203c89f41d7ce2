"""Reads what a release of Authentik knows of its own objects, for RELEASE.generated.json beside this file.

Run inside Authentik's own environment, with any database: `manage.py shell < read.py > 2025.10.generated.json`.
"""

import json
import sys

from authentik import authentik_version
from authentik.api.v3.urls import router
from django.db.models.fields import NOT_PROVIDED
from django.utils.functional import Promise
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import fields as plain_fields
from rest_framework import relations, serializers, validators

KINDS = {
    "SerializerMethodField": "method",
    "ReadOnlyField": "column",
    "ModelField": "column",
    "CharField": "string",
    "SlugField": "slug",
    "EmailField": "email",
    "URLField": "url",
    "UUIDField": "uuid",
    "IPAddressField": "ip",
    "IntegerField": "integer",
    "FloatField": "number",
    "BooleanField": "boolean",
    "ChoiceField": "choice",
    "DateTimeField": "time",
    "JSONField": "json",
    "DictField": "json",
    "ListField": "list",
    "PrimaryKeyRelatedField": "reference",
    "ManyRelatedField": "references",
    "FileField": "file",
}
CHECKS = {
    "timedelta_string_validator": "duration",
    "is_dict": "dict",
    "DomainlessURLValidator": "url",
    "DomainlessFormattedURLValidator": "url",
    "MultiURLValidator": "urls",
    "no_space": "no_space",
    "validate_crontab": "crontab",
    "UnicodeUsernameValidator": "username",
}
GONE = {"CASCADE": "cascade", "SET_NULL": "null", "SET_DEFAULT": "default", "DO_NOTHING": "nothing"}
LIMITS = ("max_length", "min_length", "max_value", "min_value")

seen_serializers = {}
seen_models = {}


def plain(value):
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, list | tuple | set):
        return [plain(item) for item in value]
    if callable(value):
        made = {"builtins.dict": {}, "builtins.list": [], "builtins.tuple": []}
        name = f"{value.__module__}.{value.__qualname__}"
        return made.get(name, {"$call": value.__qualname__})
    return value


def label(model):
    note_model(model)
    return model._meta.label_lower


def note_model(model):
    name = model._meta.label_lower
    if name in seen_models:
        return
    seen_models[name] = None
    meta = model._meta
    try:
        component = model().component
    except Exception:
        component = None
    seen_models[name] = trimmed(
        {
            "name": meta.object_name,
            "app": meta.app_label,
            "verbose": [str(meta.verbose_name), str(meta.verbose_name_plural)],
            "parents": [label(parent) for parent in meta.get_parent_list()],
            "id": id_of(model),
            "component": component if isinstance(component, str) else None,
            "columns": {f.name: column(f, model) for f in meta.get_fields() if f.concrete and not is_parent(f)},
        }
    )


def is_parent(field):
    return bool(getattr(getattr(field, "remote_field", None), "parent_link", False))


def id_of(model):
    field = model._meta.pk
    while is_parent(field):
        field = field.related_model._meta.pk
    if "Auto" in type(field).__name__:
        return "integer"
    return "uuid" if type(field).__name__ == "UUIDField" else "text"


def column(field, owner):
    about = {}
    if field.is_relation:
        about["to"] = label(field.related_model) if field.related_model else None
        gone = getattr(field.remote_field, "on_delete", None)
        if field.many_to_many:
            about["many"] = True
            if not field.remote_field.through._meta.auto_created:
                about["through"] = label(field.remote_field.through)
        elif gone is not None:
            about["gone"] = GONE[gone.__name__]
        remote = field.remote_field
        # One-to-one relations have no manager on their other side, and relations named "+" have no other side.
        about["accessor"] = None if field.one_to_one or remote.hidden else remote.get_accessor_name()
        about["of"] = label(field.model) if field.model is not owner else None
    if getattr(field, "auto_now", False):
        about["now"] = "always"
    if getattr(field, "auto_now_add", False):
        about["now"] = "create"
    if field.primary_key:
        about["id"] = True
    if getattr(field, "default", NOT_PROVIDED) is not NOT_PROVIDED and not field.many_to_many:
        about["default"] = plain(field.default)
    elif field.null or field.many_to_many:
        about["default"] = [] if field.many_to_many else None
    elif field.get_internal_type() in ("CharField", "TextField", "SlugField", "EmailField", "URLField"):
        about["default"] = ""
    return trimmed(about, keep=("default",))


def trimmed(about, keep=()):
    # Zero is a value, though Python finds it equal to False.
    return {
        name: value
        for name, value in about.items()
        if name in keep or not (value is None or value is False or value == [] or value == {})
    }


def kind_of(field):
    if isinstance(field, serializers.ListSerializer):
        return "objects"
    if isinstance(field, serializers.BaseSerializer):
        return "object"
    for base in type(field).__mro__:
        if base.__name__ in KINDS:
            return KINDS[base.__name__]
    return "json"


def describe(field, name):
    kind = kind_of(field)
    about = {"kind": kind}
    if field.source not in (name, "*", "", None):
        about["source"] = field.source
    about["readOnly"] = field.read_only
    about["writeOnly"] = field.write_only
    about["required"] = field.required
    about["nullable"] = field.allow_null
    about["blank"] = getattr(field, "allow_blank", False)
    about["untrimmed"] = not getattr(field, "trim_whitespace", True)
    about["filled"] = kind in ("list", "references", "objects") and not getattr(field, "allow_empty", True)
    for limit in LIMITS:
        about[limit] = getattr(field, limit, None)
    if isinstance(field, plain_fields.ChoiceField):
        about["choices"] = [plain(choice) for choice in field.choices]
    if isinstance(field, relations.RelatedField) and field.queryset is not None:
        about["to"] = label(field.queryset.model)
    if isinstance(field, relations.ManyRelatedField):
        child = field.child_relation
        about["to"] = label(child.queryset.model) if child.queryset is not None else None
    if kind == "list":
        about["items"] = describe(field.child, "")
    if kind == "objects":
        about["serializer"] = note_serializer(field.child)
    if kind == "object":
        about["serializer"] = note_serializer(field)
    checks = []
    for validator in getattr(field, "validators", []):
        called = getattr(validator, "__name__", type(validator).__name__)
        if isinstance(validator, validators.UniqueValidator):
            about["unique"] = {"model": label(validator.queryset.model), "text": str(validator.message)}
        elif called in CHECKS:
            checks.append(CHECKS[called])
    about["checks"] = checks
    kept = trimmed(about)
    if field.default is not plain_fields.empty:
        kept["default"] = plain(field.default)
    return kept


def note_serializer(serializer):
    module, name = type(serializer).__module__, type(serializer).__name__
    key = f"{module.removeprefix('authentik.')}.{name}"
    if key not in seen_serializers:
        seen_serializers[key] = None
        model = getattr(getattr(serializer, "Meta", None), "model", None)
        together = [v for v in serializer.validators if isinstance(v, validators.UniqueTogetherValidator)]
        seen_serializers[key] = trimmed(
            {
                "model": label(model) if model else None,
                "fields": {name: describe(field, name) for name, field in serializer.fields.items()},
                "together": [list(v.fields) for v in together],
            }
        )
    return key


def filters_of(view, queryset):
    filterset = DjangoFilterBackend().get_filterset_class(view, queryset)
    answer = {}
    for name, about in (filterset.base_filters if filterset else {}).items():
        model = about.extra.get("queryset")
        choices = about.extra.get("choices") or []
        answer[name] = trimmed(
            {
                "kind": type(about).__name__.removesuffix("Filter"),
                "lookup": about.lookup_expr if about.lookup_expr != "exact" else None,
                "field": about.field_name if about.field_name != name else None,
                "method": about.method if isinstance(about.method, str) else None,
                "choices": [] if callable(choices) else [plain(choice[0]) for choice in choices],
                "to": label(model.model) if model is not None and not callable(model) else None,
                "by": about.extra.get("to_field_name"),
            }
        )
    return answer


def endpoint(view):
    queryset = getattr(view, "queryset", None)
    serializer = getattr(view, "serializer_class", None)
    instance = view()
    instance.request = None
    actions = ("list", "create", "retrieve", "update", "partial_update", "destroy")
    return trimmed(
        {
            "model": label(queryset.model) if queryset is not None else None,
            "serializer": note_serializer(serializer()) if serializer else None,
            "lookup": getattr(view, "lookup_field", "pk"),
            "actions": [action for action in actions if hasattr(view, action)],
            "more": {
                action.url_path: {"detail": action.detail, "methods": sorted(action.mapping)}
                for action in view.get_extra_actions()
            },
            "ordering": plain(getattr(view, "ordering", None)),
            "orderable": plain(getattr(view, "ordering_fields", None)),
            "search": plain(getattr(view, "search_fields", None)),
            "filters": filters_of(instance, queryset) if queryset is not None else {},
        }
    )


endpoints = {prefix: endpoint(view) for prefix, view, _ in router.registry}
json.dump(
    {"version": authentik_version(), "endpoints": endpoints, "serializers": seen_serializers, "models": seen_models},
    sys.stdout,
    separators=(",", ":"),
)
