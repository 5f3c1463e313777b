"""Certificates for several members, issued beside the pages; imported when the application starts."""

from django.utils.translation import gettext_lazy as _

from access import jobs
from access.texts import text
from network.domain import certificate_batches as batches
from network.models import CertificateBatch, Membership

ISSUED = text(
    "network.certificates.issued",
    _("%(issued)s issued. %(left_out)s left out: they hold one that says the same, or do not count today."),
)


@jobs.work(batches.WORK, _("Issue certificates"))
def issue_certificates(progress, *, batch: str, members: list[str]) -> dict:
    """Issue one after the other, then print them into one file."""
    found = CertificateBatch.objects.select_related("centre").get(uid=batch)
    rows = Membership.objects.with_names().filter(uid__in=members).order_by("hospital__sort_key", "pk")
    issued = 0
    for place, member in enumerate(rows, start=1):
        issued += batches.issue_in(found, member, by=progress.by)
        progress.advance(place, len(members))
    batches.keep_file(found, by=progress.by)
    params = {"issued": issued, "left_out": len(members) - issued}
    return {"code": ISSUED, "params": params, "url": found.get_absolute_url()}
