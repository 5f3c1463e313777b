"""Adding and withdrawing files."""

from django.utils.translation import gettext_lazy as _

from access import door, logbook
from access.actor import Actor
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from office import files
from office.models import Attachment
from office.owners import kind_of, refusal_for, takes_type
from tools import clock

NOT_A_SCAN = text(
    "office.file.not_a_scan", _("“%(name)s” is not a PDF, JPEG or PNG file: scan or photograph the paper.")
)


@verb(open_because="the permission depends on the owner and the kind; it is asked inside")
def attach(owner, upload, *, kind: str, by: Actor) -> Attachment:
    """Keep ``upload`` as a paper of ``owner``. Raises Forbidden, or Refused when the content is not acceptable."""
    permission = kind_of(owner._meta.label_lower, kind)[1]
    door.require(by, permission, owner)
    _refuse_untimely(owner, kind)
    found_type = files.check(upload)
    if not takes_type(owner, found_type):
        raise Refused(refusal(NOT_A_SCAN, name=upload.name), owner)
    attachment = Attachment.objects.create(
        owner_type=owner._meta.label_lower,
        owner_id=owner.pk,
        kind=kind,
        name=upload.name[-200:],
        content_type=found_type,
        size=upload.size,
        sha256=files.sha256(upload),
        file=upload,
        uploaded_by=by.user,
    )
    logbook.record(owner, by=by, verb="attachment.added", changes={"attachment": ("", attachment.name)})
    return attachment


@verb(open_because="the permission depends on the owner and the kind; it is asked inside")
def withdraw(attachment: Attachment, *, owner, by: Actor) -> Attachment:
    """Withdraw a paper: it is no longer listed, its row and file are kept. Raises Forbidden or Refused."""
    permission = kind_of(attachment.owner_type, attachment.kind)[1]
    door.require(by, permission, owner)
    _refuse_untimely(owner, attachment.kind)
    _withdraw(attachment, owner, by)
    return attachment


def withdraw_all(owner, *, kind: str, by: Actor) -> None:
    """Withdraw every current paper of a kind: called inside the verb that sends them back, which asks the right."""
    for attachment in Attachment.objects.of(owner).current().filter(kind=kind):
        _withdraw(attachment, owner, by)


def _withdraw(attachment: Attachment, owner, by: Actor) -> None:
    attachment.withdrawn_at = clock.now()
    attachment.save(update_fields=["withdrawn_at"])
    logbook.record(owner, by=by, verb="attachment.withdrawn", changes={"attachment": (attachment.name, "")})


def _refuse_untimely(owner, kind: str) -> None:
    """What was handed in stays as it was: the owner says, as it is stored now, when its papers may change."""
    stored = type(owner)._default_manager.select_for_update().get(pk=owner.pk)
    reason = refusal_for(stored, kind)
    if reason is not None:
        raise Refused(reason, owner)
