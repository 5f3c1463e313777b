"""Adding and withdrawing files."""

from access import door, logbook
from access.actor import Actor
from access.refusals import Refused
from access.verbs import verb
from office import files
from office.models import Attachment
from office.owners import kind_of, refusal_for
from tools import clock


@verb(open_because="the permission depends on the owner and the kind; it is asked inside")
def attach(owner, upload, *, kind: str, by: Actor) -> Attachment:
    """Keep ``upload`` as a paper of ``owner``. Raises Forbidden, or Refused when the content is not acceptable."""
    _title, permission = kind_of(owner._meta.label_lower, kind)
    door.require(by, permission, owner)
    _refuse_untimely(owner, kind)
    found_type = files.check(upload)
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
    _title, permission = kind_of(attachment.owner_type, attachment.kind)
    door.require(by, permission, owner)
    _refuse_untimely(owner, attachment.kind)
    attachment.withdrawn_at = clock.now()
    attachment.save(update_fields=["withdrawn_at"])
    logbook.record(owner, by=by, verb="attachment.withdrawn", changes={"attachment": (attachment.name, "")})
    return attachment


def _refuse_untimely(owner, kind: str) -> None:
    """What was handed in stays as it was: the owner says when its papers may change."""
    reason = refusal_for(owner, kind)
    if reason is not None:
        raise Refused(reason, owner)
