"""Site visits: planned by the centre, cancelled, reported item by item; and the checklist in versions."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from access import inbox, logbook
from access.actor import Actor
from access.lifecycle import check_version, move
from access.refusals import Refusal, Refused, Stale, refusal
from access.texts import text
from access.verbs import verb
from network import exit_news as news
from network import exit_permissions as permissions
from network import exit_policies
from network.domain import closing, locks, numbers
from network.domain.versions import locked, write
from network.exit_enums import Finding, VisitOutcome, VisitState
from network.membership_enums import ApplicationState, MembershipState
from network.models import MembershipApplication, Network, SiteVisit, VisitChecklist, VisitFinding
from network.province.membership_rules import ChecklistRow
from tools import clock

# An applicant is visited between submission and decision.
VISITED_STATES = (ApplicationState.SUBMITTED, ApplicationState.RETURNED, ApplicationState.UNDER_REVIEW)

NOT_TO_VISIT = text(
    "network.visit.not_to_visit", _("“%(state)s”: applicants are visited before the decision, members while they are.")
)
IN_PAST = text("network.visit.in_past", _("Choose today or a later day for the visit."))
SAME_DAY = text("network.visit.same_day", _("The visit is on this day already: choose another."))
BEFORE_NEWEST = text("network.visit.before_newest", _("Version %(version)s holds from %(day)s: choose a later day."))
NO_CHECKLIST = text("network.visit.no_checklist", _("No checklist is in force on %(day)s: write one first."))
NO_ITEMS = text("network.visit.no_items", _("Write at least one item, each on a line of its own."))
NO_FINDING = text("network.visit.no_finding", _("Say how each item was found; missing: %(missing)s."))

CHECKLIST_STALE = text(
    "network.visit.checklist_stale",
    _("%(who)s wrote version %(version)s after you opened the page. Your text is kept below; compare and save again."),
)


@dataclass(frozen=True)
class Report:
    """What a visit found: ``findings`` by item as (finding, remark)."""

    findings: dict[str, tuple[str, str]]
    outcome: str
    conclusion: str


def unvisitable(thing) -> bool:
    """Whether an application or a membership is in no state to be visited."""
    if isinstance(thing, MembershipApplication):
        return thing.state not in VISITED_STATES
    return thing.state == MembershipState.EXITED


@verb(permissions.CHANGE_VISIT)
def plan(thing, *, planned_on: date, visitors: str, expected: int, by: Actor) -> SiteVisit:
    """Plan a visit about an application or a membership; the hospital learns day and visitors.

    Raises Refused for a past day, a thing that is not visited any more, and without a checklist; Stale.
    """
    locks.hold(thing)
    row = type(thing)._base_manager.select_for_update().get(pk=thing.pk)
    check_version(row, expected)
    if unvisitable(row):
        raise Refused(refusal(NOT_TO_VISIT, state=str(row.get_state_display())), row)
    if planned_on < clock.today():
        raise Refused(refusal(IN_PAST), row)
    checklist = VisitChecklist.objects.in_force(row.network, planned_on)
    if checklist is None:
        raise Refused(refusal(NO_CHECKLIST, day=planned_on.isoformat()), row)
    about = {"application": row} if isinstance(row, MembershipApplication) else {"membership": row}
    visit = SiteVisit.objects.create(
        number=numbers.next_number(SiteVisit, f"{row.network.code}-KC-{clock.today():%Y}"),
        **about,
        hospital=row.hospital,
        campus=row.campus,
        network=row.network,
        checklist=checklist,
        planned_on=planned_on,
        visitors=visitors,
        planned_by=by.user,
    )
    changes = {"planned_on": (None, planned_on), "visitors": ("", visitors)}
    logbook.record(visit, by=by, verb="visit.planned", changes=changes)
    news.tell_hospital_of_visit(visit)
    return visit


@verb(permissions.CHANGE_VISIT)
def move_to(visit: SiteVisit, *, planned_on: date, reason: str, expected: int, by: Actor) -> SiteVisit:
    """Move a planned visit to another day with a reason; the hospital learns both, and tasks get the new day.

    The checklist stays that with which it was planned. Raises Refused for a visit that is reported or cancelled, a
    past day, the same day, and without a reason; Stale.
    """
    row = locked(visit, expected)
    unfit = exit_policies.visit_locked(row) or _day_problem(row, planned_on)
    if unfit:
        raise Refused(unfit, row)
    closing.need(reason, row)
    former = row.planned_on
    write(row, {"planned_on": planned_on})
    logbook.record(row, by=by, verb="visit.moved", changes={"planned_on": (former, planned_on)}, reason=reason)
    inbox.close_tasks(row, by=by)
    news.tell_hospital_of_moved_visit(row, former, reason)
    return row


def _day_problem(visit: SiteVisit, planned_on: date) -> Refusal | None:
    if planned_on < clock.today():
        return refusal(IN_PAST)
    return refusal(SAME_DAY) if planned_on == visit.planned_on else None


@verb(permissions.CHANGE_VISIT)
def cancel(visit: SiteVisit, *, reason: str, expected: int, token: str = "", by: Actor) -> SiteVisit:
    """Cancel a planned visit; the hospital learns why."""
    if move(visit, VisitState.CANCELLED, by=by, expected=expected, token=token, reason=reason):
        inbox.close_tasks(visit, by=by)
    return visit


@verb(permissions.CHANGE_VISIT)
def report(visit: SiteVisit, *, report: Report, expected: int, token: str = "", by: Actor) -> SiteVisit:
    """Report on a visit, for good. Raises Refused before its day, and while an item has no finding; Stale."""
    items = {item["code"]: item["zh"] for item in visit.checklist.items}
    missing = [title for code, title in items.items() if report.findings.get(code, ("",))[0] not in Finding.values]
    if missing:
        raise Refused(refusal(NO_FINDING, missing=missing), visit)
    stamps = {
        "outcome": VisitOutcome(report.outcome).value,
        "conclusion": report.conclusion,
        "reported_by": by.user,
        "reported_at": clock.now(),
    }
    if move(visit, VisitState.REPORTED, by=by, expected=expected, token=token, stamps=stamps):
        VisitFinding.objects.bulk_create(
            VisitFinding(visit=visit, item=code, finding=report.findings[code][0], remark=report.findings[code][1])
            for code in items
        )
        inbox.close_tasks(visit, by=by)
    return visit


@verb(permissions.CHANGE_CHECKLIST)
def write_checklist(
    network: Network, *, lines: list[tuple[str, str]], valid_from: date, expected: int, by: Actor
) -> VisitChecklist:
    """Write the next version of a network's own checklist: (Chinese, English) by item. Visits keep the version that
    they were planned with. ``expected`` is the newest own version that was seen, 0 for none.

    Raises Refused without items and for a past day, Stale when somebody else wrote one meanwhile.
    """
    Network.objects.select_for_update().get(pk=network.pk)
    newest = network.visit_checklists.order_by("-version").first()
    if (newest.version if newest else 0) != expected:
        _tell_who(newest, network)
    if not lines:
        raise Refused(refusal(NO_ITEMS), network)
    if valid_from < clock.today():
        raise Refused(refusal(IN_PAST), network)
    if newest and valid_from <= newest.valid_from:
        raise Refused(refusal(BEFORE_NEWEST, version=newest.version, day=newest.valid_from.isoformat()), network)
    items = [{"code": f"item{place}", "zh": zh, "en": en} for place, (zh, en) in enumerate(lines, start=1)]
    made = VisitChecklist.objects.create(
        network=network, version=expected + 1, valid_from=valid_from, items=items, written_by=by.user
    )
    logbook.record(network, by=by, verb="checklist.written", changes={"checklist": (expected, made.version)})
    return made


def _tell_who(newest: VisitChecklist | None, network: Network) -> None:
    who = newest.written_by.name if newest and newest.written_by else ""
    raise Stale(refusal(CHECKLIST_STALE, who=who, version=newest.version if newest else 0), network)


def sync_checklists(rows: tuple[ChecklistRow, ...], *, by: Actor) -> list[str]:
    """Add the common versions that the database lacks; one that visits rest on keeps its items. Returns the added."""
    added = []
    for row in rows:
        made, is_new = VisitChecklist.objects.get_or_create(
            network=None, version=row.version, defaults={"valid_from": row.valid_from, "items": row.items}
        )
        if is_new:
            logbook.record(made, by=by, verb="checklist.added")
            added.append(str(made))
    return added
