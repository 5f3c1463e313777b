"""Permissions of enrolment: months, their confirmation, plan and reserved places."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from network.permissions import HOSPITAL_PEOPLE
from studies.permissions.study import READERS

VIEW_MONTH = permission("studies.view_monthreport", _("See the monthly figures of study sites"), roles=READERS)
REPORT_MONTH = permission(
    "studies.report_month",
    _("Report the month of the own hospital's study sites and correct it"),
    roles=HOSPITAL_PEOPLE,
)
CONFIRM_MONTH = permission(
    "studies.confirm_month", _("Confirm a month of a study for the lead site"), roles=HOSPITAL_PEOPLE
)
VIEW_PLAN = permission("studies.view_enrolmentplan", _("See a study's enrolment plan"), roles=READERS)
CHANGE_PLAN = permission(
    "studies.change_enrolmentplan",
    _("Set a study's enrolment plan, its cap and the sites' shares"),
    roles=HOSPITAL_PEOPLE,
)
VIEW_SLOT = permission(
    "studies.view_enrolmentslot", _("See the reserved places of competitive enrolment"), roles=READERS
)
TAKE_SLOT = permission(
    "studies.take_slot",
    _("Reserve places of competitive enrolment for the own hospital, fill and release them"),
    roles=HOSPITAL_PEOPLE,
)
