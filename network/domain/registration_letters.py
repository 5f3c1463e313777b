"""Letters to people who have no account yet: what was decided, and the link with which they go on.

A link is made when its letter goes to the mail server and is kept nowhere; a letter that did not get through is made
anew, and the link of the one before is void.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from access import logbook
from access.actor import Actor
from access.delivery import mail
from access.delivery.errors import Undeliverable
from access.delivery.letters import Letter, absolute
from access.domain import invitations
from access.verbs import verb
from network.models import HospitalRegistration
from network.organisation_enums import RegistrationState
from tools import clock

SALT = "network.hospital_registration"
MOST_ATTEMPTS = 8
WAIT = timedelta(minutes=5)


@dataclass(frozen=True)
class DecisionLetter(Letter):
    """What was decided about a hospital's registration."""

    reason: str = ""
    template: ClassVar[str] = "network/mail/registration.txt"


def answer_token(registration: HospitalRegistration) -> str:
    """What stands for the right to complete a returned registration: void once it was handed in again."""
    return signing.dumps([str(registration.uid), registration.version], salt=SALT)


def returned_by(token: str) -> HospitalRegistration | None:
    """The registration that a link leads to, while it can be answered; None for every other link."""
    try:
        uid, version = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    found = HospitalRegistration.objects.with_names().filter(uid=uid, version=version).first()
    return found if found is not None and found.can_be_answered() else None


def due() -> list[HospitalRegistration]:
    """The registrations about which a letter is to be sent now."""
    return list(HospitalRegistration.objects.with_letters_due().with_names().select_related("invitation")[:50])


def send_due(*, by: Actor) -> int:
    """Send what is due, the first time or again; returns how many letters the mail server took. Nobody waits for the
    mail server: no transaction is open while it is asked."""
    sent = 0
    for registration in due():
        letter = prepare(registration, by=by)
        if letter is None:
            continue
        try:
            mail.send(letter)
        except Undeliverable as problem:
            if problem.for_good:
                settle(registration, sent=False, by=by)
        else:
            settle(registration, sent=True, by=by)
            sent += 1
    return sent


@verb(open_because="by the clock: what people decided is told")
def prepare(registration: HospitalRegistration, *, by: Actor) -> DecisionLetter | None:
    """The letter that is due, with its link made anew; None when there is nothing left to say. Unless it is settled,
    it is due again after a while that doubles, MOST_ATTEMPTS times in all."""
    row = HospitalRegistration.objects.select_for_update().get(pk=registration.pk)
    if row.letter_due_at is None or row.letter_due_at > clock.now():
        logbook.nothing_changed()
        return None
    letter = _letter(row, by)
    row.letter_attempts += 1
    over = letter is None or row.letter_attempts >= MOST_ATTEMPTS
    row.letter_due_at = None if over else clock.now() + WAIT * 2**row.letter_attempts
    row.save(update_fields=["letter_due_at", "letter_attempts"])
    logbook.record(row, by=by, verb="registration.letter_prepared")
    return letter


@verb(open_because="by the clock: the mail server has answered")
def settle(registration: HospitalRegistration, *, sent: bool, by: Actor) -> None:
    """The letter got through, or never will; one about a later decision stays due."""
    row = HospitalRegistration.objects.select_for_update().get(pk=registration.pk)
    if row.version == registration.version:
        row.letter_due_at = None
        row.save(update_fields=["letter_due_at"])
    logbook.record(row, by=by, verb="registration.letter_sent" if sent else "registration.letter_failed")


def _letter(row: HospitalRegistration, by: Actor) -> DecisionLetter | None:
    """The letter for the state; None when there is nothing left to say."""
    with translation.override(settings.LANGUAGE_CODE):
        sentence, url = _said(row, by)
        if not sentence:
            return None
        return DecisionLetter(
            uid=f"{row.uid}.{row.version}.{row.letter_attempts}",
            address=row.email,
            name=row.person_name,
            language=settings.LANGUAGE_CODE,
            kind="registration",
            subject=_("Lianyan: %(news)s") % {"news": _("registration of your hospital")},
            sentence=sentence,
            url=url,
            sent_at=clock.now().isoformat(timespec="seconds"),
            reason=row.reason,
        )


def _said(row: HospitalRegistration, by: Actor) -> tuple[str, str]:
    names = {"hospital": row.name_zh}
    if row.state == RegistrationState.RETURNED and row.can_be_answered():
        link = absolute(reverse("answer_registration", args=[answer_token(row)]))
        day = {"day": row.answer_by.isoformat()}
        return _("The registration of %(hospital)s came back: complete it by %(day)s.") % (names | day), link
    if row.state == RegistrationState.REFUSED:
        return _("The registration of %(hospital)s was refused.") % names, absolute(reverse("hospital_registration"))
    if row.state == RegistrationState.APPROVED and row.invitation.status == "open":
        secret = invitations.renew_secret(row.invitation, by=by)
        link = absolute(reverse("invitation", args=[secret]))
        return _("%(hospital)s is registered: you are invited as its first administrator.") % names, link
    return "", ""
