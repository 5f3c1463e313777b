"""Permissions of reviews."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import ETHICS_SECRETARY
from network.permissions import HOSPITAL_PEOPLE

VIEW_REVIEW = permission(
    "studies.view_studyreview",
    _("See the reviews of the own hospital's studies"),
    roles=[*HOSPITAL_PEOPLE, ETHICS_SECRETARY],
)
# Held by nobody's role: given to a reviewer for one study and taken back when the review closes.
GIVE_OPINION = permission("studies.review_study", _("Review one study by invitation"), roles=[])
