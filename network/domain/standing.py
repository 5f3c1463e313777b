"""What holds for every row between two days: nothing twice at a time, and how it ends."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from network.domain import closing
from network.domain.versions import locked, write
from tools import clock

TWICE = text("network.standing.twice", _("“%(row)s” is entered already for these days: end that entry first."))
BACKWARDS = text("network.standing.backwards", _("The last day cannot lie before the first one, %(day)s."))
OVER = text("network.standing.over", _("It ended on %(day)s: nothing about it can change any more."))
END_TO_COME = text("network.standing.end_to_come", _("An end is entered once it is there: choose today or before."))


def twice(rows, first: date, last: date | None) -> Refusal | None:
    """The sentence that one of the rows holds on a day between two, or None."""
    found = rows.meeting(first, last).first()
    return refusal(TWICE, row=str(found)) if found is not None else None


def backwards(first: date, last: date | None) -> Refusal | None:
    """The sentence that the last day lies before the first, or None."""
    return refusal(BACKWARDS, day=first.isoformat()) if last is not None and last < first else None


def over(row) -> Refusal | None:
    """The sentence that a row has ended, or None."""
    if row.valid_to is None or row.valid_to >= clock.today():
        return None
    return refusal(OVER, day=row.valid_to.isoformat())


def end_problem(row, last: date) -> Refusal | None:
    """Why a row cannot end with a day, or None."""
    if last > clock.today():
        return refusal(END_TO_COME)
    return over(row) or backwards(row.valid_from, last)


def end(row, *, last: date, reason: str, expected: int | None, act: str, by: Actor):
    """The common end: called inside the verb that ends a row. Raises Refused without a reason, for a day to come, for
    one before the first, and for what is over; Stale."""
    row = locked(row, expected)
    closing.need(reason, row)
    problem = end_problem(row, last)
    if problem:
        raise Refused(problem, row)
    before = row.valid_to
    write(row, {"valid_to": last})
    logbook.record(row, by=by, verb=act, changes={"valid_to": (before, last)}, reason=reason)
    return row
