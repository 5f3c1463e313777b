"""Certificates of people: entered with their copies, renewed, withdrawn; and what is due before their last day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from access import door, inbox, logbook
from access.actor import Actor
from access.models import User
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from network.domain import closing, standing
from network.domain.versions import locked, write
from network.models import Hospital
from office.domain.attachments import attach_accepted, brought
from office.files import Accepted
from office.models import Attachment
from sites.domain import keepers
from sites.domain.people import stranger
from sites.enums.person import CertificateKind
from sites.models import PersonCertificate
from sites.permissions.people import CHANGE_CERTIFICATE
from tools import clock

COPY = "copy"
# The task is opened so many natural days before the last valid day; people are told again at the further ones.
TASK_DAYS, TOLD_DAYS = 60, (30, 7)

RENEW = text("task.certificate.renew", _("Renew before it ends: %(certificate)s of %(person)s, valid until %(day)s"))
ENDING = text("news.certificate_ends.near", _("%(certificate)s of %(person)s is valid until %(day)s: renew it."))
KIND_TITLES = {kind: text(f"research_sites.certificate.{kind.value}", kind.label) for kind in CertificateKind}
OVER = text("research_sites.certificate.over", _("Its last day %(day)s is over: enter the one that is valid now."))
NOT_NEWER = text(
    "research_sites.certificate.not_newer", _("The new one must be valid beyond %(day)s, the last day of the old one.")
)
THERE = text(
    "research_sites.certificate.there", _("%(person)s has a certificate of this kind that is valid: renew that one.")
)
NOT_LIVE = text("research_sites.certificate.not_live", _("It was renewed or withdrawn: nothing more is done with it."))
COPY_KEPT = text("research_sites.certificate.copy_kept", _("Its copy stays as it is: renew the certificate."))


@dataclass(frozen=True)
class CertificateFacts:
    """What stands on a certificate; ``valid_to`` is its last valid day, None for one without."""

    kind: str
    issuer: str
    valid_from: date
    valid_to: date | None = None
    number: str = ""


def enter(hospital: Hospital, *, user: User, facts: CertificateFacts, uploads: list = (), by: Actor):
    """Enter a certificate with its copy, if it is there. Not to be called inside a verb: the copy is read first.
    Raises Forbidden, Refused."""
    door.require(by, CHANGE_CERTIFICATE, hospital)
    copy = brought(PersonCertificate, uploads) if uploads else None
    return enter_accepted(hospital, user=user, facts=facts, copy=copy, by=by)


@verb(CHANGE_CERTIFICATE)
def enter_accepted(
    hospital: Hospital, *, user: User, facts: CertificateFacts, copy: Accepted | None = None, by: Actor
) -> PersonCertificate:
    """Enter a certificate with a copy that was brought. Raises Refused for somebody without a role at the hospital,
    one that is over, and a second one of a kind while the first is valid."""
    row = locked(hospital, None)
    closing.refuse_closed(row)
    unfit = next((sentence for _field, sentence in problems(row, user, facts)), None)
    if unfit:
        raise Refused(unfit, row)
    return _put(row.pk, user, facts, copy, "person_certificate.entered", by)


def renew(certificate: PersonCertificate, *, facts: CertificateFacts, uploads: list = (), expected=None, by: Actor):
    """Replace a certificate by a newer one. Not to be called inside a verb: the copy is read first. Raises Forbidden,
    Refused, Stale."""
    door.require(by, CHANGE_CERTIFICATE, certificate)
    copy = brought(PersonCertificate, uploads) if uploads else None
    return renew_accepted(certificate, facts=facts, copy=copy, expected=expected, by=by)


@verb(CHANGE_CERTIFICATE)
def renew_accepted(
    certificate: PersonCertificate,
    *,
    facts: CertificateFacts,
    copy: Accepted | None = None,
    expected: int | None = None,
    by: Actor,
) -> PersonCertificate:
    """Replace a certificate by a newer one of its kind; closes the task. Raises Refused for one that is not live
    or lasts no longer; Stale."""
    row = locked(certificate, expected)
    unfit = not_live(row) or renewal_problem(row, facts)
    if unfit:
        raise Refused(unfit, row)
    made = _put(row.hospital_id, row.user, facts, copy, "person_certificate.renewed", by, replaces=row)
    inbox.close_tasks(row, RENEW, by=by)
    return made


@verb(CHANGE_CERTIFICATE)
def withdraw(
    certificate: PersonCertificate, *, reason: str, expected: int | None = None, by: Actor
) -> PersonCertificate:
    """Take a certificate out of use, for a reason; closes the task. Raises Refused without a reason; Stale."""
    row = locked(certificate, expected)
    closing.need(reason, row)
    unfit = not_live(row)
    if unfit:
        raise Refused(unfit, row)
    write(row, {"withdrawn_on": clock.today()})
    changes = {"withdrawn_on": (None, row.withdrawn_on)}
    logbook.record(row, by=by, verb="person_certificate.withdrawn", changes=changes, reason=reason)
    inbox.close_tasks(row, RENEW, by=by)
    return row


@verb(CHANGE_CERTIFICATE)
def tell(certificate: PersonCertificate, *, days: int, by: Actor) -> PersonCertificate:
    """Tell the person and who keeps the hospital's sites that a certificate ends within ``days``, once each."""
    row = locked(certificate, None)
    if not_live(row) or (row.told_days is not None and row.told_days <= days):
        logbook.nothing_changed()
        return row
    before = row.told_days
    write(row, {"told_days": days})
    logbook.record(row, by=by, verb="person_certificate.told", changes={"told_days": (before, days)})
    inbox.notify([row.user, *keepers.keepers(row.hospital_id)], ENDING, row, **_words(row))
    return row


def remind(*, by: Actor) -> int:
    """What is due about certificates that end: the task from ``TASK_DAYS`` before on, news at ``TOLD_DAYS``. Called
    daily; returns how many end."""
    today = clock.today()
    rows = PersonCertificate.objects.ending_by(today + timedelta(days=TASK_DAYS)).select_related("user")
    found = list(rows.order_by("pk"))
    for row in found:
        keepers.open_task(RENEW, row, hospital_id=row.hospital_id, due=row.valid_to, **_words(row))
        due = [days for days in TOLD_DAYS if row.days_left <= days]
        if due and (row.told_days is None or row.told_days > min(due)):
            tell(row, days=min(due), by=by)
    return len(found)


def _words(row: PersonCertificate) -> dict:
    return {"certificate": {"code": KIND_TITLES[row.kind]}, "person": row.user.name, "day": row.valid_to.isoformat()}


def _put(hospital_id: int, user: User, facts: CertificateFacts, copy, act: str, by: Actor, replaces=None):
    made = PersonCertificate.objects.create(
        hospital_id=hospital_id,
        user=user,
        kind=facts.kind,
        number=facts.number.strip(),
        issuer=facts.issuer.strip(),
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        replaces=replaces,
    )
    names = ("user", "kind", "number", "issuer", "valid_from", "valid_to")
    changes = {name: (None, getattr(made, name)) for name in names if name != "user"} | {"person": ("", user.name)}
    logbook.record(made, by=by, verb=act, changes=changes)
    if copy is not None:
        attach_accepted(made, copy, kind=COPY, by=by)
    return made


def problems(hospital: Hospital, user: User, facts: CertificateFacts) -> list[tuple[str, Refusal]]:
    """What is wrong with a certificate to be entered, each as (field, sentence)."""
    valid = PersonCertificate.objects.live().filter(hospital=hospital, user=user, kind=facts.kind)
    there = valid.not_over(clock.today()).exists()
    found = [
        ("user", stranger(hospital.pk, user)),
        ("kind", refusal(THERE, person=user.name) if there else None),
        ("valid_to", standing.backwards(facts.valid_from, facts.valid_to) or over(facts)),
    ]
    return [(field, sentence) for field, sentence in found if sentence]


def over(facts: CertificateFacts) -> Refusal | None:
    """The sentence that a certificate is not valid any more, or None."""
    if facts.valid_to is None or facts.valid_to >= clock.today():
        return None
    return refusal(OVER, day=facts.valid_to.isoformat())


def renewal_problem(certificate: PersonCertificate, facts: CertificateFacts) -> Refusal | None:
    """Why a newer one cannot replace a certificate, or None."""
    if facts.valid_to is not None and (certificate.valid_to is None or facts.valid_to <= certificate.valid_to):
        return refusal(NOT_NEWER, day=certificate.valid_to.isoformat() if certificate.valid_to else "—")
    return over(facts) or standing.backwards(facts.valid_from, facts.valid_to)


def not_live(certificate: PersonCertificate) -> Refusal | None:
    """The sentence that a certificate was renewed or withdrawn, or None."""
    return None if certificate.is_live else refusal(NOT_LIVE)


def copy_kept(certificate: PersonCertificate, kind: str) -> Refusal | None:
    """The copy comes with the certificate and stays as it is: one may come later, another one comes with a renewal."""
    return refusal(COPY_KEPT) if Attachment.objects.of(certificate).current().exists() else None
