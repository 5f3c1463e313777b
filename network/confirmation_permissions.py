"""Permissions of the annual confirmation."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN
from network.membership_permissions import EVERYBODY
from network.permissions import HOSPITAL_PEOPLE

VIEW_ANNUAL = permission(
    "network.view_annualconfirmation",
    _("Read the hospital's annual confirmation"),
    roles=[*HOSPITAL_PEOPLE, DEPARTMENT_OFFICER],
)
FILL = permission(
    "network.fill_annualconfirmation", _("Fill in the annual confirmation and hand it in"), roles=HOSPITAL_PEOPLE
)
SIGN = permission(
    "network.sign_annualconfirmation", _("Sign the annual confirmation for the hospital"), roles=[HOSPITAL_ADMIN]
)
VIEW_CONFIRMATION = permission(
    "network.view_membershipconfirmation",
    _("See which members have confirmed the year, and what they answered"),
    roles=EVERYBODY,
)
CHANGE_QUESTIONS = permission(
    "network.change_questionset", _("Write what a network asks its members each year"), roles=[CENTRE_ADMIN]
)
