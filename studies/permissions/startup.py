"""Permissions of start-up, ethics, human genetic resources and teams."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import ETHICS_SECRETARY, HOSPITAL_ADMIN, RESEARCH_SITE_MANAGER
from network.permissions import HOSPITAL_PEOPLE

VIEW_STARTUP = permission(
    "studies.view_startup",
    _("See ethics records, approvals, checklist and team of the own hospital's part in studies"),
    roles=[*HOSPITAL_PEOPLE, ETHICS_SECRETARY, RESEARCH_SITE_MANAGER],
)
RUN_STUDY_SITE = permission(
    "studies.run_studysite",
    _("Start the own hospital's part in a study up: checklist, approvals, team"),
    roles=HOSPITAL_PEOPLE,
)
SIGN_STUDY_SITE = permission(
    "studies.sign_studysite", _("Sign that the hospital takes part in a study"), roles=[HOSPITAL_ADMIN]
)
RECORD_ETHICS = permission(
    "studies.record_ethics",
    _("Record decisions of the ethics committee about the own hospital's part in a study"),
    roles=[*HOSPITAL_PEOPLE, ETHICS_SECRETARY],
)
