"""The checks of a monthly report (domain.md §3.5), from the counts alone.

Months hold the counts of that month only. What must fit is looked at cumulatively, month by month up to the last: a
person screened in March may be enrolled in April, and a correction of March must still bear what April says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date

from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, refusal
from access.texts import text
from studies.enrolment import months

MOST = 100_000
BELOW_ZERO = text("studies.month.below_zero", _("Write a whole number from 0 to %(most)s."))
MORE_ENROLLED = text(
    "studies.month.more_enrolled",
    _("Up to %(month)s this makes %(enrolled)s enrolled of %(screened)s screened: nobody is enrolled unscreened."),
)
MORE_FAILED = text(
    "studies.month.more_failed",
    _("Up to %(month)s this makes %(count)s enrolled and failed of %(screened)s screened: each is one of the two."),
)
MORE_ENDED = text(
    "studies.month.more_ended",
    _("Up to %(month)s this makes %(ended)s completed, withdrawn or lost of %(enrolled)s enrolled."),
)
IN_FUTURE = text("studies.month.in_future", _("%(month)s is not over yet: it is reported from its last day on."))
NOT_OPEN = text("studies.month.not_open", _("The site was not open in %(month)s: nothing is reported for that month."))


@dataclass(frozen=True)
class Counts:
    """The counts of one month; data queries are those open at its end."""

    screened: int = 0
    screen_failures: int = 0
    enrolled: int = 0
    completed: int = 0
    withdrawn: int = 0
    lost: int = 0
    serious_events: int = 0
    deviations: int = 0
    open_queries: int = 0

    @property
    def ended(self) -> int:
        """Participants who ended in the month, each in one way."""
        return self.completed + self.withdrawn + self.lost


NAMES = tuple(field.name for field in fields(Counts))


def out_of_range(counts: Counts) -> dict[str, Refusal]:
    """Counts that no month can have, by column."""
    wrong = [name for name in NAMES if not 0 <= getattr(counts, name) <= MOST]
    return {name: refusal(BELOW_ZERO, most=MOST) for name in wrong}


def problems(counts: Counts, month: date, others: Mapping[date, Counts]) -> dict[str, Refusal]:
    """What does not fit in a month beside the site's other months, by column; at most one sentence a column."""
    found = out_of_range(counts)
    if found:
        return found
    for until, sums in _cumulative({**others, month: counts}):
        if until >= month:
            for name, reason in _unfit(sums, f"{until:%Y-%m}"):
                found.setdefault(name, reason)
    return found


def _cumulative(rows: Mapping[date, Counts]) -> Iterator[tuple[date, Counts]]:
    sums = dict.fromkeys(NAMES, 0)
    for month in sorted(rows):
        for name in NAMES:
            sums[name] += getattr(rows[month], name)
        yield month, Counts(**sums)


def _unfit(sums: Counts, month: str) -> Iterator[tuple[str, Refusal]]:
    if sums.enrolled > sums.screened:
        yield "enrolled", refusal(MORE_ENROLLED, month=month, enrolled=sums.enrolled, screened=sums.screened)
    elif sums.enrolled + sums.screen_failures > sums.screened:
        count = sums.enrolled + sums.screen_failures
        yield "screen_failures", refusal(MORE_FAILED, month=month, count=count, screened=sums.screened)
    if sums.ended > sums.enrolled:
        yield "completed", refusal(MORE_ENDED, month=month, ended=sums.ended, enrolled=sums.enrolled)


def shut(month: date, today: date, opened_on: date | None, closed_on: date | None) -> Refusal | None:
    """Why nothing is reported for a month: it is not over, or the site was not open in it. A month may be reported on
    its last day."""
    words = f"{month:%Y-%m}"
    if months.after(month) > _tomorrow(today):
        return refusal(IN_FUTURE, month=words)
    if opened_on is None or months.first_day(opened_on) > month or (closed_on is not None and closed_on < month):
        return refusal(NOT_OPEN, month=words)
    return None


def _tomorrow(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
