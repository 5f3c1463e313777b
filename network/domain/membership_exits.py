"""Exits: asked for by the hospital or begun by the centre, settled by both, completed by the centre; blocks lifted."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from access import door, inbox, logbook
from access.actor import Actor
from access.lifecycle import check_version, move
from access.refusals import Refused, refusal
from access.texts import in_first_language, text
from access.verbs import verb
from network import exit_news as news
from network import exit_permissions as permissions
from network import exit_policies as policies
from network import exits
from network.domain import closing, exit_records, locks, memberships, signoffs
from network.exit_enums import ExitState
from network.membership_enums import ExitKind, MembershipState
from network.models import Membership, MembershipExit
from tools import clock

SIGNOFF_KIND = "membership_exit"
# What a centre may begin; the other kinds follow from another step.
BEGUN_BY_CENTRE = (ExitKind.VOLUNTARY, ExitKind.ASSESSMENT, ExitKind.MERGED, ExitKind.REVOKED)

OPEN_ALREADY = text("network.exit.open_already", _("The exit %(number)s of this member is under way: go on with it."))
GONE = text("network.exit.gone", _("The membership %(number)s has ended: nobody can leave it again."))
NO_SUCH_KIND = text("network.exit.no_such_kind", _("Choose one of the kinds of exit in the list."))
NO_SUCH_CHOICE = text(
    "network.exit.no_such_choice", _("“%(title)s” has changed meanwhile: look at the choices again and choose one.")
)
NOT_SETTLING = text("network.exit.not_settling", _("The exit is “%(state)s”: what becomes of matters is fixed."))
NOT_BLOCKED = text("network.exit.not_blocked", _("No block runs after this exit: the hospital may apply already."))


@verb(permissions.REQUEST_EXIT)
def ask(membership: Membership, *, last_day: date, reason: str, expected: int, by: Actor) -> MembershipExit:
    """Ask to leave for the hospital: its administrator signs before the centre hears of it. Raises Refused, Stale."""
    leaving = _open(membership, ExitKind.VOLUNTARY, last_day, reason, expected, by)
    signoffs.request(leaving, kind=SIGNOFF_KIND, hospital=leaving.hospital, by=by)
    return leaving


@verb(permissions.DECIDE_EXIT)
def begin(
    membership: Membership, *, kind: str, last_day: date, reason: str, expected: int, by: Actor
) -> MembershipExit:
    """Begin the exit of a member for the centre: the open matters are settled first. Raises Refused, Stale."""
    if kind not in BEGUN_BY_CENTRE:
        raise Refused(refusal(NO_SUCH_KIND), membership)
    leaving = _open(membership, kind, last_day, reason, expected, by)
    exit_records.submit(leaving, by=by)
    news.task_both_to_settle(leaving)
    news.tell_hospital_of_exit(leaving)
    return leaving


def _open(membership, kind: str, last_day: date, reason: str, expected: int, by: Actor) -> MembershipExit:
    """The record of a member that may leave. The database lets one be open at a time, whoever asks at once."""
    locks.hold(membership)
    row = Membership.objects.select_for_update().get(pk=membership.pk)
    check_version(row, expected)
    closing.need(reason, row)
    _check_may_leave(row, last_day)
    try:
        with transaction.atomic():
            leaving = exit_records.open_record(row, kind=kind, last_day=last_day, reason=reason, by=by)
    except IntegrityError:
        found = MembershipExit.objects.open().filter(membership=row).first()
        if found is None:
            raise
        raise Refused(refusal(OPEN_ALREADY, number=found.number), row) from None
    changes = {"kind": ("", kind), "last_day": (None, last_day)}
    logbook.record(leaving, by=by, verb="exit.begun", changes=changes, reason=reason)
    return leaving


def _check_may_leave(row: Membership, last_day: date) -> None:
    if row.state == MembershipState.EXITED:
        raise Refused(refusal(GONE, number=row.number), row)
    problem = policies.last_day_problem(row, last_day)
    if problem:
        raise Refused(problem, row)


def signed(leaving: MembershipExit, signoff, by: Actor) -> None:
    """Go on after the hospital's signature: the centre learns of the wish, both sides settle."""
    exit_records.submit(leaving, by=by)
    news.task_both_to_settle(leaving)
    news.tell_centre_of_exit(leaving, by, leaving.reason)


def sent_back(leaving: MembershipExit, signoff, by: Actor) -> None:
    """Go on after the administrator returned it: the hospital stays, and whoever asked learns why."""
    move(leaving, ExitState.WITHDRAWN, by=by, expected=leaving.version, reason=signoff.reason)
    if signoff.requested_by:
        facts = {"number": leaving.number, "reason": signoff.reason}
        inbox.notify([signoff.requested_by], news.EXIT_SENT_BACK, leaving, **facts)


@verb(permissions.SETTLE_EXIT)
def settle(
    leaving: MembershipExit, *, choices: dict[tuple[str, str], tuple[str, str]], expected: int, by: Actor
) -> MembershipExit:
    """Say what becomes of open matters: ``{(source, item): (choice, note)}``, as many as are known yet.

    Raises Refused for a matter or choice that is not there (any more), Forbidden for a choice that takes another
    right, Stale when somebody else settled meanwhile.
    """
    row = MembershipExit.objects.select_for_update().get(pk=leaving.pk)
    check_version(row, expected)
    if row.state != ExitState.SETTLING:
        raise Refused(refusal(NOT_SETTLING, state=str(row.get_state_display())), row)
    items = {(source.code, item.key): (source, item) for source, item in exits.open_items(row.membership)}
    there = {(d.source, d.item): (d.choice, d.note) for d in row.dispositions.all()}
    new = {key: said for key, said in choices.items() if said != there.get(key)}
    told = [_settle_one(row, key, said, items, by) for key, said in new.items()]
    if not told:
        logbook.nothing_changed()
        return row
    row.version += 1
    row.save(update_fields=["version"])
    logbook.record(row, by=by, verb="exit.settled", changes={"dispositions": ("", "; ".join(told))})
    return row


def _settle_one(row, key: tuple[str, str], said: tuple[str, str], items: dict, by: Actor) -> str:
    """Keep one choice; returns what it says."""
    source, item = items.get(key, (None, None))
    chosen = item.choice(said[0]) if item else None
    if chosen is None:
        raise Refused(refusal(NO_SUCH_CHOICE, title=str(item.title) if item else key[1]), row)
    if chosen.permission:
        door.require(by, chosen.permission, row)
    exit_records.write_disposition(row, source, item, said[0], said[1], by)
    return f"{in_first_language(item.title)}: {in_first_language(chosen.title)}"


@verb(permissions.DECIDE_EXIT)
def complete(leaving: MembershipExit, *, last_day: date, expected: int, token: str = "", by: Actor) -> MembershipExit:
    """Complete the exit: dispositions are carried out, and the membership ends with ``last_day``.

    Raises Refused while an open matter has no disposition (naming it), and for a day before the membership's first or
    after today; Stale, Forbidden.
    """
    locks.hold(leaving)
    membership = Membership.objects.select_for_update().get(pk=leaving.membership_id)
    if exit_records.finish(leaving, last_day=last_day, by=by, expected=expected, token=token):
        membership.refresh_from_db()
        memberships.leave(membership, kind=leaving.kind, last_day=last_day, reason=leaving.reason, by=by)
    return leaving


@verb(permissions.REQUEST_EXIT)
def take_back(leaving: MembershipExit, *, reason: str, expected: int, token: str = "", by: Actor) -> MembershipExit:
    """Take the hospital's wish back before its administrator has signed."""
    return _end(leaving, ExitState.WITHDRAWN, reason, expected, token, by)


@verb(permissions.SIGN_EXIT)
def withdraw(leaving: MembershipExit, *, reason: str, expected: int, token: str = "", by: Actor) -> MembershipExit:
    """Stay a member after all: the hospital's administrator speaks for it, as when it was signed."""
    return _end(leaving, ExitState.WITHDRAWN, reason, expected, token, by)


@verb(permissions.DECIDE_EXIT)
def drop(leaving: MembershipExit, *, reason: str, expected: int, token: str = "", by: Actor) -> MembershipExit:
    """Drop the exit for the centre: the hospital stays a member."""
    return _end(leaving, ExitState.DROPPED, reason, expected, token, by)


def _end(leaving, to: str, reason: str, expected: int, token: str, by: Actor) -> MembershipExit:
    locks.hold(leaving)
    if move(leaving, to, by=by, expected=expected, token=token, reason=reason):
        signoffs.cancel_waiting(leaving, by=exit_records.as_system(by))
        exit_records.close_tasks(leaving, by)
    return leaving


@verb(permissions.LIFT_BLOCK)
def lift_block(leaving: MembershipExit, *, reason: str, expected: int, by: Actor) -> MembershipExit:
    """Let the hospital apply again before its block is over, with a reason that both sides read."""
    row = MembershipExit.objects.select_for_update().get(pk=leaving.pk)
    check_version(row, expected)
    closing.need(reason, row)
    if not row.blocks_today:
        raise Refused(refusal(NOT_BLOCKED), row)
    new = {"block_lifted_at": clock.now(), "block_lifted_by": by.user, "block_lift_reason": reason}
    for name, value in new.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*new, "version"])
    logbook.record(
        row, by=by, verb="exit.block_lifted", changes={"blocked_until": (row.blocked_until, None)}, reason=reason
    )
    news.tell_of_lifted_block(row, reason)
    return row
