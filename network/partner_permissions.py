"""Permissions about partners outside the networks, and about alliances of hospitals."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN
from network.permissions import CENTRE_OFFICE, EVERYBODY

VIEW_PARTNER = permission(
    "network.view_partner",
    _("See a centre's partners, and whether they are controlled from abroad"),
    roles=[*CENTRE_OFFICE, DEPARTMENT_OFFICER],
)
CHANGE_PARTNER = permission(
    "network.change_partner", _("Enter, check and end a centre's partners"), roles=[CENTRE_ADMIN]
)
VIEW_ALLIANCE = permission("network.view_alliance", _("See medical alliances"), roles=EVERYBODY)
CHANGE_ALLIANCE = permission(
    "network.change_alliance",
    _("Enter a medical alliance, its members, and their ends"),
    roles=[HOSPITAL_ADMIN, DEPARTMENT_OFFICER],
)
