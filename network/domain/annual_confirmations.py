"""The annual confirmation: opened when the season opens, filled in by the hospital, signed by its administrator."""

from django.utils.translation import gettext_lazy as _

from access import inbox, logbook
from access.actor import Actor
from access.lifecycle import move
from access.queries.prepared import row_of
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import confirmation_permissions as permissions
from network import confirmation_policies as policies
from network import questions as rules
from network.confirmation_enums import ConfirmationState
from network.domain import confirmation_content as content
from network.domain import confirmation_tasks as tasks
from network.domain import locks, member_confirmations, proxy_answers, signoffs
from network.models import (
    AnnualConfirmation,
    ConfirmationAnswers,
    Hospital,
    Network,
)
from tools import clock

KIND = "annual_confirmation"
NOT_ASKED = text("network.confirmation.not_asked", _("This network asks the hospital nothing this year."))
UNANSWERED = text("network.confirmation.unanswered", _("Answer these questions first: %(questions)s."))
ANSWERS_STALE = text(
    "network.confirmation.answers_stale",
    _("%(who)s saved these answers after you opened them. Your text is kept below; compare and save again."),
)


@verb(permissions.FILL)
def open_for(hospital: Hospital, *, by: Actor) -> AnnualConfirmation:
    """Open the present season's confirmation of a hospital with its task; the one that is open is given back.

    Raises Refused when there is no season, or no membership of the hospital that has to be confirmed.
    """
    hospital = locks.hold_hospital(hospital.pk)
    season = policies.season_now()
    if season is None:
        raise Refused(refusal(policies.NO_SEASON), hospital)
    found = AnnualConfirmation.objects.filter(hospital=hospital, year=season.year).first()
    reason = policies.in_season(found or AnnualConfirmation(hospital=hospital, year=season.year))
    if found is None and reason is not None:
        raise Refused(reason, hospital)
    confirmation = found or AnnualConfirmation.objects.create(hospital=hospital, year=season.year)
    if found is None:
        logbook.record(confirmation, by=by, verb="confirmation.opened", changes={"year": ("", season.year)})
    logbook.nothing_changed()
    if reason is None and confirmation.state != ConfirmationState.CONFIRMED:
        tasks.keep(confirmation, season, by)
    return confirmation


@verb(permissions.FILL)
def save_answers(
    confirmation: AnnualConfirmation, *, network: Network, answers: dict, expected: int, by: Actor
) -> ConfirmationAnswers:
    """Save the answers to one network's questions. ``expected`` is their version when they were opened, 0 for none.

    Raises Refused once it is handed in, for a network that asks nothing, for missing answers, and for stale ones.
    """
    stored = row_of(AnnualConfirmation, confirmation.pk, no_key=False)
    if not stored.is_editable:
        raise Refused(policies.locked(stored), confirmation)
    question_set = dict(policies.asked(stored)).get(network)
    if question_set is None:
        raise Refused(refusal(NOT_ASKED), confirmation)
    missing = rules.unanswered(question_set.questions, answers)
    if missing:
        raise Refused(refusal(UNANSWERED, questions=missing), confirmation)
    known = {question["code"] for question in question_set.questions}
    said = {code: value for code, value in answers.items() if code in known}
    row = _write(stored, network, question_set, said, expected, by)
    logbook.record(confirmation, by=by, verb="confirmation.answered", changes={"network": ("", network)})
    return row


def _write(confirmation, network, question_set, answers: dict, expected: int, by: Actor) -> ConfirmationAnswers:
    said = {"question_set": question_set, "answers": answers, "saved_at": clock.now(), "saved_by": by.user}
    row, is_new = ConfirmationAnswers.objects.select_for_update().get_or_create(
        confirmation=confirmation, network=network, defaults=said
    )
    if (0 if is_new else row.version) != expected:
        who = row.saved_by.name if row.saved_by and not is_new else ""
        raise Refused(refusal(ANSWERS_STALE, who=who), confirmation)
    if not is_new:
        row.version += 1
        for name, value in said.items():
            setattr(row, name, value)
        row.save()
    return row


@verb(permissions.FILL)
def hand_in(confirmation, *, expected: int, token: str = "", by: Actor) -> AnnualConfirmation:
    """Hand it in to the hospital's administrator. Raises Refused naming what is missing."""
    held = [locks.hold_hospital(confirmation.hospital_id)]
    if move(confirmation, ConfirmationState.AWAITING_SIGNOFF, by=by, expected=expected, token=token, held=held):
        signoffs.request(confirmation, kind=KIND, hospital=confirmation.hospital, by=by)
    return confirmation


@verb(permissions.FILL)
def take_back(confirmation, *, expected: int, token: str = "", by: Actor) -> AnnualConfirmation:
    """Take it back before it is signed."""
    locks.hold_hospital(confirmation.hospital_id)
    if move(confirmation, ConfirmationState.DRAFT, by=by, expected=expected, token=token):
        signoffs.cancel_waiting(confirmation, by=by)
    return confirmation


def signed(confirmation, signoff, by: Actor) -> None:
    """Go on after the hospital's signature: every member is confirmed from today on, and a receipt is issued.

    What was confirmed from paper stays as it is; papers that wait for an answer are replaced.
    """
    from office.domain import receipts

    today, season = clock.today(), policies.season_now()
    stamps = {"confirmed_on": today}
    move(confirmation, ConfirmationState.CONFIRMED, by=by, expected=confirmation.version, stamps=stamps)
    members, fresh = list(policies.members_of(confirmation)), list(policies.unconfirmed(confirmation))
    answered = {row.network_id: row for row in confirmation.answered.all()}
    for member in fresh:
        said = answered.get(member.network_id)
        question_set, answers = (said.question_set, said.answers) if said else (None, {})
        member_confirmations.write(confirmation, member, question_set=question_set, answers=answers, by=by)
    receipts.issue(confirmation, content=content.of(confirmation), by=by)
    inbox.close_tasks(confirmation, by=by)
    proxy_answers.replaced(confirmation, by)
    tasks.tell(confirmation, members, fresh, season)


def sent_back(confirmation, signoff, by: Actor) -> None:
    """Go on after the administrator returned it: back to whoever fills it in, with the reason."""
    move(confirmation, ConfirmationState.DRAFT, by=by, expected=confirmation.version, reason=signoff.reason)
    tasks.tell_of_return(confirmation, signoff)
