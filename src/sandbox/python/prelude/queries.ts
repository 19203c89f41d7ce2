/** Django's query sets over plain lists: what `user.ak_groups.filter(name="x").exists()` needs. */
export const QUERIES = `
import operator
import re
from itertools import chain
from uuid import UUID


class FieldError(Exception):
    __module__ = "django.core.exceptions"


def plain(value):
    if isinstance(value, Model):
        return plain(value.pk)
    return str(value) if isinstance(value, UUID) else value


def same(left, right):
    left, right = plain(left), plain(right)
    if isinstance(left, int) and isinstance(right, str):
        return str(left) == right
    return left == right


def text(compare, fold=False):
    def test(value, wanted):
        if value is None or wanted is None:
            return False
        value, wanted = str(plain(value)), str(plain(wanted))
        return compare(value.lower(), wanted.lower()) if fold else compare(value, wanted)

    return test


def ordered(compare):
    return lambda value, wanted: value is not None and compare(value, wanted)


def contains(value, wanted):
    if isinstance(wanted, dict):
        return isinstance(value, dict) and wanted.items() <= value.items()
    if isinstance(value, list):
        return all(one in value for one in (wanted if isinstance(wanted, list) else [wanted]))
    return text(operator.contains)(value, wanted)


LOOKUPS = {
    "exact": same,
    "iexact": text(operator.eq, fold=True),
    "contains": contains,
    "icontains": text(operator.contains, fold=True),
    "startswith": text(str.startswith),
    "istartswith": text(str.startswith, fold=True),
    "endswith": text(str.endswith),
    "iendswith": text(str.endswith, fold=True),
    "regex": text(lambda value, wanted: re.search(wanted, value) is not None),
    "iregex": text(lambda value, wanted: re.search(wanted, value, re.I) is not None),
    "in": lambda value, wanted: any(same(value, one) for one in wanted),
    "isnull": lambda value, wanted: (value is None) == bool(wanted),
    "has_key": lambda value, wanted: isinstance(value, dict) and wanted in value,
    "gt": ordered(operator.gt),
    "gte": ordered(operator.ge),
    "lt": ordered(operator.lt),
    "lte": ordered(operator.le),
}


def reach(item, steps):
    """Every value at the end of a path such as ak_groups__parent__name."""
    if not steps:
        return [item]
    if isinstance(item, dict):
        return reach(item[steps[0]], steps[1:]) if steps[0] in item else [None]
    if item is None:
        return [None]
    item._check_field(steps[0])
    value = getattr(item, steps[0], None)
    if isinstance(value, (Manager, Selection)):
        return list(chain.from_iterable(reach(one, steps[1:]) for one in value.all()))
    return reach(value, steps[1:])


def matches(item, path, wanted):
    steps = path.split("__")
    lookup = LOOKUPS[steps.pop()] if len(steps) > 1 and steps[-1] in LOOKUPS else same
    return any(lookup(value, wanted) for value in reach(item, steps))


class Q:
    __module__ = "django.db.models"

    def __init__(self, *args, **filters):
        self.test = lambda item: all(q.test(item) for q in args) and all(
            matches(item, path, wanted) for path, wanted in filters.items()
        )

    def _made(self, test):
        made = Q()
        made.test = test
        return made

    def __and__(self, other):
        return self._made(lambda item: self.test(item) and other.test(item))

    def __or__(self, other):
        return self._made(lambda item: self.test(item) or other.test(item))

    def __invert__(self):
        return self._made(lambda item: not self.test(item))


class Selection:
    """What of a query set chooses among rows."""

    def __init__(self, model, items):
        self.model = model
        self._items = list(items)

    def _new(self, items):
        return type(self)(self.model, items)

    def all(self, *args, **kwargs):
        return self._new(self._items)

    distinct = only = defer = select_related = prefetch_related = select_subclasses = all

    def none(self):
        return self._new([])

    def filter(self, *args, **filters):
        for path in filters:
            self.model._check_field(path.split("__")[0])
        wanted = Q(*args, **filters)
        return self._new(item for item in self._items if wanted.test(item))

    def exclude(self, *args, **filters):
        kept = self.filter(*args, **filters)._items
        return self._new(item for item in self._items if item not in kept)

    def exclude_anonymous(self):
        return self.exclude(username="AnonymousUser")

    def get(self, *args, **filters):
        found = self.filter(*args, **filters)._items
        name = self.model.__name__
        if not found:
            raise self.model.DoesNotExist(f"{name} matching query does not exist.")
        if len(found) > 1:
            raise self.model.MultipleObjectsReturned(f"get() returned more than one {name} -- it returned {len(found)}!")
        return found[0]

    def order_by(self, *names):
        items = self._items
        for name in reversed(names):
            steps = name.lstrip("-").split("__")
            items = sorted(
                items,
                key=lambda item: (lambda value: (value is None, "" if value is None else value))(plain(reach(item, steps)[0])),
                reverse=name.startswith("-"),
            )
        return self._new(items)

    def values(self, *names):
        rows = ({name: reach(item, name.split("__"))[0] for name in names or item._fields()} for item in self._items)
        return Values(self.model, rows)

    def values_list(self, *names, flat=False, named=False):
        rows = (tuple(reach(item, name.split("__"))[0] for name in names or item._fields()) for item in self._items)
        return Values(self.model, (row[0] for row in rows) if flat else rows)

    def with_children_recursive(self):
        return self._new(with_parents(self._items))

    def exists(self):
        return bool(self._items)

    def contains(self, item):
        return item in self._items
`;
