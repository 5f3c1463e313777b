"""A study's enrolment plan and the places of competitive enrolment: reserved under one lock, so that no two sites pass
the cap together."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from access import live, logbook
from access.actor import Actor
from access.lifecycle import check_version, move
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from studies import permissions
from studies.enums import StudyState
from studies.enums.enrolment import ReleaseReason, SlotState
from studies.enums.site import SiteState
from studies.models import EnrolmentPlan, EnrolmentSlot, SiteShare, Study, StudySite
from studies.news import enrolment as news
from tools import clock

NOT_COMPETITIVE = text("studies.slot.not_competitive", _("Places are reserved only where a study has a cap."))
NOT_RECRUITING = text(
    "studies.slot.not_recruiting", _("The study is “%(state)s”: places are reserved while it recruits.")
)
NOT_OPEN = text("studies.slot.not_open", _("The site is “%(state)s”: places are reserved while it is open."))
FULL = text("studies.slot.full", _("All %(cap)s places are taken: ask nobody for consent until one is released."))
SITE_FULL = text("studies.slot.site_full", _("The site has all of its %(cap)s places: no more may be reserved here."))
HELD_BACK = text(
    "studies.slot.held_back",
    _("The last %(count)s places are kept for sites that have not reached their minimum yet."),
)
WRONG_DAY = text("studies.slot.wrong_day", _("Choose a day from the reservation to today."))
UNKNOWN_REASON = text("studies.slot.unknown_reason", _("Choose one of the reasons in the list."))
BELOW_TAKEN = text("studies.plan.below_taken", _("%(count)s places are taken already: the cap cannot be lower."))
MINIMA = text("studies.plan.minima", _("The minima of the sites make %(count)s, more than the cap of %(cap)s."))


@dataclass(frozen=True)
class PlanFacts:
    """What a plan says. ``cap`` is None where sites do not compete."""

    begins_on: date
    ends_on: date
    target: int
    curve: str
    cap: int | None = None


@verb(permissions.CHANGE_PLAN)
def plan(study: Study, *, facts: PlanFacts, expected: int, by: Actor) -> EnrolmentPlan:
    """Set the plan down, or change it. Raises Refused for a cap below the places taken or the sites' minima, Stale."""
    own = {"lead_hospital_id": study.lead_hospital_id, **asdict(facts)}
    row = EnrolmentPlan.objects.select_for_update().filter(study=study).first()
    before = row.version if row else 0
    if row is None:
        row, expected = EnrolmentPlan.objects.create(study=study, **own), expected or 1
    check_version(row, expected, back_to=study)
    _refuse_low_cap(study, facts.cap)
    EnrolmentPlan.objects.filter(pk=row.pk).update(**own, version=before + 1)
    row.refresh_from_db()
    logbook.record(row, by=by, verb="enrolment.planned", changes={"target": (None, facts.target)})
    live.touch("enrolment", study.uid)
    return row


def _refuse_low_cap(study: Study, cap: int | None) -> None:
    if cap is None:
        return
    taken = EnrolmentSlot.objects.filter(study=study).taken().count()
    if taken > cap:
        raise Refused(refusal(BELOW_TAKEN, count=taken), study)
    shares = SiteShare.objects.filter(study_site__study=study, minimum__isnull=False)
    minima = sum(shares.values_list("minimum", flat=True))
    if minima > cap:
        raise Refused(refusal(MINIMA, count=minima, cap=cap), study)


@verb(permissions.CHANGE_PLAN)
def share(study: Study, *, site: StudySite, minimum: int | None, maximum: int | None, by: Actor) -> SiteShare:
    """Set the least and the most that one site enrols. Raises Refused when the minima no longer fit under the cap."""
    plan = EnrolmentPlan.objects.select_for_update().filter(study=study).first()
    row, _is_new = SiteShare.objects.update_or_create(
        study_site=study.sites.get(pk=site.pk), defaults={"minimum": minimum, "maximum": maximum}
    )
    _refuse_low_cap(study, plan.cap if plan else None)
    logbook.record(site, by=by, verb="enrolment.shared_out", changes={"minimum": (None, minimum)})
    return row


@verb(permissions.TAKE_SLOT)
def reserve(site: StudySite, *, by: Actor) -> EnrolmentSlot:
    """Reserve a place before consent. It holds for ENROLMENT_SLOT_HOURS. Raises Refused with the reason."""
    plan = _locked(site)
    closed = _shut(site)
    if closed is None:
        closed = full(plan, site)
    if closed:
        raise Refused(closed, site)
    EnrolmentPlan.objects.filter(pk=plan.pk).update(last_sequence=plan.last_sequence + 1)
    now = clock.now()
    slot = EnrolmentSlot.objects.create(
        study_id=site.study_id,
        study_site=site,
        hospital_id=site.hospital_id,
        lead_hospital_id=site.lead_hospital_id,
        sequence=plan.last_sequence + 1,
        reserved_by=by.user,
        reserved_at=now,
        expires_at=now + timedelta(hours=settings.ENROLMENT_SLOT_HOURS),
    )
    logbook.record(slot, by=by, verb="slot.reserved")
    live.touch("enrolment", site.study.uid)
    return slot


def _locked(site: StudySite) -> EnrolmentPlan:
    """The plan, locked until the transaction ends. Raises Refused where there is no cap."""
    rows = EnrolmentPlan.objects.select_for_update(of=("self",)).select_related("study")
    plan = rows.filter(study=site.study_id).first()
    if plan is None or plan.cap is None:
        raise Refused(refusal(NOT_COMPETITIVE), site)
    site.study = plan.study
    return plan


def _shut(site: StudySite) -> Refusal | None:
    state, study = StudySite.objects.values_list("state", flat=True).get(pk=site.pk), site.study
    if study.state != StudyState.RECRUITING:
        return refusal(NOT_RECRUITING, state=str(study.get_state_display()))
    return None if state == SiteState.OPEN else refusal(NOT_OPEN, state=str(SiteState(state).label))


def full(plan: EnrolmentPlan, site: StudySite) -> Refusal | None:
    """Why no further place is free for a site at this moment, or None: the cap, the site's maximum, or what is kept
    for the minima of others."""
    rows = EnrolmentSlot.objects.filter(study=plan.study_id).taken()
    found = rows.aggregate(there=Count("pk"), here=Count("pk", filter=Q(study_site=site.pk)))
    if found["there"] >= plan.cap:
        return refusal(FULL, cap=plan.cap)
    shares = list(SiteShare.objects.filter(study_site__study=plan.study_id))
    own = next((share for share in shares if share.study_site_id == site.pk), None)
    if own and own.maximum is not None and found["here"] >= own.maximum:
        return refusal(SITE_FULL, cap=own.maximum)
    if own and found["here"] < (own.minimum or 0):
        return None
    kept = _kept_for_others(plan, site, shares)
    return refusal(HELD_BACK, count=kept) if found["there"] + kept >= plan.cap else None


def _kept_for_others(plan: EnrolmentPlan, site: StudySite, shares: list[SiteShare]) -> int:
    minima = {
        share.study_site_id: share.minimum for share in shares if share.minimum and share.study_site_id != site.pk
    }
    if not minima:
        return 0
    rows = EnrolmentSlot.objects.filter(study=plan.study_id, study_site__in=minima).taken().order_by()
    have = dict(rows.values_list("study_site").annotate(count=Count("pk")))
    return sum(max(least - have.get(pk, 0), 0) for pk, least in minima.items())


@verb(permissions.TAKE_SLOT)
def enrol(slot: EnrolmentSlot, *, day: date, expected: int, token: str = "", by: Actor) -> EnrolmentSlot:
    """Fill a reserved place on the day of enrolment. Raises Refused for a day outside, or once it ran out; Stale."""
    plan = _locked(slot.study_site)
    if not clock.local(slot.reserved_at).date() <= day <= clock.today():
        raise Refused(refusal(WRONG_DAY), slot)
    if move(slot, SlotState.ENROLLED, by=by, expected=expected, token=token, stamps={"enrolled_on": day}):
        Study.objects.filter(pk=slot.study_id, first_enrolled_on__isnull=True).update(first_enrolled_on=day)
        filled = EnrolmentSlot.objects.filter(study=slot.study_id, state=SlotState.ENROLLED).count()
        if filled == plan.cap:
            news.tell_full(plan.study, plan.cap)
        live.touch("enrolment", plan.study.uid)
    return slot


@verb(permissions.TAKE_SLOT)
def release(slot: EnrolmentSlot, *, reason: str, expected: int, token: str = "", by: Actor) -> EnrolmentSlot:
    """Give a reserved place back, run out or not. Raises Refused for an unknown reason, Stale."""
    if reason not in ReleaseReason.values:
        raise Refused(refusal(UNKNOWN_REASON), slot)
    plan = _locked(slot.study_site)
    stamps = {"released_at": clock.now(), "release_reason": reason}
    if move(slot, SlotState.RELEASED, by=by, expected=expected, token=token, stamps=stamps):
        live.touch("enrolment", plan.study.uid)
    return slot
