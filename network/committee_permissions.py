"""Permissions about the committees of centres."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import CENTRE_ADMIN
from network.permissions import CENTRE_OFFICE, STEERING

VIEW_COMMITTEE = permission(
    "network.view_committee", _("See a centre's committees with their minutes"), roles=[*CENTRE_OFFICE, *STEERING]
)
CHANGE_COMMITTEE = permission(
    "network.change_committee",
    _("Set up, renew and dissolve committees, and enter their members and meetings"),
    roles=[CENTRE_ADMIN],
)
