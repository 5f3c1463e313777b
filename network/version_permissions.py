"""Permissions of new versions of rules and texts, and of campaigns in which members sign again."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER
from network.permissions import CENTRE_OFFICE, HOSPITAL_PEOPLE, STEERING

EVERYBODY = (*HOSPITAL_PEOPLE, *CENTRE_OFFICE, *STEERING)

VIEW_TEMPLATE = permission("network.view_agreementtemplate", _("Read the texts of agreements"), roles=EVERYBODY)
VIEW_RULE = permission("network.view_eligibilityrule", _("Read by which rules hospitals join"), roles=EVERYBODY)
VIEW_PROPOSAL = permission(
    "network.view_versionproposal",
    _("See new versions of rules and texts before they are published"),
    roles=[*CENTRE_OFFICE, DEPARTMENT_OFFICER],
)
PROPOSE = permission(
    "network.propose_version",
    _("Write a new version of a rule or text: centres their network's own, the department common ones"),
    roles=[*CENTRE_OFFICE, DEPARTMENT_OFFICER],
)
PUBLISH = permission(
    "network.publish_version",
    _("Publish a new version that another person wrote, or send it back"),
    roles=[*CENTRE_OFFICE, DEPARTMENT_OFFICER],
)
VIEW_CAMPAIGN = permission(
    "network.view_signingcampaign",
    _("See campaigns in which members sign again"),
    roles=[*CENTRE_OFFICE, DEPARTMENT_OFFICER],
)
RUN_CAMPAIGN = permission(
    "network.run_signingcampaign",
    _("Have members sign again: open a campaign, remind, close it"),
    roles=[CENTRE_ADMIN],
)
