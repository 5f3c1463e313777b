"""Rounds: opened for a network and a year, put before the director, announced to the hospitals."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.lifecycle import move
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from network import assessment_permissions as permissions
from network.assessment_enums import AssessmentState, RoundState
from network.domain import assessment_tasks as tasks
from network.domain import numbers
from network.models import AnnualAssessment, AssessmentRound, AssessmentTable, Membership, Network, Suspension
from tools import calendar, clock

NO_TABLE = text(
    "assessment_round.no_table", _("No assessment table is in force today: save a version that holds from today on.")
)
FUTURE_YEAR = text("assessment_round.future_year", _("The year %(year)s has not begun: choose an earlier one."))
BEFORE_OPENING = text(
    "assessment_round.before_opening", _("The network opened on %(day)s: it had no members in %(year)s.")
)
OPENED_ALREADY = text("assessment_round.opened_already", _("The assessment of %(year)s was opened already."))
NO_MEMBERS = text(
    "assessment_round.no_members",
    _("No member of today was active for %(days)s days or more in %(year)s: there is nobody to assess."),
)
PERIOD_OF_ROUND = (40, calendar.Kind.WORKING)


def days_active(membership_terms: list[Membership], year: int) -> int:
    """The days of a year, until today, on which one of a member's terms ran and was not suspended."""
    first, last = date(year, 1, 1), min(date(year, 12, 31), clock.today())
    days = sum(_overlap(term.valid_from, term.valid_to, first, last) for term in membership_terms)
    pauses = Suspension.objects.filter(membership__in=membership_terms)
    return days - sum(_overlap(pause.first_day, pause.last_day or last, first, last) for pause in pauses)


def _overlap(begin: date, end: date, first: date, last: date) -> int:
    return max(0, (min(end, last) - max(begin, first)).days + 1)


def assessable(network: Network, year: int, min_days: int) -> list[tuple[Membership, int]]:
    """Today's members that were active in the year for so many days, a change of tier in between not counting as an
    end, each with its days. Whoever has left by today is not assessed any more."""
    terms: dict[str, list[Membership]] = {}
    for term in Membership.objects.filter(network=network).order_by("valid_from", "pk"):
        terms.setdefault(term.number, []).append(term)
    found = []
    for rows in terms.values():
        current = next((term for term in rows if term.valid_from <= clock.today() <= term.valid_to), None)
        days = days_active(rows, year) if current else 0
        if days >= min_days:
            found.append((current, days))
    return found


def unopenable(network: Network, year: int) -> Refusal | None:
    """Why a round cannot be opened, or None."""
    if year > clock.today().year:
        return refusal(FUTURE_YEAR, year=year)
    if year < network.opened_on.year:
        return refusal(BEFORE_OPENING, day=network.opened_on.isoformat(), year=year)
    if AssessmentRound.objects.standing().filter(network=network, year=year).exists():
        return refusal(OPENED_ALREADY, year=year)
    return None if AssessmentTable.objects.in_force(network) else refusal(NO_TABLE)


@verb(permissions.OPEN_ROUND)
def open_round(network: Network, *, year: int, by: Actor) -> AssessmentRound:
    """Open the assessment of a year by the table in force today, with one row for each member to assess.

    Raises Refused for what ``unopenable`` finds, and when nobody is to be assessed.
    """
    Network.objects.select_for_update(no_key=True).get(pk=network.pk)
    reason = unopenable(network, year)
    if reason:
        raise Refused(reason, network)
    table = AssessmentTable.objects.in_force(network)
    members = assessable(network, year, table.min_days)
    if not members:
        raise Refused(refusal(NO_MEMBERS, days=table.min_days, year=year), network)
    due_on = calendar.due_after(clock.today(), *PERIOD_OF_ROUND)
    opened = AssessmentRound.objects.create(network=network, year=year, table=table, due_on=due_on, opened_by=by.user)
    for member, days in members:
        _begin(opened, member, days)
    facts = {"table": ("", str(table)), "members": ("", len(members))}
    logbook.record(opened, by=by, verb="assessment_round.opened", changes=facts)
    tasks.score(opened)
    return opened


def _begin(opened: AssessmentRound, member: Membership, days: int) -> AnnualAssessment:
    prefix = f"{opened.network.code}-{opened.year}"
    return AnnualAssessment.objects.create(
        number=numbers.next_number(AnnualAssessment, prefix, width=3),
        round=opened,
        membership=member,
        hospital_id=member.hospital_id,
        campus_id=member.campus_id,
        network_id=opened.network_id,
        tier_id=member.tier_id,
        year=opened.year,
        days_active=days,
    )


@verb(permissions.ANNOUNCE)
def announce(round_: AssessmentRound, *, expected: int, token: str = "", by: Actor) -> AssessmentRound:
    """Announce every decided result to its hospital, which may appeal for the table's number of working days."""
    now = clock.now()
    if move(round_, RoundState.ANNOUNCED, by=by, expected=expected, token=token, stamps={"announced_at": now}):
        last_day = calendar.due_after(clock.today(), round_.table.appeal_days, calendar.Kind.WORKING)
        decided = round_.assessments.filter(state=AssessmentState.DECIDED).with_names()
        for assessment in decided.select_for_update(of=("self",)).order_by("pk"):
            stamps = {"announced_at": now, "appeal_until": last_day}
            move(assessment, AssessmentState.ANNOUNCED, by=by, expected=assessment.version, stamps=stamps)
        tasks.close(round_, by=by)
    return round_


@verb(permissions.CANCEL_ROUND)
def cancel(round_: AssessmentRound, *, reason: str, expected: int, token: str = "", by: Actor) -> AssessmentRound:
    """Cancel a round with a reason before its results are announced; the year can be opened anew.

    Raises Refused once it is announced and without a reason, Stale when somebody was faster.
    """
    stamps = {"reason": reason.strip()}
    posted = {"expected": expected, "token": token, "reason": reason}
    if move(round_, RoundState.CANCELLED, by=by, stamps=stamps, **posted):
        _cancel_rows(round_, reason, by)
    return round_


def cancel_of(network: Network, *, reason: str, by: Actor) -> None:
    """Cancel the rounds of a network that are under way: called inside the verb that closes it."""
    system = Actor.as_system(by.label, origin=by.origin)
    for round_ in AssessmentRound.objects.under_way().filter(network=network).with_names().order_by("pk"):
        stamps = {"reason": reason.strip()}
        move(round_, RoundState.CANCELLED, by=system, expected=round_.version, reason=reason, stamps=stamps)
        _cancel_rows(round_, reason, system)


def _cancel_rows(round_: AssessmentRound, reason: str, by: Actor) -> None:
    rows = round_.assessments.all().with_names().select_for_update(of=("self",))
    for assessment in rows.order_by("pk"):
        move(assessment, AssessmentState.CANCELLED, by=by, expected=assessment.version, reason=reason)
        tasks.close(assessment, by=by)
    tasks.close(round_, by=by)


def next_year(network: Network) -> int:
    """The year that a network is likely to assess next: the last one that is over, or that after its newest round."""
    years = AssessmentRound.objects.standing().filter(network=network).order_by("-year")
    newest = years.values_list("year", flat=True).first()
    over = (clock.today() - timedelta(days=31 * 10)).year
    return max(over, newest + 1) if newest else over
