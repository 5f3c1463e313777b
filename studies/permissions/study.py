"""Permissions on studies, their record and their place in networks."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import (
    CENTRE_EDITOR,
    ETHICS_SECRETARY,
    HOSPITAL_ADMIN,
    INVESTIGATOR,
    RESEARCH_SITE_MANAGER,
)
from network.permissions import CENTRE_OFFICE, HOSPITAL_PEOPLE, STEERING

STUDY_PEOPLE = (*HOSPITAL_PEOPLE, ETHICS_SECRETARY, RESEARCH_SITE_MANAGER)
READERS = (*STUDY_PEOPLE, *CENTRE_OFFICE, *STEERING)

# The register is public; what stands in the record is not.
VIEW_STUDY = permission("studies.view_study", _("See registered studies"), roles=(*READERS, CENTRE_EDITOR))
READ_STUDY = permission(
    "studies.read_study", _("Read the record of a study, its versions, comments and history"), roles=READERS
)
ADD_STUDY = permission("studies.add_study", _("Open the draft of a study"), roles=[*HOSPITAL_PEOPLE, INVESTIGATOR])
CHANGE_STUDY = permission("studies.change_study", _("Write the record of a study"), roles=HOSPITAL_PEOPLE)
HAND_IN_STUDY = permission("studies.hand_in_study", _("Hand a study in for sign-off"), roles=HOSPITAL_PEOPLE)
SIGN_STUDY = permission(
    "studies.sign_study", _("Sign what the lead hospital says about a study, or withdraw it"), roles=[HOSPITAL_ADMIN]
)
MANAGE_STUDY = permission(
    "studies.manage_study",
    _("Run a study's reviews for the lead hospital, record decisions and move the study on"),
    roles=HOSPITAL_PEOPLE,
)
SHARE_STUDY = permission("studies.share_study", _("Let a named person read or write one study"), roles=HOSPITAL_PEOPLE)
COMMENT_STUDY = permission(
    "studies.comment_study",
    _("Comment on the sections of a study's record"),
    roles=(*HOSPITAL_PEOPLE, ETHICS_SECRETARY, *CENTRE_OFFICE),
)

VIEW_STUDY_NETWORK = permission(
    "studies.view_studynetwork", _("See which networks a study was proposed to"), roles=READERS
)
PROPOSE_STUDY_NETWORK = permission(
    "studies.propose_studynetwork", _("Propose a study to a network"), roles=HOSPITAL_PEOPLE
)
DECIDE_STUDY_NETWORK = permission(
    "studies.decide_studynetwork", _("Decide whether a study becomes a network study"), roles=CENTRE_OFFICE
)

VIEW_STUDY_SITE = permission("studies.view_studysite", _("See the participating sites of a study"), roles=READERS)
ANSWER_STUDY_SITE = permission(
    "studies.answer_studysite", _("Answer a study's invitation for the own hospital"), roles=HOSPITAL_PEOPLE
)
CHANGE_STUDY_SITE = permission(
    "studies.change_studysite", _("Invite hospitals to a study and set their targets"), roles=HOSPITAL_PEOPLE
)
