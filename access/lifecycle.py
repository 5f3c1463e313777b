"""Lifecycles as tables, moved by one function.

A house writes a ``Lifecycle`` (states and transitions) in its ``lifecycles`` module; nothing else writes the state
column. A move locks the row, checks version, source, permission, guards and reason, writes, logs, and writes the news
that it brings, all in one transaction. The same form token again changes nothing; an older version is ``Stale`` and
says who was faster.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial

from django.apps import apps
from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from access import door, logbook, safe_text
from access.actor import Actor
from access.models.draft import FormToken
from access.queries.prepared import row_of
from access.refusals import Refusal, Refused, Stale, refusal
from access.texts import text
from tools import clock

NO_SUCH_MOVE = text("lifecycle.no_such_move", _("This step is not possible while the state is “%(state)s”."))
NEEDS_REASON = text("lifecycle.needs_reason", _("Write a reason: the other side will read it."))
STALE = text(
    "lifecycle.stale",
    _("%(who)s changed this at %(when)s, after you opened the page. Nothing of yours was saved; look at it again."),
)
USED_ELSEWHERE = text(
    "lifecycle.used_elsewhere", _("This form was sent before for something else: load the page again and repeat it.")
)
STALE_UNKNOWN = text(
    "lifecycle.stale_unknown", _("This was changed after you opened the page. Nothing was saved; look at it again.")
)


@dataclass(frozen=True)
class Transition:
    """One permitted step. ``guards`` are called with (thing, actor) and return a Refusal or None."""

    name: str
    sources: tuple[str, ...]
    target: str
    permission: str
    title: object
    guards: tuple[Callable, ...] = ()
    needs_reason: bool = False
    notifies: tuple[Callable, ...] = ()
    tone: str = "neutral"
    # Steps that a form of their own, or another lifecycle, carries out: not offered as plain buttons.
    indirect: bool = False


@dataclass(frozen=True)
class Lifecycle:
    """The table of one model's state column."""

    name: str
    model_label: str
    states: type[TextChoices]
    transitions: tuple[Transition, ...]
    field: str = "state"

    @property
    def model(self):
        """The model class."""
        return apps.get_model(self.model_label)

    def find(self, source: str, target: str) -> Transition | None:
        """The transition from one state to another, or None."""
        return next((t for t in self.transitions if source in t.sources and t.target == target), None)


@dataclass(frozen=True)
class Action:
    """A transition as offered to one actor on one thing: enabled, or disabled with the reason."""

    transition: Transition
    refusal: Refusal | None

    name = property(lambda self: self.transition.name)
    title = property(lambda self: self.transition.title)
    tone = property(lambda self: self.transition.tone)
    target = property(lambda self: self.transition.target)
    needs_reason = property(lambda self: self.transition.needs_reason)
    enabled = property(lambda self: self.refusal is None)


LIFECYCLES: dict[str, Lifecycle] = {}


def register(lifecycle: Lifecycle) -> Lifecycle:
    """Make a lifecycle known; two steps between the same two states cannot be told apart and are refused."""
    pairs = [(source, t.target) for t in lifecycle.transitions for source in t.sources]
    if len(pairs) != len(set(pairs)):
        raise ValueError(f"The lifecycle {lifecycle.name} has two steps between the same states.")
    LIFECYCLES[lifecycle.model_label.lower()] = lifecycle
    return lifecycle


def of(thing) -> Lifecycle:
    """The lifecycle of a thing's model."""
    return LIFECYCLES[thing._meta.label_lower]


def actions(thing, actor: Actor, *, only: Iterable[str] | None = None) -> list[Action]:
    """The steps out of the thing's state that the actor's roles know at all, each enabled or with its reason."""
    table = of(thing)
    state = getattr(thing, table.field)
    steps = [t for t in table.transitions if state in t.sources and (not t.indirect or only)]
    if only is not None:
        steps = [t for t in steps if t.name in set(only)]
    return [Action(t, refusal_for(t, thing, actor)) for t in steps if actor.holds(t.permission)]


def refusal_for(transition: Transition, thing, actor: Actor) -> Refusal | None:
    """Why the actor may not take the step now: the door first, then the guards in order."""
    reason = door.why(actor, transition.permission, thing)
    return _guarded(transition, thing, actor) if reason is None else reason


def _guarded(transition: Transition, thing, actor: Actor) -> Refusal | None:
    return next((found for guard in transition.guards if (found := guard(thing, actor)) is not None), None)


def move(
    thing,
    to: str,
    *,
    by: Actor,
    expected: int,
    token: str = "",
    reason: str = "",
    stamps: dict | None = None,
    held: Collection = (),
) -> bool:
    """Take ``thing`` to state ``to``: True when the step was taken, False when the token shows that it was before.

    ``expected`` is the version that the person saw, ``token`` the form's, ``stamps`` further columns written with the
    state, ``held`` rows that the verb has locked: the guards need not ask for them again. ``thing`` is brought up to
    date. Raises Stale, Refused (no such step, guard, missing reason) or Forbidden; then nothing was changed.
    """
    table, stamps = of(thing), stamps or {}
    with transaction.atomic():
        locked = row_of(table.model, thing.pk, no_key=False)
        if _already_done(locked, to, token):
            logbook.nothing_changed()
            _refresh(thing, locked)
            return False
        check_version(locked, expected)
        _relate(locked, held)
        transition = _check_step(table, locked, to, by, reason)
        _keep_relations(thing, locked)
        _write(table, locked, to, stamps)
        logbook.record(
            locked,
            by=by,
            verb=f"{table.name}.{transition.name}",
            changes=_changes(thing, table, to, stamps),
            reason=reason,
        )
        if token:
            FormToken.objects.create(token=token, object_type=locked._meta.label_lower, object_id=locked.pk, target=to)
        logbook.at_end(partial(_tell, transition, locked, by, reason))
    _refresh(thing, locked)
    return True


def _already_done(thing, to: str, token: str) -> bool:
    """Whether this form was carried out before. Raises Refused when it did something else."""
    used = FormToken.objects.filter(token=token).first() if token else None
    if used is None:
        return False
    if (used.object_type, used.object_id, used.target) != (thing._meta.label_lower, thing.pk, to):
        raise Refused(refusal(USED_ELSEWHERE), thing)
    return True


def check_version(thing, expected: int, *, back_to=None) -> None:
    """Raise Stale, telling who was faster, unless ``thing`` has the version that the person saw.

    ``back_to`` is the thing to go back to, when that is another one.
    """
    if thing.version == expected:
        return
    last = logbook.history(thing).first()
    if last is None:
        raise Stale(refusal(STALE_UNKNOWN), back_to or thing)
    when = clock.local(last.at).strftime("%Y-%m-%d %H:%M")
    raise Stale(refusal(STALE, who=last.actor_label, when=when), back_to or thing)


def _check_step(table: Lifecycle, thing, to: str, by: Actor, reason: str) -> Transition:
    state = getattr(thing, table.field)
    transition = table.find(state, to)
    if transition is None:
        label = str(table.states(state).label)
        raise Refused(refusal(NO_SUCH_MOVE, state=label), thing)
    door.require(by, transition.permission, thing)
    found = _guarded(transition, thing, by)
    if found is not None:
        raise Refused(found, thing)
    if transition.needs_reason and not reason.strip():
        raise Refused(refusal(NEEDS_REASON), thing)
    safe_text.refuse({"reason": reason})
    return transition


def _write(table: Lifecycle, thing, to: str, stamps: dict) -> None:
    new = {table.field: to, "version": thing.version + 1} | stamps
    for name, value in new.items():
        setattr(thing, name, value)
    thing.save(update_fields=list(new))


def _changes(before, table: Lifecycle, to: str, stamps: dict) -> dict:
    changes = {table.field: (getattr(before, table.field), to)}
    return changes | {name: (getattr(before, name), value) for name, value in stamps.items()}


def _tell(transition: Transition, thing, by: Actor, reason: str) -> None:
    for notify in transition.notifies:
        notify(thing, by, reason)


def _relate(locked, held: Collection) -> None:
    """Let the guards find what the verb has locked, as it is now."""
    present = {(type(row), row.pk): row for row in held}
    for each in locked._meta.concrete_fields if present else ():
        found = present.get((each.related_model, getattr(locked, each.attname))) if each.is_relation else None
        if found is not None:
            each.set_cached_value(locked, found)


def _keep_relations(thing, locked) -> None:
    """Let entry and news name what the caller's instance has fetched already; the guards have asked the database."""
    for each in locked._meta.concrete_fields:
        fetched = each.is_relation and each.is_cached(thing)
        if fetched and getattr(thing, each.attname) == getattr(locked, each.attname):
            each.set_cached_value(locked, each.get_cached_value(thing))


def _refresh(thing, locked) -> None:
    """Bring the caller's instance up to date, so that it never shows the state before the move."""
    for each in locked._meta.concrete_fields:
        setattr(thing, each.attname, getattr(locked, each.attname))
