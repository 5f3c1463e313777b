"""Permissions about people at research sites and their certificates."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from sites.permissions.research_site import KEEPERS, READERS

VIEW_PERSON = permission("research_sites.view_siteperson", _("See who does what at a research site"), roles=READERS)
CHANGE_PERSON = permission(
    "research_sites.change_siteperson", _("Enter and end functions at the hospital's research sites"), roles=KEEPERS
)
VIEW_CERTIFICATE = permission(
    "research_sites.view_personcertificate", _("See certificates of people at research sites"), roles=READERS
)
CHANGE_CERTIFICATE = permission(
    "research_sites.change_personcertificate",
    _("Enter, renew and withdraw certificates of the hospital's people"),
    roles=KEEPERS,
)
