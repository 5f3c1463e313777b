"""Adding and withdrawing files."""

from access import door, logbook
from access.actor import Actor
from access.verbs import verb
from office import files
from office.models import Attachment
from office.owners import kind_of
from tools import clock


@verb(open_because="the permission depends on the owner and the kind; it is asked inside")
def attach(owner, upload, *, kind: str, by: Actor) -> Attachment:
    """Keep ``upload`` as a paper of ``owner``. Raises Forbidden, or Refused when the content is not acceptable."""
    _title, permission = kind_of(owner._meta.label_lower, kind)
    door.require(by, permission, owner)
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
    """Withdraw a paper: it is no longer listed, its row and file are kept."""
    _title, permission = kind_of(attachment.owner_type, attachment.kind)
    door.require(by, permission, owner)
    attachment.withdrawn_at = clock.now()
    attachment.save(update_fields=["withdrawn_at"])
    logbook.record(owner, by=by, verb="attachment.withdrawn", changes={"attachment": (attachment.name, "")})
    return attachment
