"""What the house tells the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import presenters, readiness
from access.navigation import NavItem, holding, register
from cms import permissions
from cms.readiness_checks import CHECKS
from network import events

ACTS = {
    "announcement.imported": _("imported an announcement"),
    "announcement.revised": _("brought an imported announcement up to date"),
    "centre.section_built": _("built the centre's public section"),
    "site.built": _("built the public site"),
    "site.identity_changed": _("changed who runs the site"),
    "province.started": _("started the province"),
}


def register_all() -> None:
    """Register the menu entries of the public site, and what follows from changes below; importing the permissions
    registers the catalogue."""
    from cms.domain import centre_sections

    presenters.register_acts(ACTS)
    readiness.register(*CHECKS)
    events.follow(events.CENTRE_CHANGED, centre_sections.follow)
    register(
        NavItem(
            "public", _("Write pages"), "wagtailadmin_home", "pen-line", holding(permissions.EDIT_PAGES), order=10
        ),
        NavItem(
            "public",
            _("Start of the province"),
            "start_province",
            "circle-check",
            holding(permissions.START_PROVINCE),
            30,
        ),
        NavItem("public", _("Public network map"), "public_network", "map", order=20),
    )
