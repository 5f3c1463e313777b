"""Permissions of visits, measures, idle applications and exits."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN
from network.membership_permissions import EVERYBODY
from network.permissions import CENTRE_OFFICE, HOSPITAL_PEOPLE, STEERING

VIEW_EXIT = permission("network.view_membershipexit", _("See exits of members"), roles=EVERYBODY)
REQUEST_EXIT = permission(
    "network.request_membershipexit", _("Ask for the hospital's exit from a network"), roles=HOSPITAL_PEOPLE
)
SIGN_EXIT = permission(
    "network.sign_membershipexit",
    _("Sign the hospital's exit, or withdraw it"),
    roles=[HOSPITAL_ADMIN],
)
SETTLE_EXIT = permission(
    "network.settle_membershipexit",
    _("Say what becomes of open matters when a member leaves"),
    roles=[*HOSPITAL_PEOPLE, *CENTRE_OFFICE],
)
DECIDE_EXIT = permission(
    "network.decide_membershipexit", _("Begin, drop or complete the exit of a member"), roles=CENTRE_OFFICE
)
LIFT_BLOCK = permission(
    "network.lift_block",
    _("Let a hospital apply again before its block is over"),
    roles=[DEPARTMENT_OFFICER],
)

CLOSE_IDLE = permission(
    "network.close_idle_membershipapplication", _("Close an application that its hospital leaves"), roles=CENTRE_OFFICE
)

VIEW_VISIT = permission("network.view_sitevisit", _("See site visits"), roles=EVERYBODY)
VIEW_FINDINGS = permission(
    "network.view_visitfinding", _("Read what a site visit found"), roles=[*CENTRE_OFFICE, *STEERING]
)
CHANGE_VISIT = permission("network.change_sitevisit", _("Plan, cancel and report site visits"), roles=CENTRE_OFFICE)
CHANGE_CHECKLIST = permission(
    "network.change_visitchecklist", _("Write a new version of the checklist of visits"), roles=[CENTRE_ADMIN]
)

VIEW_MEASURE = permission(
    "network.view_measure",
    _("See warnings and suspensions with their answers"),
    roles=EVERYBODY,
)
ANSWER_MEASURE = permission(
    "network.answer_measure", _("Answer a warning or suspension for the hospital"), roles=HOSPITAL_PEOPLE
)
