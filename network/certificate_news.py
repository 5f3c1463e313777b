"""Who is told what about certificates."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.texts import in_first_language, text
from network.news import hospital_people

ISSUED = text(
    "news.certificate.issued", _("%(network)s issued a %(kind)s to %(hospital)s (%(number)s): you can print it.")
)
WITHDRAWN = text(
    "news.certificate.withdrawn",
    _("%(network)s withdrew the %(kind)s %(number)s of %(hospital)s: take it down. %(reason)s"),
)


def _facts(certificate) -> dict:
    return {
        "hospital": in_first_language(certificate.hospital),
        "network": in_first_language(certificate.network),
        "kind": str(certificate.get_kind_display()),
        "number": certificate.number,
    }


def tell_hospital_of_certificate(certificate) -> None:
    """The hospital learns that it can print one."""
    inbox.notify(hospital_people(certificate.hospital_id), ISSUED, certificate, **_facts(certificate))


def tell_hospital_of_withdrawal(certificate, by, reason) -> None:
    """The hospital learns why one does not hold any more."""
    people = hospital_people(certificate.hospital_id)
    inbox.notify(people, WITHDRAWN, certificate, reason=reason, **_facts(certificate))
