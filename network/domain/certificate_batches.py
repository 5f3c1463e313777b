"""Certificates for several members at once: one job, and one file for the printer."""

from collections.abc import Collection

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from access import door, jobs, logbook
from access.actor import Actor
from access.models import Job
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import certificate_permissions as permissions
from network.certificate_text import sheet
from network.domain import certificates
from network.models import Centre, Certificate, CertificateBatch, Membership
from tools.documents.certificate import render_certificates

WORK = "network.certificates"
MOST = 500
NOBODY = text("network.certificates.nobody", _("Choose at least one member."))
TOO_MANY = text("network.certificates.too_many", _("Choose at most %(most)s members at once."))
NOT_OURS = text("network.certificates.not_ours", _("One of these members belongs to another centre: choose again."))


@verb(permissions.ISSUE_CERTIFICATE)
def start(centre: Centre, *, kind: str, members: Collection[Membership], by: Actor) -> CertificateBatch:
    """Have the certificates of these members issued by a job; returns the batch that will hold them."""
    _check(centre, members, by)
    batch = CertificateBatch.objects.create(centre=centre, kind=kind, chosen=len(members), issued_by=by.user)
    changes = {"kind": ("", kind), "chosen": ("", len(members))}
    logbook.record(batch, by=by, verb="certificates.started", changes=changes)
    chosen = sorted(str(member.uid) for member in members)
    jobs.start(WORK, by=by, about=batch, batch=str(batch.uid), members=chosen)
    return batch


def _check(centre: Centre, members: Collection[Membership], by: Actor) -> None:
    if not members:
        raise Refused(refusal(NOBODY), centre)
    if len(members) > MOST:
        raise Refused(refusal(TOO_MANY, most=MOST), centre)
    for member in members:
        door.require(by, permissions.ISSUE_CERTIFICATE, member)
        if member.network.centre_id != centre.pk:
            raise Refused(refusal(NOT_OURS), centre)


def job_of(batch: CertificateBatch) -> Job | None:
    """The job that fills the batch."""
    return Job.objects.about(batch).order_by("-pk").first()


def issue_in(batch: CertificateBatch, member: Membership, *, by: Actor) -> bool:
    """Issue one of the batch; False when the member needs none: it holds one that says the same, or does not count.

    Called by the job, which may come here twice: what it issued before counts.
    """
    if Certificate.objects.filter(batch=batch, membership=member).exists():
        return True
    try:
        certificates.issue(member, kind=batch.kind, batch=batch, by=by)
    except Refused:
        return False
    return True


@verb(permissions.ISSUE_CERTIFICATE)
def keep_file(batch: CertificateBatch, *, by: Actor) -> CertificateBatch:
    """Print all certificates of the batch into one file, by hospital; once."""
    rows = Certificate.objects.filter(batch=batch).with_names().order_by("hospital__sort_key", "pk")
    sheets = [sheet(row) for row in rows]
    if batch.file or not sheets:
        logbook.nothing_changed()
        return batch
    batch.file.save("certificates.pdf", ContentFile(render_certificates(sheets)), save=False)
    batch.save(update_fields=["file"])
    logbook.record(batch, by=by, verb="certificates.printed", changes={"rows": ("", len(sheets))})
    return batch
