"""Permissions about records of trial institutions, ethics committees and the recognition list."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import DEPARTMENT_OFFICER, ETHICS_SECRETARY
from network.permissions import EVERYBODY
from sites.permissions.research_site import KEEPERS, READERS

VIEW_GCP = permission(
    "research_sites.view_gcprecord", _("See hospitals' records as trial institutions"), roles=READERS
)
CHANGE_GCP = permission(
    "research_sites.change_gcprecord", _("Enter and end the hospital's records as a trial institution"), roles=KEEPERS
)
VIEW_COMMITTEE = permission(
    "research_sites.view_ethicscommittee", _("See ethics committees"), roles=[*EVERYBODY, ETHICS_SECRETARY]
)
CHANGE_COMMITTEE = permission(
    "research_sites.change_ethicscommittee",
    _("Enter, describe and end the hospital's ethics committees"),
    roles=[*KEEPERS, ETHICS_SECRETARY],
)
VIEW_RECOGNITION = permission(
    "research_sites.view_recognitionentry", _("See the recognition list"), roles=[*EVERYBODY, ETHICS_SECRETARY]
)
CHANGE_RECOGNITION = permission(
    "research_sites.change_recognitionentry", _("Keep the recognition list"), roles=[DEPARTMENT_OFFICER]
)
