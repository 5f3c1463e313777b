"""What the annual assessment tells the calendar of the year: rounds to their centres, results to their hospitals."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door
from access.actor import Actor
from network import assessment_permissions as permissions
from network.assessment_enums import AssessmentState, EffectiveAssessment, RoundState
from network.assessment_scoring import grade_name
from network.models import AnnualAssessment, AssessmentRound
from network.year_calendar import Entry
from tools import clock

SEASON = gettext_lazy("Annual assessment")
TONES = {
    EffectiveAssessment.OPEN_TO_APPEAL: "warn",
    EffectiveAssessment.APPEALED: "warn",
    EffectiveAssessment.FINAL: "ok",
}

ROUND_TONES = {RoundState.ANNOUNCED: "ok", RoundState.CANCELLED: "neutral"}


def entries(actor: Actor, year: int) -> Iterator[Entry]:
    """The rounds and results that touch a year, as far as the actor is concerned with them."""
    yield from _rounds(actor, year)
    yield from _results(actor, year)


def _bounds(year: int):
    return clock.moment(date(year, 1, 1)), clock.moment(date(year, 12, 31) + timedelta(days=1))


def _rounds(actor: Actor, year: int) -> Iterator[Entry]:
    """For the centres' offices: the province reads rounds, but nothing of them is its to do."""
    begin, end = _bounds(year)
    rows = AssessmentRound.objects.permitted(actor, permissions.ANNOUNCE).with_names()
    for round_ in rows.filter(opened_at__gte=begin, opened_at__lt=end).order_by("opened_at"):
        announced = round_.state == RoundState.ANNOUNCED
        late = round_.state == RoundState.OPEN and round_.due_on < clock.today()
        yield Entry(
            season=SEASON,
            title=_("Assessment of %(year)s") % {"year": round_.year},
            about=round_.network,
            first=clock.local(round_.opened_at).date(),
            last=clock.local(round_.announced_at).date() if announced else round_.due_on,
            state=round_.get_state_display(),
            tone=ROUND_TONES.get(round_.state, "danger" if late else "info"),
            url=round_.get_absolute_url(),
        )


def _results(actor: Actor, year: int) -> Iterator[Entry]:
    """For the hospitals' people: what was announced to them and until when they may appeal."""
    begin, end = _bounds(year)
    rows = AnnualAssessment.objects.permitted(actor, permissions.WRITE_APPEAL).with_names().with_effective_state()
    rows = rows.filter(state=AssessmentState.ANNOUNCED, announced_at__gte=begin, announced_at__lt=end)
    for row in rows.order_by("announced_at", "pk"):
        grade = grade_name(row.round.table.content, row.grade)
        yield Entry(
            season=SEASON,
            title=_("Result of %(year)s: %(grade)s") % {"year": row.year, "grade": grade},
            about=row.network,
            first=clock.local(row.announced_at).date(),
            last=row.appeal_until,
            state=EffectiveAssessment(row.state_on).label,
            tone=TONES.get(row.state_on, "neutral"),
            url=row.get_absolute_url(),
        )


def concerns(actor: Actor) -> bool:
    """Whether the calendar of the year has anything to do with the actor's rights."""
    return any(door.can(actor, code) for code in (permissions.ANNOUNCE, permissions.WRITE_APPEAL))
