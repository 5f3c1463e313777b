"""What a scope reaches: a centre its networks, a region its hospitals. The houses that own these nouns say how."""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from access.enums import LOGGED_SCOPES, PROVINCE_WIDE, ScopeKind
from access.texts import text

# (scope kind, noun) -> function from scope ids to a queryset of the noun's rows.
_EXPANSIONS: dict[tuple[str, str], Callable[[Iterable[int]], QuerySet]] = {}
# scope kind -> the model whose rows carry the scope ids.
_MODELS: dict[str, type] = {}

PROVINCE_LABEL = text("access.scope.province", _("the whole province"))


def register_scope(kind: str, model: type) -> None:
    """Say which model's rows are the scopes of a kind; called from ``apps.ready()``."""
    _MODELS[kind] = model


def register_expansion(kind: str, noun: str, rows: Callable[[Iterable[int]], QuerySet]) -> None:
    """Say which rows of ``noun`` the scopes of ``kind`` reach; ``rows`` takes scope ids and returns a queryset."""
    _EXPANSIONS[kind, noun] = rows


def expansion(kind: str, noun: str) -> Callable[[Iterable[int]], QuerySet]:
    """The registered expansion; raises LookupError naming the missing pair."""
    try:
        return _EXPANSIONS[kind, noun]
    except KeyError:
        raise LookupError(f"No expansion from {kind} to {noun} is registered.") from None


def model_of(kind: str) -> type | None:
    """The model whose rows are the scopes of ``kind``; None for kinds without rows."""
    return _MODELS.get(kind)


def scope_object(kind: str, scope_id: int):
    """The row that an assignment reaches, or None for the province and for kinds not built yet."""
    model = _MODELS.get(kind)
    return model._base_manager.filter(pk=scope_id).first() if model else None


# Columns that hold the names of whatever can be a scope.
BILINGUAL = ("name_zh", "name_en")
MOST_NAMED = 200


def named(words: str) -> dict[str, list[int]]:
    """Ids of organisations and regions in whose name all words occur, by kind: one query, 200 ids at most."""
    found: dict[str, list[int]] = {}
    searched = [_named(kind, words.split()) for kind in LOGGED_SCOPES if kind in _MODELS]
    if searched and words.split():
        first, *others = searched
        for kind, pk in first.union(*others, all=True)[:MOST_NAMED]:
            found.setdefault(kind, []).append(pk)
    return found


def _named(kind: str, words: list[str]):
    model = _MODELS[kind]
    rows = model._base_manager.order_by()
    for word in words:
        rows = rows.filter(reduce(or_, (Q(**{f"{name}__icontains": word}) for name in BILINGUAL)))
    return rows.values_list(Value(str(kind)), "pk")


def scope_labels(pairs: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Names for many scopes in the reader's language, with one query: ``{("hospital", 7): "…"}``."""
    from access import texts

    labels: dict[tuple[str, int], str] = {}
    wanted: dict[str, set[int]] = {}
    for kind, scope_id in pairs:
        if kind in PROVINCE_WIDE:
            labels[kind, scope_id] = texts.render(PROVINCE_LABEL)
        elif kind == ScopeKind.SELF:
            labels[kind, scope_id] = str(ScopeKind.SELF.label)
        elif kind in _MODELS:
            wanted.setdefault(str(kind), set()).add(scope_id)
    return labels | _names(wanted)


def _names(wanted: dict[str, set[int]]) -> dict[tuple[str, int], str]:
    """How rows of several kinds call themselves. Each is asked with its two names alone, as one union."""
    if not wanted:
        return {}
    first, *others = (
        _MODELS[kind]._base_manager.filter(pk__in=ids).order_by().values_list(Value(kind), "pk", *BILINGUAL)
        for kind, ids in sorted(wanted.items())
    )
    rows = first.union(*others, all=True) if others else first
    return {(kind, pk): str(_MODELS[kind](**dict(zip(BILINGUAL, names, strict=True)))) for kind, pk, *names in rows}
