"""What the house tells the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import histories, navigation, presenters
from access.navigation import NavItem, holding

ACTS = {
    "attachment.added": _("attached a file"),
    "attachment.withdrawn": _("withdrew a file"),
    "attachment.taken_from_shelf": _("took a document from the shelf"),
    "standing_document.added": _("put a document onto the shelf"),
    "standing_document.renewed": _("renewed a document of the shelf"),
    "standing_document.ended": _("took a document off the shelf"),
}


def register_all() -> None:
    """Register everything; called once from ``apps.ready()``."""
    from office import permissions, tasks  # noqa: F401 - importing registers the catalogue and the daily work
    from office.domain.shelf import copy_kept
    from office.files import SCANS
    from office.owners import register_owner

    navigation.register(
        NavItem("work", _("Shelf"), "office:shelf", "file-check", holding(permissions.VIEW_STANDING), order=40),
        NavItem("figures", _("Figures"), "office:figures", "chart-column", order=20),
    )
    presenters.register_acts(ACTS)
    histories.register("standing-document", "office.StandingDocument")
    scan = {"scan": (_("Copy of the document"), permissions.ADD_STANDING)}
    register_owner("office.standingdocument", scan, guard=copy_kept, types=SCANS)
