"""Permissions of the annual assessment of members."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN
from network.permissions import CENTRE_OFFICE, HOSPITAL_PEOPLE, STEERING

EVERYBODY = (*HOSPITAL_PEOPLE, *CENTRE_OFFICE, *STEERING)

VIEW_TABLE = permission("network.view_assessmenttable", _("Read by what members are assessed"), roles=EVERYBODY)
CHANGE_TABLE = permission(
    "network.change_assessmenttable", _("Save a new version of the network's assessment table"), roles=[CENTRE_ADMIN]
)
VIEW_ROUND = permission(
    "network.view_assessmentround",
    _("See the assessment of a whole network"),
    roles=[*CENTRE_OFFICE, DEPARTMENT_OFFICER],
)
OPEN_ROUND = permission(
    "network.open_assessmentround", _("Open the annual assessment of a network"), roles=CENTRE_OFFICE
)
CANCEL_ROUND = permission(
    "network.cancel_assessmentround", _("Cancel an annual assessment before it is announced"), roles=CENTRE_OFFICE
)
ANNOUNCE = permission(
    "network.announce_assessmentround", _("Announce the results of an annual assessment"), roles=CENTRE_OFFICE
)
VIEW_ASSESSMENT = permission(
    "network.view_annualassessment",
    _("See annual assessments: the hospital its own, others once they are announced"),
    roles=EVERYBODY,
)
SCORE = permission(
    "network.score_annualassessment", _("Fill in the points of a member's assessment"), roles=[CENTRE_ADMIN]
)
DECIDE = permission(
    "network.decide_annualassessment", _("Decide the result of a member's assessment"), roles=[CENTRE_DIRECTOR]
)
VIEW_APPEAL = permission("network.view_assessmentappeal", _("See appeals against assessments"), roles=EVERYBODY)
WRITE_APPEAL = permission(
    "network.write_assessmentappeal", _("Write an appeal against the hospital's assessment"), roles=HOSPITAL_PEOPLE
)
SIGN_APPEAL = permission(
    "network.sign_assessmentappeal", _("Sign or withdraw the hospital's appeal"), roles=[HOSPITAL_ADMIN]
)
ANSWER_APPEAL = permission(
    "network.answer_assessmentappeal", _("Answer an appeal against an assessment"), roles=[CENTRE_DIRECTOR]
)
