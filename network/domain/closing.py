"""What holds for everything that closes: hospitals, campuses, centres, networks."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, Refused, refusal
from access.texts import text
from tools import clock

CLOSED = text("network.closed_already", _("%(name)s closed on %(day)s: nothing about it can change any more."))
IN_FUTURE = text(
    "network.closes_in_future", _("Closing takes effect when it is entered: choose today or an earlier day.")
)
BEFORE_IT_BEGAN = text("network.closes_before_it_began", _("It began on %(day)s: choose a later day."))
NO_REASON = text("network.no_reason", _("Write a reason: it stays in the logbook."))


def closed(thing) -> Refusal | None:
    """The sentence that a thing has closed, or None."""
    if thing.closed_on is None:
        return None
    return refusal(CLOSED, name=str(thing), day=thing.closed_on.isoformat())


def refuse_closed(thing) -> None:
    """Raise Refused when the thing has closed."""
    sentence = closed(thing)
    if sentence:
        raise Refused(sentence, thing)


def day_problem(on: date, *, first: date | None = None) -> Refusal | None:
    """Why a thing that began on ``first`` cannot be without being from ``on`` on, or None."""
    if on > clock.today():
        return refusal(IN_FUTURE)
    if first is not None and on <= first:
        return refusal(BEFORE_IT_BEGAN, day=first.isoformat())
    return None


def check(thing, *, on: date, reason: str, first: date | None = None) -> None:
    """Raise Refused unless the thing is open and can close on the day, with a reason."""
    refuse_closed(thing)
    need(reason, thing)
    problem = day_problem(on, first=first)
    if problem:
        raise Refused(problem, thing)


def need(reason: str, thing) -> None:
    """Raise Refused without a reason."""
    if not reason.strip():
        raise Refused(refusal(NO_REASON), thing)
