/** The rest of a query set (counting, slicing, writing) and the managers that hand them out. */
export const MANAGERS = `
class QuerySet(Selection):
    __module__ = "django.db.models.query"

    def count(self):
        return len(self._items)

    __len__ = count

    def first(self):
        return self._items[0] if self._items else None

    def last(self):
        return self._items[-1] if self._items else None

    def __iter__(self):
        return iter(self._items)

    iterator = __iter__

    def __bool__(self):
        return bool(self._items)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._new(self._items[index])
        if index < 0:
            raise ValueError("Negative indexing is not supported.")
        return self._items[index]

    def __or__(self, other):
        return self._new(dict.fromkeys([*self._items, *other]))

    union = __or__

    def __and__(self, other):
        return self._new(item for item in self._items if item in other)

    def __repr__(self):
        return f"<QuerySet {self._items!r}>"

    def update(self, **values):
        for item in self._items:
            for name, value in values.items():
                setattr(item, name, value)
            record(item, "update", {name: dump(value) for name, value in values.items()})
        return len(self._items)

    def delete(self):
        for item in self._items:
            item.delete()
        return len(self._items), {}

    def create(self, **values):
        made = self.model(**values)
        made.save()
        return made

    def get_or_create(self, defaults=None, **filters):
        found = self.filter(**filters).first()
        return (found, False) if found else (self.create(**filters, **(defaults or {})), True)

    def update_or_create(self, defaults=None, **filters):
        found, made = self.get_or_create(defaults, **filters)
        if not made and defaults:
            QuerySet(self.model, [found]).update(**defaults)
        return found, made


class Values(QuerySet):
    """Rows, which can be listed and cut but not asked further."""

    def __contains__(self, wanted):
        return any(same(row, wanted) for row in self._items)


class Manager:
    __module__ = "django.db.models.manager"

    def __init__(self, model, items):
        self.model = model
        self._list = items

    def all(self):
        return QuerySet(self.model, self._list())

    get_queryset = all

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        return getattr(self.all(), name)


class Objects:
    """Model.objects: the rows of the database that the caller handed in."""

    def __get__(self, instance, model):
        if instance is not None:
            raise AttributeError(f"Manager isn't accessible via {model.__name__} instances")
        return Manager(model, lambda: rows(model))


class RelatedManager(Manager):
    """A relation to many. The field is the one that the API knows it by."""

    def __init__(self, owner, field, model, items):
        super().__init__(model, items)
        self._owner, self._field = owner, field

    def _change(self, operation, items):
        record(self._owner, operation, {self._field: [plain(item) for item in items]})

    def add(self, *items):
        known = self._list()
        known.extend(item for item in map(self._resolved, items) if item not in known)
        self._change("add", items)

    def remove(self, *items):
        gone = [str(plain(item)) for item in items]
        known = self._list()
        known[:] = [item for item in known if str(plain(item)) not in gone]
        self._change("remove", items)

    def set(self, items):
        items = list(items)
        self._list()[:] = map(self._resolved, items)
        self._change("set", items)

    def clear(self):
        self.set([])

    def _resolved(self, item):
        return item if isinstance(item, Model) else self.model.objects.get(pk=item)
`;
