"""A hospital's part in a study: the invitation, its answer with the hospital's signature, and each step of the way."""

from django.utils.translation import gettext_lazy as _

from access import inbox, logbook
from access.actor import Actor
from access.lifecycle import move
from access.models import User
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network.domain import signoffs
from network.models import Campus, Hospital
from network.policies import closed_hospital
from studies import permissions
from studies.domain import checklist
from studies.enums import SiteState
from studies.models import SiteStep, Study, StudySite
from studies.news import sites as news
from studies.policies import sites as policies
from tools import clock

SIGNOFF_KIND = "study_site"
INVITED_ALREADY = text("studies.site.invited_already", _("%(hospital)s takes part in this study already."))
STUDY_ENDED = text("studies.site.study_ended", _("The study is “%(state)s”: no further hospital is invited."))
IN_FUTURE = text("studies.site.in_future", _("This day is still to come: record it once it has happened."))
WRONG_STATE = text("studies.site.wrong_state", _("The site is “%(state)s”: this cannot be changed now."))


@verb(permissions.CHANGE_STUDY_SITE)
def invite(study: Study, *, hospital: Hospital, target: int | None = None, by: Actor) -> StudySite:
    """Invite a hospital, with its target of participants; it learns of the study once that is submitted.

    Raises Refused for a closed hospital, one that is there already, and a study that is over.
    """
    row = Study.objects.select_for_update().get(pk=study.pk)
    shut = closed_hospital(hospital)
    if shut or row.is_ended:
        raise Refused(shut or refusal(STUDY_ENDED, state=str(row.get_state_display())), study)
    shown = clock.now() if row.submitted_at is not None else None
    facts = {"lead_hospital_id": row.lead_hospital_id, "target": target, "shown_at": shown}
    site, is_new = StudySite.objects.get_or_create(study=row, hospital=hospital, defaults=facts)
    if not is_new:
        raise Refused(refusal(INVITED_ALREADY, hospital=str(hospital)), study)
    checklist.begin(row)
    note_step(site)
    logbook.record(row, by=by, verb="study_site.invited", changes={"hospital": ("", hospital)})
    news.open_next(site)
    return site


def show(study: Study) -> None:
    """Let the invited hospitals see the study and answer: a part of submitting it."""
    waiting = list(study.sites.filter(shown_at__isnull=True).select_related("study", "hospital"))
    StudySite.objects.filter(pk__in=[site.pk for site in waiting]).update(shown_at=clock.now())
    for site in waiting:
        site.shown_at = clock.now()
        news.open_next(site)


def note_step(site: StudySite) -> None:
    """Keep since when the site stands in its state, and how long it stood in the one before: a part of each step."""
    today = clock.today()
    for row in SiteStep.objects.filter(site=site, until__isnull=True):
        row.until, row.days = max(today, row.since), max((today - row.since).days, 0)
        row.save(update_fields=["until", "days"])
    region = Campus.objects.filter(hospital_id=site.hospital_id).values_list("region", flat=True).first()
    SiteStep.objects.create(site=site, region_id=region, stood_in=site.state, since=today)


def advance(
    site: StudySite, to: str, *, by: Actor, expected: int, token: str = "", reason: str = "", **stamps
) -> bool:
    """Take the site one step on, with what was due before it and what is due next: a part of each step."""
    stamps |= {"state_since": clock.today()}
    if not move(site, to, by=by, expected=expected, token=token, reason=reason, stamps=stamps):
        return False
    inbox.close_tasks(site, news.ANSWER, news.START_UP, news.OPEN_SITE, by=by)
    note_step(site)
    news.open_next(site)
    return True


@verb(permissions.ANSWER_STUDY_SITE)
def take_up(site: StudySite, *, expected: int, token: str = "", by: Actor) -> StudySite:
    """The invited hospital checks whether it can take part."""
    if advance(site, SiteState.FEASIBILITY, by=by, expected=expected, token=token):
        checklist.lay_out(site)
    return site


@verb(permissions.ANSWER_STUDY_SITE)
def decline(site: StudySite, *, reason: str, expected: int, token: str = "", by: Actor) -> StudySite:
    """Decline for the invited hospital, with a reason that the lead site reads."""
    advance(site, SiteState.DECLINED, by=by, expected=expected, token=token, reason=reason)
    return site


@verb(permissions.CHANGE_STUDY_SITE)
def invite_again(site: StudySite, *, reason: str, expected: int, token: str = "", by: Actor) -> StudySite:
    """Ask a hospital that declined once more, with the reason that it reads."""
    advance(site, SiteState.INVITED, by=by, expected=expected, token=token, reason=reason)
    return site


@verb(permissions.ANSWER_STUDY_SITE)
def ask_to_confirm(site: StudySite, *, investigator: User, by: Actor) -> StudySite:
    """Name the investigator and hand the hospital's yes to its administrator, who signs.

    Raises Refused for another hospital's people, in another state, and while a signature waits.
    """
    row = StudySite.objects.select_for_update().get(pk=site.pk)
    found = policies.own_part(permissions.ANSWER_STUDY_SITE)(row, by) or policies.no_signature_waits(row, by)
    found = found or policies.hospital_is_open(row, by) or policies.done_before(SiteState.CONFIRMED)(row, by)
    if row.state != SiteState.FEASIBILITY:
        found = refusal(WRONG_STATE, state=str(row.get_state_display()))
    if found:
        raise Refused(found, site)
    _name(row, investigator, by)
    signoffs.request(row, kind=SIGNOFF_KIND, hospital=row.hospital, by=by)
    return row


def signed(site: StudySite, signoff, by: Actor) -> None:
    """Go on after the hospital's signature: it takes part."""
    advance(site, SiteState.CONFIRMED, by=by, expected=site.version)


def sent_back(site: StudySite, signoff, by: Actor) -> None:
    """Go on after the administrator returned it: whoever asked learns why, the site stays where it was."""
    logbook.record(site, by=by, verb="study_site.sent_back", changes={}, reason=signoff.reason)
    if signoff.requested_by:
        facts = news.people.names(site.study)
        inbox.notify([signoff.requested_by], news.SENT_BACK, site, reason=signoff.reason, **facts)


def _name(site: StudySite, investigator: User, by: Actor) -> None:
    before = site.investigator.name if site.investigator else ""
    site.investigator = investigator
    site.save(update_fields=["investigator"])
    changes = {"investigator": (before, investigator.name)}
    logbook.record(site, by=by, verb="study_site.investigator_named", changes=changes)


@verb(permissions.RUN_STUDY_SITE)
def name_investigator(site: StudySite, *, investigator: User, by: Actor) -> StudySite:
    """Name who is responsible at the site. Raises Refused for another hospital's people."""
    row = StudySite.objects.select_for_update().get(pk=site.pk)
    found = policies.own_part(permissions.RUN_STUDY_SITE)(row, by)
    if found:
        raise Refused(found, site)
    _name(row, investigator, by)
    return row


@verb(permissions.CHANGE_STUDY_SITE)
def list_in_filing(site: StudySite, *, filed_on, by: Actor) -> StudySite:
    """Say that the lead site listed the site in its national filing on a day; the number is the study's.

    Raises Refused for a day to come.
    """
    if filed_on > clock.today():
        raise Refused(refusal(IN_FUTURE), site)
    row = StudySite.objects.select_for_update().get(pk=site.pk)
    changes = {"filed_on": (row.filed_on, filed_on)}
    row.filed_on = filed_on
    row.save(update_fields=["filed_on"])
    logbook.record(row, by=by, verb="study_site.listed", changes=changes)
    return row
