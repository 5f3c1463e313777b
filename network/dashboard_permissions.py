"""Permissions of the overviews, each of one organisation, region or the province; and of the plans beside them."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER
from network.permissions import CENTRE_OFFICE, HOSPITAL_PEOPLE, STEERING

HOSPITAL_OVERVIEW = permission(
    "network.view_hospital_overview",
    _("Read the overview “Our hospital in the network” of the hospital"),
    roles=HOSPITAL_PEOPLE,
)
CENTRE_OFFICE_OVERVIEW = permission(
    "network.view_centre_office", _("Read the overview of the centre's office"), roles=CENTRE_OFFICE
)
CENTRE_OVERVIEW = permission(
    "network.view_centre_overview", _("Read the overview of the centre for its director"), roles=CENTRE_OFFICE
)
REGION_OVERVIEW = permission("network.view_region_overview", _("Read the overview of a region"), roles=STEERING)
PROVINCE_OVERVIEW = permission(
    "network.view_province_overview", _("Read the overview of the province"), roles=[DEPARTMENT_OFFICER]
)
VIEW_PLAN = permission(
    "network.view_memberplan",
    _("See how many members a network plans for a year"),
    roles=[*CENTRE_OFFICE, DEPARTMENT_OFFICER],
)
CHANGE_PLAN = permission(
    "network.change_memberplan", _("Write how many members a network plans for a year"), roles=[CENTRE_ADMIN]
)
