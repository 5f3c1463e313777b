"""Branches of national centres in the province: entered by the department, and ended."""

from dataclasses import dataclass
from datetime import date

from access import logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.verbs import verb
from network import structure_permissions as permissions
from network.domain import locks, standing
from network.domain.centre_branches import NO_HOSPITAL
from network.domain.organisation_events import NO_BASIS, Basis
from network.models import BranchCentre, DiseaseField, Hospital


@dataclass(frozen=True)
class BranchCentreFacts:
    """What is entered about a branch of a national centre."""

    national_centre: str
    hospital: Hospital
    field: DiseaseField
    valid_from: date
    basis: Basis = NO_BASIS


@verb(permissions.CHANGE_BRANCH_CENTRE)
def enter(_nothing, *, facts: BranchCentreFacts, by: Actor) -> BranchCentre:
    """Enter a hospital as a branch of a national centre. Raises Refused for what ``problems`` finds."""
    locks.hold_hospital(facts.hospital.pk)
    unfit = next((sentence for _field, sentence in problems(facts)), None)
    if unfit:
        raise Refused(unfit)
    branch = BranchCentre.objects.create(
        national_centre=facts.national_centre.strip(),
        hospital=facts.hospital,
        field=facts.field,
        valid_from=facts.valid_from,
        document_number=facts.basis.document_number.strip(),
        document_on=facts.basis.document_on,
    )
    names = ("national_centre", "hospital", "field", "valid_from", "document_number")
    changes = {name: (None, getattr(branch, name)) for name in names}
    logbook.record(branch, by=by, verb="branch_centre.entered", changes=changes)
    return branch


@verb(permissions.CHANGE_BRANCH_CENTRE)
def end(branch: BranchCentre, *, last: date, reason: str, expected: int | None = None, by: Actor) -> BranchCentre:
    """End a branch with a day. Raises Refused as ``standing.end``; Stale."""
    return standing.end(branch, last=last, reason=reason, expected=expected, act="branch_centre.ended", by=by)


def problems(facts: BranchCentreFacts) -> list[tuple[str, Refusal]]:
    """What is wrong with a branch to be entered, each as (field, sentence)."""
    same = BranchCentre.objects.filter(national_centre=facts.national_centre.strip(), hospital=facts.hospital)
    lost = not facts.hospital.is_open(facts.valid_from)
    found = [
        ("hospital", refusal(NO_HOSPITAL, hospital=str(facts.hospital)) if lost else None),
        ("hospital", standing.twice(same, facts.valid_from, None)),
    ]
    return [(field, sentence) for field, sentence in found if sentence]
