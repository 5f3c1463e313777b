"""People of a study across hospitals: asked, confirmed by themselves, ended; each reads the study through a grant."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from access import grants, logbook
from access.actor import Actor
from access.lifecycle import move
from access.models import User
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from studies import permissions
from studies.enums import TAKING_PART, SeatState, TeamFunction, TeamState, TeamTask
from studies.models import ReviewSeat, StudySite, TeamMember
from studies.news import team as news
from studies.policies import sites as policies
from tools import clock

SEEN = (permissions.VIEW_STUDY, permissions.READ_STUDY)
THERE_ALREADY = text("studies.team.there_already", _("%(name)s has this function at this site already."))
ENDS_BEFORE = text("studies.team.ends_before", _("The last day cannot lie before the first."))
REVIEWS = text("studies.team.reviews", _("%(name)s reviews this study and cannot join its team before that is over."))
NO_SUCH_CHOICE = text("studies.team.no_such_choice", _("Choose a function and at least one task from the list."))
NOT_TAKING_PART = text(
    "studies.team.not_taking_part", _("The site is “%(state)s”: a team is named once it takes part.")
)

OVER = _("The last day of the delegation is over.")


@dataclass(frozen=True)
class Place:
    """What somebody is asked to be and to do, between two days."""

    function: str
    tasks: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None


@verb(permissions.RUN_STUDY_SITE)
def invite(site: StudySite, *, person: User, place: Place, by: Actor) -> TeamMember:
    """Ask a person, of whatever hospital, to work at the site; the study opens to the person with the confirmation.

    Raises Refused for another hospital's people, an unknown function or task, days in the wrong order, a reviewer of
    the study, and who has the function already.
    """
    row = StudySite.objects.select_for_update().get(pk=site.pk)
    found = policies.own_part(permissions.RUN_STUDY_SITE)(row, by) or _fault(row, person, place)
    if found:
        raise Refused(found, site)
    try:
        with transaction.atomic():
            made = TeamMember.objects.create(
                site=row,
                hospital_id=row.hospital_id,
                lead_hospital_id=row.lead_hospital_id,
                person=person,
                function=place.function,
                tasks=[task.value for task in TeamTask if task.value in place.tasks],
                valid_from=place.valid_from,
                valid_to=place.valid_to,
                invited_by=by.user,
            )
    except IntegrityError:
        raise Refused(refusal(THERE_ALREADY, name=person.name), site) from None
    logbook.record(row, by=by, verb="study_site.team_invited", changes={"person": ("", person.name)})
    news.tell_person(made)
    return made


def _fault(site: StudySite, person: User, place: Place):
    if site.state not in TAKING_PART:
        return refusal(NOT_TAKING_PART, state=str(site.get_state_display()))
    if place.function not in TeamFunction.values or not place.tasks or set(place.tasks) - set(TeamTask.values):
        return refusal(NO_SUCH_CHOICE)
    if place.valid_to and place.valid_to < place.valid_from:
        return refusal(ENDS_BEFORE)
    seats = ReviewSeat.objects.filter(review__study=site.study_id, reviewer=person)
    is_reviewing = seats.filter(state__in=(SeatState.INVITED, SeatState.READING)).exists()
    return refusal(REVIEWS, name=person.name) if is_reviewing else None


@verb(open_because="the asked person alone; the lifecycle asks")
def confirm(member: TeamMember, *, expected: int, token: str = "", by: Actor) -> TeamMember:
    """Take the delegated tasks on: the study opens to the person. Raises Refused for anybody else."""
    if move(member, TeamState.ACTIVE, by=by, expected=expected, token=token, stamps={"confirmed_at": clock.now()}):
        for permission in SEEN:
            grants.give(permission, member.person, member.site.study, by=by)
    return member


@verb(open_because="the asked person alone; the lifecycle asks")
def decline(member: TeamMember, *, reason: str, expected: int, token: str = "", by: Actor) -> TeamMember:
    """Do not take them on, with a reason that the hospital reads."""
    move(member, TeamState.DECLINED, by=by, expected=expected, token=token, reason=reason)
    return member


@verb(permissions.RUN_STUDY_SITE)
def end(member: TeamMember, *, reason: str, expected: int, token: str = "", by: Actor) -> TeamMember:
    """End a delegation today, with a reason; the study closes to the person unless it is open otherwise."""
    last = max(clock.today(), member.valid_from)
    stamps = {"valid_to": min(last, member.valid_to) if member.valid_to else last}
    if move(member, TeamState.ENDED, by=by, expected=expected, token=token, reason=reason, stamps=stamps):
        _close_to(member)
    return member


def end_overdue() -> int:
    """End the delegations whose last day is over; called daily. Returns how many."""
    system = Actor.as_system("team")
    rows = TeamMember.objects.overdue().select_related("site__study", "person", "hospital")
    for member in rows:
        end(member, reason=str(OVER), expected=member.version, by=system)
    return len(rows)


def _close_to(member: TeamMember) -> None:
    study = member.site.study
    others = TeamMember.objects.filter(site__study=study, person=member.person, state=TeamState.ACTIVE)
    writes = study.grants.filter(user=member.person, permission__codename="change_study").exists()
    reads = ReviewSeat.objects.filter(review__study=study, reviewer=member.person, state=SeatState.READING).exists()
    if others.exclude(pk=member.pk).exists() or writes or reads:
        return
    for permission in SEEN:
        grants.take(permission, member.person, study)
