"""People at research sites: who does what, between two days."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.enums import ScopeKind
from access.models import RoleAssignment, User
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from network.domain import standing
from network.domain.versions import locked
from sites.domain.research_sites import closed
from sites.models import ResearchSite, SitePerson
from sites.permissions.people import CHANGE_PERSON

STRANGER = text(
    "research_sites.person.stranger",
    _("%(person)s holds no role at the hospital today: have its administrator give one first."),
)


def people_of(hospital_id: int):
    """The people who hold a role at a hospital today, by name."""
    held = RoleAssignment.objects.valid().filter(scope_kind=ScopeKind.HOSPITAL, scope_id=hospital_id)
    return User.objects.filter(pk__in=held.order_by().values("user"), is_active=True).order_by("name", "pk")


def stranger(hospital_id: int, user: User) -> Refusal | None:
    """The sentence that somebody does not belong to a hospital, or None."""
    return None if people_of(hospital_id).filter(pk=user.pk).exists() else refusal(STRANGER, person=user.name)


@verb(CHANGE_PERSON)
def appoint(
    site: ResearchSite, *, user: User, function: str, valid_from: date, valid_to: date | None = None, by: Actor
) -> SitePerson:
    """Enter somebody's function at a site. Raises Refused for a closed site, somebody without a role at the hospital,
    and a function that the person has in these days."""
    row = locked(site, None)
    unfit = closed(row) or next((s for _field, s in problems(row, user, function, valid_from, valid_to)), None)
    if unfit:
        raise Refused(unfit, row)
    person = SitePerson.objects.create(
        site=row, hospital_id=row.hospital_id, user=user, function=function, valid_from=valid_from, valid_to=valid_to
    )
    changes = {"person": ("", str(person)), "valid_from": (None, valid_from), "valid_to": (None, valid_to)}
    logbook.record(row, by=by, verb="research_site.person_entered", changes=changes)
    return person


@verb(CHANGE_PERSON)
def end(person: SitePerson, *, last: date, reason: str, expected: int | None = None, by: Actor) -> SitePerson:
    """End somebody's function at a site. Raises Refused as ``standing.end``; Stale."""
    return standing.end(person, last=last, reason=reason, expected=expected, act="research_site.person_ended", by=by)


def problems(
    site: ResearchSite, user: User, function: str, valid_from: date, valid_to: date | None
) -> list[tuple[str, Refusal]]:
    """What is wrong with a function to be entered, each as (field, sentence)."""
    same = site.people.filter(user=user, function=function).select_related("user")
    found = [
        ("user", stranger(site.hospital_id, user)),
        ("valid_to", standing.backwards(valid_from, valid_to)),
        ("user", standing.twice(same, valid_from, valid_to)),
    ]
    return [(field, sentence) for field, sentence in found if sentence]
