"""Decisions of ethics committees about a hospital's part in a study: recorded with their paper, never changed."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from access import door, inbox, logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from office.domain.attachments import attach_accepted, brought
from studies import permissions, recognition
from studies.enums import PERMITTING, EthicsDecision, EthicsKind, EthicsRoute
from studies.models import EthicsRecord, StudySite
from studies.news import sites as news
from studies.policies import ethics as policies
from studies.policies import sites as site_policies
from tools import clock

OPINION = "opinion"
# A follow-up review is due at least yearly.
LONGEST_DAYS = 366
IN_FUTURE = text("studies.ethics.in_future", _("A decision is recorded once it is made: choose today or before."))
NO_LAST_DAY = text(
    "studies.ethics.no_last_day",
    _("Name the day until which it is valid, or when the next follow-up review is due, within 12 months."),
)
TOO_LONG = text("studies.ethics.too_long", _("The next follow-up review is due within 12 months of the decision."))
ENDS_BEFORE = text("studies.ethics.ends_before", _("It cannot end before the day of the decision."))
NO_GROUND = text("studies.ethics.no_ground", _("Write the ground of the exemption."))
NOT_ON_LIST = text(
    "studies.ethics.not_on_list",
    _("On %(day)s the recognition list does not let %(hospital)s recognise opinions of %(lead)s: choose another way."),
)
NOTHING_TO_CONFIRM = text(
    "studies.ethics.nothing_to_confirm",
    _("%(lead)s had no ethics approval of its own on %(day)s: there is nothing to recognise or confirm."),
)
OWN_OPINION = text("studies.ethics.own_opinion", _("The lead site's own committee reviews: choose its own review."))
NO_SUCH_CHOICE = text("studies.ethics.no_such_choice", _("Choose from the list."))
WITHDRAWN = text("studies.ethics.withdrawn", _("This record was withdrawn before."))
NEEDS_REASON = text("studies.ethics.needs_reason", _("Write why the record is withdrawn."))


@dataclass(frozen=True)
class Facts:
    """What the committee decided, on which way, and until when that holds."""

    kind: str
    route: str
    decision: str
    committee: str
    decided_on: date
    number: str = ""
    valid_to: date | None = None
    next_due_on: date | None = None
    ground: str = ""
    summary: str = ""


def record(site: StudySite, *, facts: Facts, uploads: list, by: Actor) -> EthicsRecord:
    """Record a decision with its paper. Not to be called inside a verb: the file is read first. Raises Forbidden,
    Refused."""
    door.require(by, permissions.RECORD_ETHICS, site)
    accepted = brought(EthicsRecord, uploads) if uploads else None
    return record_accepted(site, facts=facts, file=accepted, by=by)


@verb(permissions.RECORD_ETHICS)
def record_accepted(site: StudySite, *, facts: Facts, file=None, by: Actor) -> EthicsRecord:
    """Record it with a file that was brought; until when the site is permitted follows from it.

    Raises Refused for another hospital's people, a day to come, a permission without its last day, an exemption
    without its ground, and a recognition that the list of that day does not know.
    """
    row = StudySite.objects.select_for_update().get(pk=site.pk)
    found = site_policies.own_part(permissions.RECORD_ETHICS)(row, by) or _fault(row, facts)
    if found:
        raise Refused(found, site)
    made = EthicsRecord.objects.create(
        site=row,
        hospital_id=row.hospital_id,
        lead_hospital_id=row.lead_hospital_id,
        recorded_by=by.user,
        **asdict(facts),
    )
    if file is not None:
        attach_accepted(made, file, kind=OPINION, by=by)
    logbook.record(made, by=by, verb="ethics_record.recorded", changes={"decision": ("", facts.decision)})
    _write_until(row, by)
    return made


@verb(permissions.RECORD_ETHICS)
def withdraw(record: EthicsRecord, *, reason: str, by: Actor) -> EthicsRecord:
    """Take back a record that was entered by mistake; the row stays with the reason.

    Raises Refused without a reason and for what was withdrawn before.
    """
    site = StudySite.objects.select_for_update().get(pk=record.site_id)
    row = EthicsRecord.objects.select_for_update().get(pk=record.pk)
    if row.withdrawn_at is not None or not reason.strip():
        raise Refused(refusal(WITHDRAWN if row.withdrawn_at else NEEDS_REASON), site)
    row.withdrawn_at, row.withdrawn_reason = clock.now(), reason
    row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    logbook.record(row, by=by, verb="ethics_record.withdrawn", changes={}, reason=reason)
    _write_until(site, by)
    return row


def _write_until(site: StudySite, by: Actor) -> None:
    until = policies.permitted_until(list(site.ethics.bearing(clock.today())))
    if until == site.ethics_until:
        return
    site.ethics_until = until
    site.save(update_fields=["ethics_until"])
    inbox.close_tasks(site, *news.RENEW.values(), by=by)


def _fault(site: StudySite, facts: Facts) -> Refusal | None:
    choices = (EthicsKind, facts.kind), (EthicsRoute, facts.route), (EthicsDecision, facts.decision)
    if any(value not in known.values for known, value in choices):
        return refusal(NO_SUCH_CHOICE)
    if facts.decided_on > clock.today():
        return refusal(IN_FUTURE)
    return _wrong_days(facts) or _wrong_route(site, facts)


def _wrong_days(facts: Facts) -> Refusal | None:
    days = [day for day in (facts.valid_to, facts.next_due_on) if day is not None]
    if any(day < facts.decided_on for day in days):
        return refusal(ENDS_BEFORE)
    if facts.next_due_on and facts.next_due_on > facts.decided_on + timedelta(days=LONGEST_DAYS):
        return refusal(TOO_LONG)
    if facts.route == EthicsRoute.EXEMPT:
        return None if facts.ground.strip() else refusal(NO_GROUND)
    return refusal(NO_LAST_DAY) if facts.decision in PERMITTING and not days else None


def _wrong_route(site: StudySite, facts: Facts) -> Refusal | None:
    """What a recognition or confirmation rests on: the lead site's opinion, and the list of that day."""
    if facts.route not in (EthicsRoute.RECOGNISED, EthicsRoute.EXPEDITED) or facts.decision not in PERMITTING:
        return None
    if site.is_of_lead:
        return refusal(OWN_OPINION)
    day, lead = facts.decided_on, site.lead_hospital
    own = site.study.sites.filter(hospital=lead).first()
    if own is None or not policies.permits(own, day):
        return refusal(NOTHING_TO_CONFIRM, lead=str(lead), day=day.isoformat())
    if facts.route == EthicsRoute.EXPEDITED or recognition.recognised(opinion_of=lead, by=site.hospital, on=day):
        return None
    return refusal(NOT_ON_LIST, lead=str(lead), hospital=str(site.hospital), day=day.isoformat())


def remind() -> int:
    """Open the tasks of approvals that end within 60, 30 or 7 days, or have ended; called daily, twice does no harm.

    Returns at how many sites something is due.
    """
    today = clock.today()
    rows = StudySite.objects.running_out(today + timedelta(days=max(news.RENEW))).select_related("study", "hospital")
    for site in rows:
        left = (site.ethics_until - today).days
        level = news.LAPSED if left < 0 else min(level for level in news.RENEW if level >= left)
        news.tasks_to_renew(site, level)
    return len(rows)
