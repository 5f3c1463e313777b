"""Committees of centres: set up for a term, renewed, dissolved, with dated members and meetings."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from access import door, inbox, logbook
from access.actor import Actor
from access.enums import ScopeKind
from access.refusals import Refusal, Refused, refusal
from access.roles import CENTRE_ADMIN
from access.texts import text
from access.verbs import verb
from network import committee_permissions as permissions
from network.domain import closing, standing
from network.domain.organisation_events import NO_BASIS, Basis
from network.domain.versions import locked, write
from network.models import Centre, Committee, CommitteeMeeting, CommitteeMember
from network.structure_enums import CommitteeRole
from office.domain import attachments
from office.files import Accepted
from tools import clock

MINUTES = "minutes"
# A term's end is a task so many natural days before.
REMIND_DAYS = 90

RENEW = text("task.committee.renew", _("Renew the committee before its term ends: %(committee)s"))
RENEWED = text("network.committee.renewed", _("The next term is set up already: it begins on %(day)s."))
OUTSIDE = text("network.committee.outside", _("Choose days within the committee's term, %(first)s to %(last)s."))
CHAIRED = text("network.committee.chaired", _("%(chair)s is chair on these days: end that entry first."))
HELD_LATER = text("network.committee.held_later", _("A meeting is entered once it was held: choose today or before."))


@dataclass(frozen=True)
class CommitteeFacts:
    """What is entered about a committee."""

    kind: str
    name: str
    valid_from: date
    valid_to: date
    basis: Basis = NO_BASIS


@dataclass(frozen=True)
class MemberFacts:
    """What is entered about a member; without a last day the term's."""

    name: str
    organisation: str
    role: str
    valid_from: date
    valid_to: date | None = None
    title: str = ""


@verb(permissions.CHANGE_COMMITTEE)
def set_up(centre: Centre, *, facts: CommitteeFacts, by: Actor) -> Committee:
    """Set a committee up for a term. Raises Refused for a closed centre, for a term that ends before it begins, and
    for a committee of the same name in these days."""
    row = locked(centre, None)
    closing.refuse_closed(row)
    unfit = next((sentence for _field, sentence in problems(row, facts)), None)
    if unfit:
        raise Refused(unfit, row)
    return _create(row, facts, "committee.set_up", by)


@verb(permissions.CHANGE_COMMITTEE)
def renew(
    committee: Committee, *, last: date, basis: Basis = NO_BASIS, keep: bool, expected: int | None = None, by: Actor
) -> Committee:
    """Set up the next term, from the day after this one's last until ``last``; its members stay with ``keep``. Raises
    Refused when there is a next term already, or for a day before its first; Stale."""
    row = locked(committee, expected)
    first = row.valid_to + timedelta(days=1)
    unfit = renewal_problem(row, last)
    if unfit:
        raise Refused(unfit, row)
    facts = CommitteeFacts(row.kind, row.name, first, last, basis)
    made = _create(row.centre, facts, "committee.renewed", by, follows=row)
    if keep:
        _carry_over(row, made)
    inbox.close_tasks(row, RENEW, by=by)
    return made


def _create(centre: Centre, facts: CommitteeFacts, act: str, by: Actor, follows: Committee | None = None) -> Committee:
    made = Committee.objects.create(
        centre=centre,
        kind=facts.kind,
        name=facts.name.strip(),
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        document_number=facts.basis.document_number.strip(),
        document_on=facts.basis.document_on,
        follows=follows,
    )
    names = ("name", "kind", "valid_from", "valid_to", "document_number")
    logbook.record(made, by=by, verb=act, changes={name: (None, getattr(made, name)) for name in names})
    return made


def _carry_over(old: Committee, made: Committee) -> None:
    """The members on the last day of the old term, for the whole of the next."""
    copied = ("name", "organisation", "title", "role")
    CommitteeMember.objects.bulk_create(
        CommitteeMember(
            committee=made,
            centre_id=made.centre_id,
            valid_from=made.valid_from,
            valid_to=made.valid_to,
            **{name: getattr(member, name) for name in copied},
        )
        for member in old.members.valid(old.valid_to).order_by("pk")
    )


@verb(permissions.CHANGE_COMMITTEE)
def dissolve(committee: Committee, *, last: date, reason: str, expected: int | None = None, by: Actor) -> Committee:
    """End a committee before its term does; its members end with it. Raises Refused as ``standing.end``; Stale."""
    row = standing.end(committee, last=last, reason=reason, expected=expected, act="committee.dissolved", by=by)
    for member in row.members.not_over(last + timedelta(days=1)).order_by("pk"):
        write(member, {"valid_to": max(last, member.valid_from)})
    inbox.close_tasks(row, RENEW, by=by)
    return row


@verb(permissions.CHANGE_COMMITTEE)
def add_member(committee: Committee, *, facts: MemberFacts, by: Actor) -> CommitteeMember:
    """Enter a member. Raises Refused for days outside of the term, a second chair, and somebody who is in it."""
    row = locked(committee, None)
    unfit = next((sentence for _field, sentence in member_problems(row, facts)), None)
    if unfit:
        raise Refused(unfit, row)
    columns = {name: getattr(facts, name) for name in ("role", "valid_from")}
    columns |= {name: getattr(facts, name).strip() for name in ("name", "organisation", "title")}
    last = facts.valid_to or row.valid_to
    member = CommitteeMember.objects.create(committee=row, centre_id=row.centre_id, valid_to=last, **columns)
    changes = {"member": ("", str(member)), "valid_from": (None, member.valid_from), "valid_to": (None, last)}
    logbook.record(row, by=by, verb="committee.member_added", changes=changes)
    return member


@verb(permissions.CHANGE_COMMITTEE)
def end_member(
    member: CommitteeMember, *, last: date, reason: str, expected: int | None = None, by: Actor
) -> CommitteeMember:
    """End a member's days. Raises Refused as ``standing.end``; Stale."""
    return standing.end(member, last=last, reason=reason, expected=expected, act="committee.member_ended", by=by)


def note_meeting(
    committee: Committee, *, held_on: date, subject: str, uploads: list = (), by: Actor
) -> CommitteeMeeting:
    """Enter a meeting that was held, with its minutes if they are there. Not to be called inside a verb: they are read
    first. Raises Forbidden, Refused."""
    door.require(by, permissions.CHANGE_COMMITTEE, committee)
    minutes = attachments.brought(CommitteeMeeting, uploads) if uploads else None
    return note_accepted(committee, held_on=held_on, subject=subject, minutes=minutes, by=by)


@verb(permissions.CHANGE_COMMITTEE)
def note_accepted(
    committee: Committee, *, held_on: date, subject: str, minutes: Accepted | None, by: Actor
) -> CommitteeMeeting:
    """Enter a meeting with minutes that were brought. Raises Refused for a day to come or outside of the term."""
    row = locked(committee, None)
    unfit = meeting_problem(row, held_on)
    if unfit:
        raise Refused(unfit, row)
    meeting = CommitteeMeeting.objects.create(
        committee=row, centre_id=row.centre_id, held_on=held_on, subject=subject.strip()
    )
    logbook.record(row, by=by, verb="committee.met", changes={"meeting": ("", str(meeting))})
    if minutes is not None:
        attachments.attach_accepted(meeting, minutes, kind=MINUTES, by=by)
    return meeting


def remind_of_ends() -> int:
    """Open the task of each committee whose term ends within ``REMIND_DAYS``; returns how many there are."""
    today = clock.today()
    rows = Committee.objects.ending_by(today, today + timedelta(days=REMIND_DAYS)).order_by("pk")
    for row in rows:
        scope = {"role": CENTRE_ADMIN, "scope_kind": ScopeKind.CENTRE, "scope_id": row.centre_id}
        inbox.open_task(RENEW, row, **scope, due=row.valid_to, committee=row.name)
    return len(rows)


def problems(centre: Centre, facts: CommitteeFacts) -> list[tuple[str, Refusal]]:
    """What is wrong with a committee to be set up, each as (field, sentence)."""
    same = centre.committees.filter(name=facts.name.strip())
    found = [
        ("valid_to", standing.backwards(facts.valid_from, facts.valid_to)),
        ("name", standing.twice(same, facts.valid_from, facts.valid_to)),
    ]
    return [(field, sentence) for field, sentence in found if sentence]


def renewed(committee: Committee) -> Refusal | None:
    """The sentence that there is a next term, or None."""
    later = Committee.objects.filter(follows=committee).first()
    return refusal(RENEWED, day=later.valid_from.isoformat()) if later else None


def renewal_problem(committee: Committee, last: date) -> Refusal | None:
    """Why the next term cannot end on a day, or None."""
    first = committee.valid_to + timedelta(days=1)
    same = Committee.objects.filter(centre=committee.centre_id, name=committee.name)
    return renewed(committee) or standing.backwards(first, last) or standing.twice(same, first, last)


def member_problems(committee: Committee, facts: MemberFacts) -> list[tuple[str, Refusal]]:
    """What is wrong with a member to be entered, each as (field, sentence)."""
    first, last = facts.valid_from, facts.valid_to or committee.valid_to
    same = committee.members.filter(name=facts.name.strip(), organisation=facts.organisation.strip())
    found = [
        ("valid_from", None if committee.is_valid(first) else _outside(committee)),
        ("valid_to", standing.backwards(first, last) or (None if committee.is_valid(last) else _outside(committee))),
        ("name", standing.twice(same, first, last)),
        ("role", _second_chair(committee, first, last) if facts.role == CommitteeRole.CHAIR else None),
    ]
    return [(field, sentence) for field, sentence in found if sentence]


def _second_chair(committee: Committee, first: date, last: date) -> Refusal | None:
    chair = committee.members.filter(role=CommitteeRole.CHAIR).meeting(first, last).first()
    return refusal(CHAIRED, chair=chair.name) if chair else None


def meeting_problem(committee: Committee, held_on: date) -> Refusal | None:
    """Why a meeting cannot have been held on a day, or None."""
    if held_on > clock.today():
        return refusal(HELD_LATER)
    return None if committee.is_valid(held_on) else _outside(committee)


def _outside(committee: Committee) -> Refusal:
    return refusal(OUTSIDE, first=committee.valid_from.isoformat(), last=committee.valid_to.isoformat())
