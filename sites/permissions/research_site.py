"""Permissions about research sites."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, RESEARCH_SITE_MANAGER
from network.permissions import CENTRE_OFFICE

KEEPERS = (RESEARCH_SITE_MANAGER, HOSPITAL_COORDINATOR, HOSPITAL_ADMIN)
READERS = (*KEEPERS, *CENTRE_OFFICE)

VIEW_SITE = permission(
    "research_sites.view_researchsite",
    _("See research sites of the own hospital or of the centre's members"),
    roles=READERS,
)
CHANGE_SITE = permission(
    "research_sites.change_researchsite",
    _("Enter, describe, confirm and close the hospital's research sites"),
    roles=KEEPERS,
)
