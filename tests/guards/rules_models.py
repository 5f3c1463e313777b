"""Rules about guarded models: pure functions of a model class that return what is wrong with its declarations."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey, Q

from access import scopes
from access.door import paths_of
from access.enums import PROVINCE_WIDE, Privacy, ScopeKind
from access.models import ScopedModel
from access.predicates import LOOKUPS


def scoped(models: Iterable[type]) -> list[type]:
    """The models behind the door."""
    return [model for model in models if issubclass(model, ScopedModel)]


def unscoped(models: Iterable[type], allowed: dict[str, str]) -> list[str]:
    """Models that stand before the door, and that no entry of ``allowed`` (class name → reason) names."""
    return [
        f"{model.__name__}: neither a ScopedModel nor excused"
        for model in models
        if not issubclass(model, ScopedModel) and model.__name__ not in allowed
    ]


def path_faults(model: type, unindexed: dict[str, str]) -> list[str]:
    """What is wrong with ``scope_paths`` and ``public``: they stand on own, indexed columns and known scopes.

    ``unindexed`` excuses ``Model.field`` with a reason.
    """
    if getattr(model, "seen_through", ""):
        return [f"{model.__name__}: seen through another and with own paths"] if model.scope_paths else []
    if not model.scope_paths:
        return [f"{model.__name__}: declares no scope paths"]
    found = [fault for kind, path in paths_of(model) for fault in _path_faults(model, kind, path, unindexed)]
    found += [f"public: {fault}" for fault in condition_faults(model, model.public)]
    return [f"{model.__name__}: {fault}" for fault in found]


def _path_faults(model, kind: str, path, unindexed) -> Iterator[str]:
    if kind not in ScopeKind.values:
        yield f"{kind} is no kind of scope"
        return
    yield from (f"{kind}: {fault}" for fault in condition_faults(model, path.when))
    if kind in PROVINCE_WIDE:
        if path.field:
            yield f"{kind}: reaches all rows and has a column"
        return
    column = own_column(model, path.field)
    if column is None:
        yield f"{kind}: {path.field or 'nothing'} is no own column"
    elif not is_indexed(model, column) and f"{model.__name__}.{column.name}" not in unindexed:
        yield f"{kind}: {column.name} has no index"
    if kind not in (path.noun, ScopeKind.SELF) and not _expands(kind, path.noun):
        yield f"{kind}: nobody says which rows of {path.noun} it reaches"


def _expands(kind: str, noun: str) -> bool:
    try:
        scopes.expansion(kind, noun)
    except LookupError:
        return False
    return True


def own_column(model: type, name: str):
    """The concrete field of a name (``pk`` too), or None when it is none of the model's own columns."""
    if name == "pk":
        return model._meta.pk
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if field.concrete and not field.many_to_many else None


def is_indexed(model: type, field) -> bool:
    """Whether the database finds rows by a column: by its own index, or by one in which it stands first or second."""
    if field.primary_key or field.unique or field.db_index:
        return True
    return any(field.name in [name.lstrip("-") for name in index.fields[:2]] for index in model._meta.indexes)


def condition_faults(model: type, condition: Q | None) -> list[str]:
    """Comparisons that Python and the database could answer differently."""
    found = []
    for child in condition.children if condition is not None else []:
        if isinstance(child, Q):
            found += condition_faults(model, child)
            continue
        name, _, lookup = child[0].partition("__")
        if own_column(model, name) is None:
            found.append(f"{name} is no own column")
        if (lookup or "exact") not in LOOKUPS:
            found.append(f"{child[0]} uses a lookup that Python does not answer")
    return found


def permission_faults(model: type, registered: Iterable[str]) -> list[str]:
    """A guarded model names the permission to see it, which somebody registered."""
    if getattr(model, "seen_through", ""):
        return []
    known = model.view_permission in registered
    return [] if known else [f"{model.__name__}: nobody registered {model.view_permission or 'its view permission'}"]


def privacy_faults(model: type) -> list[str]:
    """Every column but the key has a privacy class, and nothing else has one."""
    columns = {field.name for field in model._meta.concrete_fields if not field.primary_key}
    found = [f"{name} has no privacy class" for name in sorted(columns - set(model.privacy))]
    found += [f"{name} has a privacy class and no column" for name in sorted(set(model.privacy) - columns)]
    found += [
        f"{name} has no known class" for name, value in sorted(model.privacy.items()) if value not in list(Privacy)
    ]
    return [f"{model.__name__}: {fault}" for fault in found]


def grant_faults(model: type, registered: Iterable[str]) -> list[str]:
    """Grants on single things point straight to them and give only a frozen set of registered permissions."""
    grants = model.grant_model
    if grants is None:
        return []
    found = []
    if not isinstance(grants._meta.get_field("content_object"), ForeignKey):
        found.append("its grants have no direct foreign key")
    if not isinstance(grants.allowed, frozenset) or not grants.allowed:
        found.append("its grants name no frozen set of permissions")
    found += [f"{code} can be granted and is not registered" for code in sorted(set(grants.allowed) - set(registered))]
    return [f"{model.__name__}: {fault}" for fault in found]
