"""Branches of provincial centres: entered with region and document, and ended."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from network import structure_news as news
from network import structure_permissions as permissions
from network.domain import closing, locks, standing
from network.domain.organisation_events import NO_BASIS, Basis
from network.domain.versions import locked
from network.models import Centre, CentreBranch, Hospital, Region

IS_HOST = text("network.branch.is_host", _("%(hospital)s hosts the centre: its branches are other hospitals."))
NOT_THERE = text("network.branch.not_there", _("%(hospital)s has no open campus in %(region)s: choose its region."))
NO_HOSPITAL = text("network.branch.no_hospital", _("%(hospital)s does not exist on that day: choose another one."))
BEFORE_CENTRE = text("network.branch.before_centre", _("The centre was established on %(day)s: choose a later day."))


@dataclass(frozen=True)
class BranchFacts:
    """What is entered about a branch of a provincial centre."""

    hospital: Hospital
    region: Region
    valid_from: date
    basis: Basis = NO_BASIS


@verb(permissions.CHANGE_CENTRE_BRANCH)
def enter(centre: Centre, *, facts: BranchFacts, by: Actor) -> CentreBranch:
    """Enter a hospital as the centre's branch in a region; it is told. Raises Refused for what ``problem`` finds, and
    for a closed centre."""
    row = locked(centre, None)
    closing.refuse_closed(row)
    locks.hold_hospital(facts.hospital.pk)
    unfit = next((sentence for _field, sentence in problems(row, facts)), None)
    if unfit:
        raise Refused(unfit, row)
    branch = CentreBranch.objects.create(
        centre=row,
        hospital=facts.hospital,
        region=facts.region,
        valid_from=facts.valid_from,
        document_number=facts.basis.document_number.strip(),
        document_on=facts.basis.document_on,
    )
    changes = {name: (None, getattr(branch, name)) for name in ("hospital", "region", "valid_from", "document_number")}
    logbook.record(branch, by=by, verb="centre_branch.entered", changes=changes)
    news.tell_of_branch(branch, news.BRANCH_ENTERED)
    return branch


@verb(permissions.CHANGE_CENTRE_BRANCH)
def end(branch: CentreBranch, *, last: date, reason: str, expected: int | None = None, by: Actor) -> CentreBranch:
    """End a branch with a day. Raises Refused as ``standing.end``; Stale."""
    row = standing.end(branch, last=last, reason=reason, expected=expected, act="centre_branch.ended", by=by)
    news.tell_of_branch(row, news.BRANCH_ENDED, reason=reason)
    return row


def problems(centre: Centre, facts: BranchFacts) -> list[tuple[str, Refusal]]:
    """What is wrong with a branch to be entered, each as (field, sentence)."""
    hospital = facts.hospital
    found = [
        ("hospital", refusal(IS_HOST, hospital=str(hospital)) if hospital.pk == centre.host_id else None),
        ("hospital", None if hospital.is_open(facts.valid_from) else refusal(NO_HOSPITAL, hospital=str(hospital))),
        ("region", _elsewhere(hospital, facts.region)),
        ("valid_from", _too_early(centre, facts.valid_from)),
        ("hospital", standing.twice(centre.branches.filter(hospital=hospital), facts.valid_from, None)),
    ]
    return [(field, sentence) for field, sentence in found if sentence]


def _elsewhere(hospital: Hospital, region: Region) -> Refusal | None:
    there = hospital.campuses.open().filter(region=region).exists()
    return None if there else refusal(NOT_THERE, hospital=str(hospital), region=str(region))


def _too_early(centre: Centre, day: date) -> Refusal | None:
    return refusal(BEFORE_CENTRE, day=centre.established_on.isoformat()) if day < centre.established_on else None
