"""Papers of an application that stand on the hospital's shelf."""

from django.utils.translation import gettext_lazy as _

from access import door
from access.actor import Actor
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import membership_permissions as permissions
from network.models import MembershipApplication
from office.domain import shelf
from office.domain.attachments import attach_from_shelf, brought
from office.files import Accepted
from office.models import Attachment, StandingDocument
from office.permissions import ADD_STANDING

FOREIGN_DOCUMENT = text(
    "network.application.foreign_document", _("“%(document)s” stands on another hospital's shelf: choose an own one.")
)


@verb(permissions.CHANGE_APPLICATION)
def take_from_shelf(application: MembershipApplication, *, document: StandingDocument, by: Actor) -> Attachment:
    """Put a document of the hospital's shelf among the papers. Raises Forbidden, Refused."""
    if document.hospital_id != application.hospital_id:
        raise Refused(refusal(FOREIGN_DOCUMENT, document=str(document)), application)
    return attach_from_shelf(application, document=document, kind=document.kind, by=by)


def add_to_shelf(application: MembershipApplication, *, facts: shelf.Facts, uploads: list, by: Actor) -> Attachment:
    """Put a new document onto the hospital's shelf and among the papers: no other form asks for it again.

    Not to be called inside a verb: the copy is read first. Raises Forbidden, Refused.
    """
    door.require(by, permissions.CHANGE_APPLICATION, application)
    door.require(by, ADD_STANDING, application.hospital)
    return add_accepted(application, facts=facts, copy=brought(StandingDocument, uploads), by=by)


@verb(permissions.CHANGE_APPLICATION)
def add_accepted(application: MembershipApplication, *, facts: shelf.Facts, copy: Accepted, by: Actor) -> Attachment:
    """Put a new document with a copy that was brought onto the shelf and among the papers."""
    document = shelf.add_accepted(application.hospital, facts=facts, copy=copy, by=by)
    return attach_from_shelf(application, document=document, kind=document.kind, by=by)
