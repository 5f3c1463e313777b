"""The hospital's answer to what a centre entered for it from paper: it confirms or contests.

Nobody at the centre both enters and confirms. A contested application goes back to the hospital with its reason: it
corrects and signs it itself, or withdraws it. Of an annual confirmation, the hospital's answer confirms the members of
the paper's network from that day on; contested, it stays open for the hospital itself, or for a right paper.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.lifecycle import check_version, move, of, refusal_for
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from network import membership_permissions as membership
from network import proxy_news as news
from network import proxy_permissions as permissions
from network.domain import application_content, confirmation_tasks, locks, member_confirmations, signoffs
from network.domain import application_tasks as tasks
from network.membership_enums import ApplicationState
from network.models import AnnualConfirmation, MembershipApplication, ProxyEntry
from network.proxy_enums import ProxyState
from network.proxy_policies import ANSWERED
from office.domain import receipts
from tools import clock

# Natural days in which the hospital answers; the centre may ask again.
PERIOD_TO_ANSWER = timedelta(days=30)
SIGNOFF_KIND, ANNUAL_SIGNOFF_KIND = "proxy_entry", "proxy_annual"
WAITS_ALREADY = text("network.proxy.waits_already", _("Your administrator has it for signature already."))


@verb(permissions.ANSWER)
def confirm(entry: ProxyEntry, *, expected: int, token: str = "", by: Actor) -> ProxyEntry:
    """Confirm for the hospital what was entered for it. Raises Refused for one's own entry, too late, Stale."""
    hold(entry)
    if move(entry, ProxyState.CONFIRMED, by=by, expected=expected, token=token, stamps=stamps(by)):
        settle(entry, by)
        let_count(entry, by)
    return entry


@verb(permissions.ANSWER)
def contest(entry: ProxyEntry, *, reason: str, expected: int, token: str = "", by: Actor) -> ProxyEntry:
    """Contest with a reason: an application goes back to the hospital, which corrects and signs or withdraws it; of an
    annual confirmation nothing counts."""
    hold(entry)
    written = stamps(by) | {"reason": reason.strip()}
    posted = {"expected": expected, "token": token, "reason": reason}
    if move(entry, ProxyState.CONTESTED, by=by, stamps=written, **posted):
        settle(entry, by)
        if not entry.is_annual:
            _give_back(entry.application, reason, by)
    return entry


def _give_back(application: MembershipApplication, reason: str, by: Actor) -> None:
    system = Actor.as_system(by.label, origin=by.origin)
    move(application, ApplicationState.RETURNED, by=system, expected=application.version, reason=reason)
    tasks.close(application, by)
    tasks.fill_in(application)


@verb(membership.HAND_IN_APPLICATION)
def ask_administrator(entry: ProxyEntry, *, expected: int, by: Actor) -> ProxyEntry:
    """Put the entry into the hospital's sign-off queue: a coordinator saw it, the administrator answers.

    Raises Refused when it waits there already, when the hospital has answered, and past its day.
    """
    row = ProxyEntry.objects.select_for_update().get(pk=entry.pk)
    check_version(row, expected, back_to=entry)
    step = of(row).find(row.state, ProxyState.CONFIRMED)
    system = Actor.as_system(by.label, origin=by.origin)
    unfit = answered(row) if row.state != ProxyState.ENTERED else refusal_for(step, row, system)
    if unfit is None and signoffs.waits(row):
        unfit = refusal(WAITS_ALREADY)
    if unfit:
        raise Refused(unfit, entry)
    logbook.record(row, by=by, verb="proxy_entry.put_up_for_signature")
    kind = ANNUAL_SIGNOFF_KIND if row.is_annual else SIGNOFF_KIND
    signoffs.request(row, kind=kind, hospital=row.hospital, by=by)
    return entry


def answered(entry: ProxyEntry) -> Refusal:
    """The sentence that the hospital has answered already."""
    return refusal(ANSWERED, state=str(entry.get_state_display()))


def signed(entry: ProxyEntry, signoff, by: Actor) -> None:
    """Go on after the administrator signed it in the queue."""
    confirm(entry, expected=entry.version, by=by)


def sent_back(entry: ProxyEntry, signoff, by: Actor) -> None:
    """Go on after the administrator returned it in the queue: that contests it, with the same reason."""
    contest(entry, reason=signoff.reason, expected=entry.version, by=by)


def signed_anew(application: MembershipApplication, by: Actor) -> None:
    """The hospital signed the application itself: that confirms what was entered. Called inside the sign-off."""
    entry = ProxyEntry.objects.select_for_update().filter(application=application).first()
    if entry is not None and entry.is_unconfirmed:
        move(entry, ProxyState.CONFIRMED, by=by, expected=entry.version, stamps=stamps(by))
        settle(entry, by)


def replaced(confirmation: AnnualConfirmation, by: Actor) -> None:
    """The hospital signed the year itself: papers that wait are asked about no more. Called inside the sign-off."""
    waiting = ProxyEntry.objects.select_for_update().filter(annual=confirmation, state=ProxyState.ENTERED)
    for entry in waiting.order_by("pk"):
        move(entry, ProxyState.REPLACED, by=by, expected=entry.version, stamps=stamps(by))
        settle(entry, by)


def end_of(application: MembershipApplication, by: Actor) -> None:
    """Nobody is asked any more about an application that has ended: called inside the verb that ends it."""
    entry = ProxyEntry.objects.filter(application=application).first()
    if entry is not None:
        settle(entry, by)


def stamps(by: Actor) -> dict:
    """Who answered, and that the code is used: written with the new state."""
    return {"answered_by": by.user, "answered_at": clock.now(), "code_hash": ""}


def settle(entry: ProxyEntry, by: Actor) -> None:
    """Nothing waits for an answer any more: neither in the queue nor in an inbox."""
    signoffs.cancel_waiting(entry, by=Actor.as_system(by.label, origin=by.origin))
    news.close(entry, by)


def hold(entry: ProxyEntry) -> None:
    """Hold what the answer relies on: taken first, before the entry itself."""
    if entry.is_annual:
        locks.hold_many(hospitals={entry.hospital_id}, campuses=set(), network=entry.network_id)
    else:
        locks.hold(entry.application)


def let_count(entry: ProxyEntry, by: Actor) -> None:
    """The hospital has confirmed, from now on it counts: an application's receipt has the profile of the day with it,
    an annual confirmation is written for each membership on the paper."""
    if not entry.is_annual:
        receipts.issue(entry.application, content=application_content.of(entry.application), by=by)
        return
    member_confirmations.write_from_paper(entry, by=by)
    confirmation_tasks.close_late(entry.annual, by)
