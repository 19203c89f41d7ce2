/** Authentik's own models, as far as expressions look at them. */
export const CORE = `
from enum import StrEnum
from hashlib import sha256


def with_parents(groups):
    """The groups and all that they are in, each once."""
    found = list(groups)
    for group in found:
        found.extend(parent for parent in group._parents() if parent not in found)
    return found


def merge(target, source):
    for name, value in source.items():
        if isinstance(value, dict) and isinstance(target.get(name), dict):
            merge(target[name], value)
        elif isinstance(value, list) and isinstance(target.get(name), list):
            target[name] = target[name] + value
        else:
            target[name] = copy.deepcopy(value)
    return target


def group_of(value):
    if isinstance(value, Group):
        return value
    if isinstance(value, dict):
        return Group(**value)
    return Group.objects.get(pk=value)


class Group(Model):
    __module__ = "authentik.core.models"
    _label = "core.group"
    _defaults = {"pk": None, "name": "", "is_superuser": False, "attributes": {}}
    _relations = ("group_uuid", "parent", "parents", "users", "children")

    _kin = None

    def _load(self, name, value):
        if name not in ("parent", "parents", "users", "users_obj", "children", "children_obj"):
            super()._load(name, value)

    def _parents(self):
        """Looked up when asked for, so that a group can come without its kin."""
        if self._kin is None:
            given = self._given.get("parents") or [self._given.get("parent")]
            self._kin = [group_of(one) for one in given if one]
        return self._kin

    @property
    def group_uuid(self):
        return self.pk

    @property
    def parent(self):
        return next(iter(self._parents()), None)

    @parent.setter
    def parent(self, value):
        self._kin = [value] if value else []

    @property
    def parents(self):
        return RelatedManager(self, "parents", Group, self._parents)

    @property
    def children(self):
        return RelatedManager(self, "children", Group, lambda: [g for g in rows(Group) if self in g._parents()])

    @property
    def users(self):
        return RelatedManager(self, "users", User, lambda: [u for u in rows(User) if self in u._groups()])

    def is_member(self, user):
        return self in with_parents(user._groups())

    @property
    def num_pk(self):
        return int(str(self.pk.int)[:5])

    def __str__(self):
        return f"Group {self.name}"


class UserTypes(StrEnum):
    INTERNAL = "internal"
    EXTERNAL = "external"
    SERVICE_ACCOUNT = "service_account"
    INTERNAL_SERVICE_ACCOUNT = "internal_service_account"


class User(Model):
    __module__ = "authentik.core.models"
    _label = "core.user"
    _defaults = {
        "pk": None, "uuid": None, "username": "", "name": "", "email": "", "first_name": "", "last_name": "",
        "password": "", "path": "users", "type": "internal", "is_active": True, "attributes": {},
        "last_login": None, "date_joined": None, "password_change_date": None, "last_updated": None,
    }
    _relations = ("ak_groups", "groups", "sources")
    _authenticators = ()
    _superuser = False
    _usable_password = True
    _avatar = ""
    _groups_given = ()
    _groups_read = None
    _uid = None
    is_authenticated = True
    is_anonymous = False

    def _load(self, name, value):
        if name in ("groups", "ak_groups"):
            name = "groups_given"
        elif name in ("is_superuser", "has_usable_password"):
            name = name.removeprefix("is_").removeprefix("has_")
        elif name not in ("authenticators", "avatar", "uid", "groups_obj"):
            return super()._load(name, value)
        setattr(self, f"_{name}", value)

    def _groups(self):
        if self._groups_read is None:
            inline = {str(group["pk"]): group for group in self._given.get("groups_obj") or []}
            given = [inline.get(str(one), one) if isinstance(one, str) else one for one in self._groups_given]
            self._groups_read = [group_of(one) for one in given]
        return self._groups_read

    @property
    def ak_groups(self):
        return RelatedManager(self, "groups", Group, self._groups)

    groups = ak_groups

    def all_groups(self):
        return QuerySet(Group, with_parents(self._groups()))

    def group_attributes(self, request=None):
        merged = merge({}, request.brand.attributes if request and hasattr(request, "brand") else {})
        for group in self.all_groups().order_by("name"):
            merge(merged, group.attributes)
        return merge(merged, self.attributes)

    def app_entitlements(self, app):
        return QuerySet(kind("core.applicationentitlement"), app._entitlements if app else []).order_by("name")

    def app_entitlements_attributes(self, app):
        merged = {}
        for entitlement in self.app_entitlements(app):
            merge(merged, entitlement.attributes)
        return merged

    @property
    def is_superuser(self):
        return self._superuser or any(group.is_superuser for group in self.all_groups())

    is_staff = is_superuser

    @property
    def uid(self):
        return self._uid or sha256(f"{self.pk}-sandbox".encode()).hexdigest()

    @property
    def avatar(self):
        return self._avatar

    def locale(self, request=None):
        return self.attributes.get("settings", {}).get("locale", "")

    def has_usable_password(self):
        return self._usable_password

    def set_password(self, raw_password, **kwargs):
        self._usable_password = raw_password is not None
        record(self, "set_password", {"password": raw_password})

    def check_password(self, raw_password):
        raise NotImplementedError("check_password: the sandbox gives expressions no passwords.")

    def get_username(self):
        return self.username

    def get_full_name(self):
        return f"{self.first_name} {self.last_name}".strip()

    def __str__(self):
        return self.username
`;
