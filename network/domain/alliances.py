"""Medical alliances: entered by the lead hospital or the department, with dated members."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from network import partner_permissions as permissions
from network.domain import closing, locks, standing
from network.domain.organisation_events import NO_BASIS, Basis
from network.domain.versions import locked, write
from network.models import Alliance, AllianceMember, Hospital

LEADS = text("network.alliance.leads", _("%(hospital)s leads the alliance: its members are other hospitals."))
NOT_OPEN = text("network.alliance.not_open", _("%(hospital)s does not exist on that day: choose another one."))
BEFORE = text("network.alliance.before", _("The alliance began on %(day)s: choose that day or a later one."))


@dataclass(frozen=True)
class AllianceFacts:
    """What is entered about an alliance."""

    name: str
    valid_from: date
    basis: Basis = NO_BASIS


@verb(permissions.CHANGE_ALLIANCE)
def enter(hospital: Hospital, *, facts: AllianceFacts, by: Actor) -> Alliance:
    """Enter an alliance that a hospital leads. Raises Refused for a closed hospital, and an alliance of this name that
    it leads already."""
    row = locks.hold_hospital(hospital.pk)
    closing.refuse_closed(row)
    unfit = next((sentence for _field, sentence in problems(row, facts)), None)
    if unfit:
        raise Refused(unfit, row)
    alliance = Alliance.objects.create(
        hospital=row,
        name=facts.name.strip(),
        valid_from=facts.valid_from,
        document_number=facts.basis.document_number.strip(),
        document_on=facts.basis.document_on,
    )
    changes = {name: (None, getattr(alliance, name)) for name in ("name", "hospital", "valid_from")}
    logbook.record(alliance, by=by, verb="alliance.entered", changes=changes)
    return alliance


@verb(permissions.CHANGE_ALLIANCE)
def end(alliance: Alliance, *, last: date, reason: str, expected: int | None = None, by: Actor) -> Alliance:
    """End an alliance, its members with it. Raises Refused as ``standing.end``; Stale."""
    row = standing.end(alliance, last=last, reason=reason, expected=expected, act="alliance.ended", by=by)
    for member in row.members.filter(valid_to__isnull=True).order_by("pk"):
        write(member, {"valid_to": max(last, member.valid_from)})
    return row


@verb(permissions.CHANGE_ALLIANCE)
def add_member(alliance: Alliance, *, hospital: Hospital, valid_from: date, by: Actor) -> AllianceMember:
    """Enter a member of an alliance. Raises Refused for the lead hospital, a hospital that is in it or closed, a day
    before the alliance, and an alliance that has ended."""
    row = locked(alliance, None)
    locks.hold_hospital(hospital.pk)
    unfit = standing.over(row) or next((s for _field, s in member_problems(row, hospital, valid_from)), None)
    if unfit:
        raise Refused(unfit, row)
    member = AllianceMember.objects.create(
        alliance=row, lead_id=row.hospital_id, hospital=hospital, valid_from=valid_from
    )
    changes = {"hospital": (None, hospital), "valid_from": (None, valid_from)}
    logbook.record(member, by=by, verb="alliance.member_added", changes=changes)
    return member


@verb(permissions.CHANGE_ALLIANCE)
def end_member(
    member: AllianceMember, *, last: date, reason: str, expected: int | None = None, by: Actor
) -> AllianceMember:
    """End a hospital's days in an alliance. Raises Refused as ``standing.end``; Stale."""
    return standing.end(member, last=last, reason=reason, expected=expected, act="alliance.member_ended", by=by)


def problems(hospital: Hospital, facts: AllianceFacts) -> list[tuple[str, Refusal]]:
    """What is wrong with an alliance to be entered, each as (field, sentence)."""
    same = Alliance.objects.filter(hospital=hospital, name=facts.name.strip())
    sentence = standing.twice(same, facts.valid_from, None)
    return [("name", sentence)] if sentence else []


def member_problems(alliance: Alliance, hospital: Hospital, valid_from: date) -> list[tuple[str, Refusal]]:
    """What is wrong with a member to be entered, each as (field, sentence)."""
    same = alliance.members.filter(hospital=hospital)
    early = valid_from < alliance.valid_from
    found = [
        ("hospital", refusal(LEADS, hospital=str(hospital)) if hospital.pk == alliance.hospital_id else None),
        ("hospital", None if hospital.is_open(valid_from) else refusal(NOT_OPEN, hospital=str(hospital))),
        ("valid_from", refusal(BEFORE, day=alliance.valid_from.isoformat()) if early else None),
        ("hospital", standing.twice(same, valid_from, None)),
    ]
    return [(field, sentence) for field, sentence in found if sentence]
