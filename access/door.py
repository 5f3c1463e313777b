"""The one door: what an actor may see and do, answered from the scope paths that each model declares.

``visible`` is an OR of ``own column IN (ids)``: no join, no DISTINCT, so that a filtered page costs what the
unfiltered one costs (benchmarks/permission_filter.py). ``can`` and ``why`` answer for one object without a query,
from the same declaration.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Value
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from access import scopes
from access.actor import Actor
from access.enums import PROVINCE_WIDE, ScopeKind
from access.permissions import PERMISSIONS, roles_with
from access.predicates import matches, value_of
from access.queries.among import Among
from access.refusals import Forbidden, Refusal, refusal
from access.roles import ROLES
from access.texts import text

__all__ = ["Forbidden", "Path", "Q", "can", "get_visible_or_404", "narrow", "require", "why"]

NO_ROLE = text(
    "access.no_role", _("You lack the right “%(permission)s”. Those who hold it: %(roles)s. Ask your administrator.")
)
ELSEWHERE = text(
    "access.elsewhere", _("You hold the right “%(permission)s”, but not here: this belongs to somebody else's scope.")
)
NOTHING = Q(pk__in=[])
SIGNED_OUT = text("access.signed_out", _("Sign in to do this."))


@dataclass(frozen=True)
class Path:
    """One way from a row to a scope: the row's own column, what that column points to, and when the way is open.

    ``only`` names the permissions for which the way is open, all of them unless named: where two organisations hold
    the same roles on one row, and one of them may do less there.
    """

    field: str = ""
    of: str = ""
    when: Q | None = None
    only: frozenset[str] = frozenset()

    def carries(self, permission: str) -> bool:
        """Whether the way is open for a permission at all."""
        return not self.only or permission in self.only

    @classmethod
    def all(cls, when: Q | None = None) -> Path:
        """The way of scopes that reach every row (province, department)."""
        return cls(field="", when=when)

    @property
    def noun(self) -> str:
        """What the column's ids are ids of: ``of``, or the field's own name."""
        return self.of or self.field


def paths_of(model) -> Iterator[tuple[str, Path]]:
    """Every (scope kind, path) that a model declares; a kind may have several paths in a tuple."""
    for kind, declared in model.scope_paths.items():
        for path in declared if isinstance(declared, tuple) else (declared,):
            yield str(kind), path


def ways(model, permission: str) -> Iterator[tuple[str, Path]]:
    """Those of them that are open for a permission."""
    return ((kind, path) for kind, path in paths_of(model) if path.carries(permission))


def narrow(queryset: QuerySet, actor: Actor, permission: str = "") -> QuerySet:
    """The rows of ``queryset`` on which the actor holds ``permission`` (the model's view permission unless named)."""
    model = queryset.model
    permission = permission or model.view_permission
    if actor.system:
        return queryset
    condition = _condition(model, actor, permission)
    if condition is None:
        return queryset.none()
    return queryset.filter(condition) if condition.children else queryset


def visible(model, actor: Actor) -> Q:
    """What ``narrow`` filters by, as one condition that can be compared and kept for a while: whoever has an equal
    one sees the same rows."""
    if actor.system:
        return Q()
    condition = _condition(model, actor, model.view_permission)
    return NOTHING if condition is None else condition


def _condition(model, actor: Actor, permission: str) -> Q | None:
    """The filter as one Q: empty for everything, None for nothing."""
    combined = None
    for arm in _arms(model, actor, permission):
        if not arm.children:
            return arm
        combined = arm if combined is None else combined | arm
    return combined


def _arms(model, actor: Actor, permission: str) -> Iterator[Q]:
    """The conditions that each let rows in; those without a look-up come first, for an empty one ends the asking."""
    if model.public is not None and permission == model.view_permission:
        yield model.public
    for kind, path in sorted(ways(model, permission), key=lambda item: item[0] not in PROVINCE_WIDE):
        if kind in PROVINCE_WIDE:
            if actor.holds_province_wide(permission, kind):
                yield path.when or Q()
        elif ids := _reach(model, actor, permission, kind, path):
            yield _among(path.field, ids) & (path.when or Q())
    if ids := _expanded(model, actor, permission).get(("grant", "")):
        yield _among("pk", ids)


def _among(field: str, ids: frozenset[int]) -> Q:
    return Q(Among(F(field), sorted(ids)))


def _reach(model, actor: Actor, permission: str, kind: str, path: Path) -> frozenset[int]:
    """Ids of the path's noun that the actor's scopes of ``kind`` reach."""
    if kind == ScopeKind.SELF:
        return _oneself(model, actor, permission)
    if kind == path.noun:
        return actor.scope_ids(permission, kind)
    return _expanded(model, actor, permission).get((kind, path.noun), frozenset())


def _oneself(model, actor: Actor, permission: str) -> frozenset[int]:
    """What is about oneself may be seen by oneself; anything else takes a role whose scope is oneself."""
    carried = any(item.scope_kind == ScopeKind.SELF for item in actor.holding(permission))
    allowed = actor.is_person and (permission == model.view_permission or carried)
    return frozenset({actor.user.pk}) if allowed else frozenset()


def _expanded(model, actor: Actor, permission: str) -> dict[tuple[str, str], frozenset[int]]:
    """All ids that need a look-up (networks of a centre, hospitals of a region, granted objects): one query."""
    if not actor.is_person:
        return {}
    key = ("expanded", model._meta.label_lower, permission)
    if key not in actor.cache:
        actor.cache[key] = _look_up(actor, list(_look_ups(model, actor, permission)))
    return actor.cache[key]


def _look_ups(model, actor: Actor, permission: str) -> Iterator[tuple[tuple, QuerySet]]:
    """((kind, noun, whence), rows with that tag); the same three lead to the same ids for all of a request."""
    pairs = {(kind, path.noun) for kind, path in ways(model, permission) if path.field and kind != path.noun}
    for kind, noun in sorted(pairs - {(ScopeKind.SELF.value, noun) for _kind, noun in pairs}):
        ids = actor.scope_ids(permission, kind)
        if ids:
            rows = scopes.expansion(kind, noun)(ids)
            yield (kind, noun, ids), rows.order_by().values_list(Value(f"{kind}:{noun}"), "pk")
    if model.grant_model is not None and permission in model.grant_model.allowed:
        rows = model.grant_model.objects.granted_to(actor.user, permission)
        way = ("grant", "", f"{rows.model._meta.label_lower} {permission}")
        yield way, rows.order_by().values_list(Value("grant:"), "content_object_id")


def _look_up(actor: Actor, look_ups: list) -> dict[tuple[str, str], frozenset[int]]:
    """The ids of each look-up; what the same scopes reach was maybe asked for another model already."""
    asked = [(way, rows) for way, rows in look_ups if ("reached", *way) not in actor.cache]
    if asked:
        found: dict[str, set[int]] = {}
        first, *others = [rows for _way, rows in asked]
        for tag, pk in first.union(*others, all=True) if others else first:
            found.setdefault(tag, set()).add(pk)
        for (kind, noun, source), _rows in asked:
            actor.cache["reached", kind, noun, source] = frozenset(found.get(f"{kind}:{noun}", ()))
    return {(kind, noun): actor.cache["reached", kind, noun, source] for (kind, noun, source), _rows in look_ups}


def can(actor: Actor, permission: str, thing=None) -> bool:
    """Whether the actor holds ``permission`` on ``thing`` (anywhere, when no thing is given)."""
    if actor.system:
        return True
    if thing is None:
        return actor.holds(permission)
    model = type(thing)
    if model.public is not None and permission == model.view_permission and matches(model.public, thing):
        return True
    if thing.pk in _expanded(model, actor, permission).get(("grant", ""), ()):
        return True
    return any(_opens(model, actor, permission, kind, path, thing) for kind, path in ways(model, permission))


def _opens(model, actor, permission, kind, path, thing) -> bool:
    if not matches(path.when, thing):
        return False
    if kind in PROVINCE_WIDE:
        return actor.holds_province_wide(permission, kind)
    return value_of(thing, path.field) in _reach(model, actor, permission, kind, path)


def why(actor: Actor, permission: str, thing=None) -> Refusal | None:
    """Why the actor may not, as a sentence for people; None when the actor may."""
    if can(actor, permission, thing):
        return None
    if actor.user is None:
        return refusal(SIGNED_OUT)
    title = str(PERMISSIONS[permission].title) if permission in PERMISSIONS else permission
    if actor.holds(permission):
        return refusal(ELSEWHERE, permission=title)
    holders = [str(ROLES[code]) for code in ROLES if code in roles_with(permission)]
    return refusal(NO_ROLE, permission=title, roles=holders)


def require(actor: Actor, permission: str, thing=None) -> None:
    """Raise Forbidden with the reason unless the actor holds the permission."""
    reason = why(actor, permission, thing)
    if reason is not None:
        raise Forbidden(reason, permission, thing)
    actor.cache["acting_for"] = represented(actor, permission, thing)


def represented(actor: Actor, permission: str, thing=None) -> dict | None:
    """The person in whose place the actor comes in; None when the own roles open the door as well."""
    if actor.system or not any(item.acting_kind for item in actor.assignments):
        return None
    if can(actor.only_with(*actor.own_assignments), permission, thing):
        return None
    acting = (item for item in actor.holding(permission) if item.acting_kind)
    used = next((item for item in acting if can(actor.only_with(item), permission, thing)), None)
    return {"id": used.user_id, "name": used.acting_for} if used else None


def get_visible_or_404(queryset: QuerySet, actor: Actor, **lookup):
    """The one visible row that ``lookup`` names; anything else, foreign or not there, is the same 404.

    Reading a protected row (``sensitive_reads``) is noted in the logbook.
    """
    from access import traces

    found = queryset.visible_to(actor).filter(**lookup).first()
    if found is None:
        raise Http404
    traces.read(actor, found)
    return found
