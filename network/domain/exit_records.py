"""What every end of a membership leaves behind: one dated record with the dispositions of open matters.

Parts of the verbs that end memberships. Those that close a hospital, campus or network ask nobody: each open matter
gets the first choice of its house.
"""

from datetime import date

from access import inbox
from access.actor import Actor
from access.lifecycle import move
from access.texts import in_first_language
from network import exits
from network.domain import numbers, signoffs
from network.exit_enums import ExitState
from network.membership_enums import ExitKind
from network.models import ExitDisposition, Membership, MembershipExit
from network.province.membership_rules import membership_rules
from network.terms import months_after
from tools import clock


def open_record(membership: Membership, *, kind: str, last_day: date, reason: str, by: Actor) -> MembershipExit:
    """A new exit of a membership, before anybody has signed it."""
    return MembershipExit.objects.create(
        number=numbers.next_number(MembershipExit, f"{membership.network.code}-TC-{clock.today():%Y}"),
        membership=membership,
        hospital=membership.hospital,
        campus=membership.campus,
        network=membership.network,
        kind=kind,
        last_day=last_day,
        reason=reason,
        requested_by=by.user,
    )


def submit(leaving: MembershipExit, *, by: Actor) -> None:
    """From here on the centre has it; the step before has asked who may say so."""
    system = as_system(by)
    move(leaving, ExitState.SETTLING, by=system, expected=leaving.version, stamps={"submitted_at": clock.now()})


def as_system(by: Actor) -> Actor:
    """The system on behalf of a person whose right was asked for the whole."""
    return Actor.as_system(by.label, origin=by.origin)


def give_up(membership: Membership, *, reason: str, by: Actor) -> None:
    """Close the exit that is under way, because the membership ends or goes on in another way."""
    for leaving in MembershipExit.objects.open().filter(membership=membership).select_for_update():
        to = ExitState.DROPPED if leaving.state == ExitState.SETTLING else ExitState.WITHDRAWN
        move(leaving, to, by=as_system(by), expected=leaving.version, reason=reason)
        signoffs.cancel_waiting(leaving, by=as_system(by))
        close_tasks(leaving, by)


def close_tasks(leaving: MembershipExit, by: Actor) -> None:
    """Whatever is open about an exit is done."""
    inbox.close_tasks(leaving, by=by)


def record_closing(membership: Membership, *, kind: str, last_day: date, reason: str, by: Actor) -> None:
    """The whole record of a membership that ends because something closes, with each house's first choice."""
    leaving = open_record(membership, kind=kind, last_day=last_day, reason=reason, by=by)
    submit(leaving, by=by)
    for source, item in exits.open_items(membership):
        write_disposition(leaving, source, item, item.choices[0].code, "", by)
    finish(leaving, last_day=last_day, by=as_system(by), expected=leaving.version)


def write_disposition(leaving, source: exits.Source, item: exits.Item, choice: str, note: str, by: Actor) -> None:
    """Keep what becomes of an open matter; a later choice replaces an earlier one until the exit is completed."""
    said = {
        "title": in_first_language(item.title)[:300],
        "choice": choice,
        "note": note,
        "settled_by": by.user,
        "settled_at": clock.now(),
    }
    ExitDisposition.objects.update_or_create(exit=leaving, source=source.code, item=item.key, defaults=said)


def finish(leaving: MembershipExit, *, last_day: date, by: Actor, expected: int, token: str = "") -> bool:
    """Complete the record and carry the dispositions out, once. False for a form sent again."""
    stamps = {
        "last_day": last_day,
        "decided_by": by.user,
        "decided_at": clock.now(),
        "blocked_until": blocked_until(leaving.kind, last_day),
    }
    items = {(source.code, item.key): (source, item) for source, item in exits.open_items(leaving.membership)}
    if not move(leaving, ExitState.COMPLETED, by=by, expected=expected, token=token, stamps=stamps):
        return False
    ending = exits.Ending(last_day=last_day, kind=leaving.kind, reason=leaving.reason, by=as_system(by))
    for row in leaving.dispositions.filter(applied_at__isnull=True).order_by("pk"):
        source, item = items.get((row.source, row.item), (None, None))
        if item is not None:
            source.apply(leaving.membership, item, row.choice, ending)
            row.applied_at = clock.now()
            row.save(update_fields=["applied_at"])
    close_tasks(leaving, by)
    return True


def blocked_until(kind: str, last_day: date) -> date | None:
    """The last day on which the hospital may not apply again after such an exit, or None without a block."""
    months = membership_rules().blocked_months.get(ExitKind(kind), 0)
    return months_after(last_day, months) if months else None
