"""Adding papers, from an upload or from the shelf, and withdrawing them."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from access import door, logbook
from access.actor import Actor
from access.queries.prepared import row_of
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from office import files
from office.enums import StandingState
from office.models import Attachment, StandingDocument
from office.owners import kind_of, refusal_for, types_of
from tools import clock

NOT_VALID = text(
    "office.shelf.not_valid", _("“%(document)s” is “%(state)s”: renew it on the shelf, or choose another document.")
)
NO_COPY = text("office.shelf.no_copy", _("“%(document)s” has no copy on the shelf: renew it with its copy."))
USED_ALREADY = text("office.shelf.used_already", _("“%(document)s” is here already."))


def attach(owner, upload, *, kind: str, by: Actor) -> Attachment:
    """Keep ``upload`` as a paper of ``owner``: one file, or a list of photographs that become one PDF in that order.

    Raises Forbidden, or Refused when the content is not acceptable. Not to be called inside a verb: what is uploaded
    is read and stored first, while nobody waits for a row or for the database.
    """
    _ask_right(owner, kind, by)
    return attach_accepted(owner, brought(owner, upload), kind=kind, by=by)


def brought(owner, upload) -> files.Accepted:
    """Look at what somebody brings for a paper of ``owner`` (a row or its model), and store it. Raises Refused.

    The file lies in the storage before there is a row: what a verb that fails afterwards leaves there is an orphan
    that ``purge_files`` removes.
    """
    uploads = list(upload) if isinstance(upload, (list, tuple)) else [upload]
    accepted = files.accept(uploads, only=types_of(owner))
    stored = Attachment(owner_type=owner._meta.label_lower).file
    stored.save(accepted.name, accepted.file, save=False)
    return replace(accepted, key=stored.name)


@verb(open_because="the permission depends on the owner and the kind; it is asked inside")
def attach_accepted(owner, accepted: files.Accepted, *, kind: str, by: Actor) -> Attachment:
    """Keep a file that was ``brought`` as a paper of ``owner``. Raises Forbidden or Refused."""
    _check_right(owner, kind, by)
    attachment = Attachment.objects.create(
        owner_type=owner._meta.label_lower,
        owner_id=owner.pk,
        kind=kind,
        name=accepted.name,
        content_type=accepted.content_type,
        size=accepted.size,
        sha256=accepted.sha256,
        file=accepted.key,
        uploaded_by=by.user,
    )
    logbook.record(owner, by=by, verb="attachment.added", changes={"attachment": ("", attachment.name)})
    return attachment


@verb(open_because="the permission depends on the owner and the kind; it is asked inside")
def attach_from_shelf(owner, *, document: StandingDocument, kind: str, by: Actor) -> Attachment:
    """Put a document of the shelf that is valid today among the papers of ``owner``, as it is now.

    The stored file is shared, not copied: neither row ever changes it. Raises Forbidden, or Refused when the document
    is not valid, has no copy, or is there already.
    """
    door.require(by, document.view_permission, document)
    _check_right(owner, kind, by)
    scan = Attachment.objects.of(document).current().last()
    _check_usable(owner, document, scan)
    attachment = Attachment.objects.create(
        owner_type=owner._meta.label_lower,
        owner_id=owner.pk,
        kind=kind,
        name=scan.name,
        content_type=scan.content_type,
        size=scan.size,
        sha256=scan.sha256,
        file=scan.file.name,
        uploaded_by=by.user,
        from_shelf=document,
    )
    logbook.record(owner, by=by, verb="attachment.taken_from_shelf", changes={"attachment": ("", str(document))})
    return attachment


@verb(open_because="the permission depends on the owner and the kind; it is asked inside")
def withdraw(attachment: Attachment, *, owner, by: Actor) -> Attachment:
    """Withdraw a paper: it is no longer listed, its row and file are kept. Raises Forbidden or Refused."""
    _check_right(owner, attachment.kind, by)
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


def _check_right(owner, kind: str, by: Actor) -> None:
    """The door, then the owner as it is stored now: what was handed in stays as it was."""
    _ask_right(owner, kind, by, no_key=False)


def _ask_right(owner, kind: str, by: Actor, *, no_key: bool | None = None) -> None:
    door.require(by, kind_of(owner._meta.label_lower, kind)[1], owner)
    reason = refusal_for(row_of(type(owner), owner.pk, no_key=no_key), kind)
    if reason is not None:
        raise Refused(reason, owner)


def _check_usable(owner, document: StandingDocument, scan: Attachment | None) -> None:
    state = document.state
    if state != StandingState.CURRENT:
        raise Refused(refusal(NOT_VALID, document=str(document), state=str(state.label)), owner)
    if scan is None:
        raise Refused(refusal(NO_COPY, document=str(document)), owner)
    if Attachment.objects.of(owner).current().filter(from_shelf=document).exists():
        raise Refused(refusal(USED_ALREADY, document=str(document)), owner)
