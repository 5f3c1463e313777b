"""Certificates and plaques: issued to a member that counts today, replaced by newer ones, withdrawn with reasons."""

import secrets

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.lifecycle import move
from access.refusals import Refused
from access.verbs import verb
from network import certificate_news as news
from network import certificate_permissions as permissions
from network import certificate_policies as policies
from network.certificate_enums import NUMBER_LETTERS, CertificateState
from network.certificate_text import merge
from network.domain import numbers
from network.models import Certificate, CertificateBatch, Membership
from tools import clock

# Neither 0 and O nor 1, I and L: read off a plaque on a wall, and told over the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 12
NEW_FACTS = _("Name, tier, days or words have changed since it was issued.")


@verb(permissions.ISSUE_CERTIFICATE)
def issue(
    membership: Membership, *, kind: str, reason: str = "", batch: CertificateBatch | None = None, by: Actor
) -> Certificate:
    """Issue a certificate or plaque to a member that counts today; the one that it had is replaced.

    Raises Refused for a member that does not count, and when it holds one that says the same and no ``reason`` is
    given for a new one.
    """
    held = Membership.objects.select_for_update().get(pk=membership.pk)
    _refuse(policies.issuable(held), membership)
    content = merge(membership, kind, clock.today())
    former = Certificate.objects.issued().of_member(membership).filter(kind=kind).first()
    _refuse(policies.replaceable(former, content, reason), former or membership)
    if former is not None:
        _replace(former, reason or str(NEW_FACTS), by)
    certificate = Certificate.objects.create(
        kind=kind,
        number=_number(membership, kind),
        code=new_code(),
        membership=membership,
        member_number=membership.number,
        hospital=membership.hospital,
        campus=membership.campus,
        network=membership.network,
        tier=membership.tier,
        text_version=content["version"],
        content=content,
        issued_by=by.user,
        batch=batch,
        replaces=former,
    )
    changes = {"number": ("", certificate.number), "kind": ("", kind), "tier": ("", certificate.tier)}
    logbook.record(certificate, by=by, verb="certificate.issued", changes=changes, reason=reason)
    logbook.at_end(lambda: news.tell_hospital_of_certificate(certificate))
    return certificate


@verb(permissions.WITHDRAW_CERTIFICATE)
def withdraw(certificate: Certificate, *, reason: str, expected: int, token: str = "", by: Actor) -> Certificate:
    """Withdraw a certificate: whoever checks it learns so from today on, not why. Raises Refused, Stale."""
    posted = {"expected": expected, "token": token, "reason": reason}
    move(certificate, CertificateState.WITHDRAWN, by=by, stamps={"ended_on": clock.today()}, **posted)
    return certificate


def new_code() -> str:
    """A verification code that nobody guesses: 59 random bits."""
    return "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))


def _number(membership: Membership, kind: str) -> str:
    """The series of a kind, per centre and year."""
    return numbers.next_number(
        Certificate, f"{membership.network.centre.slug.upper()}-{NUMBER_LETTERS[kind]}-{clock.today():%Y}"
    )


def _replace(former: Certificate, reason: str, by: Actor) -> None:
    stamps = {"ended_on": clock.today()}
    move(former, CertificateState.REPLACED, by=by, expected=former.version, reason=reason, stamps=stamps)


def _refuse(found, thing) -> None:
    if found is not None:
        raise Refused(found, thing)
