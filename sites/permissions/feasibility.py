"""Permissions about feasibility rounds."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from sites.permissions.research_site import KEEPERS, READERS

VIEW_ROUND = permission(
    "research_sites.view_feasibilityround", _("See the own side's feasibility rounds"), roles=READERS
)
ASK = permission(
    "research_sites.change_feasibilityround", _("Ask research sites whether a study is feasible"), roles=READERS
)
VIEW_INVITATION = permission(
    "research_sites.view_feasibilityinvitation", _("See feasibility invitations and their answers"), roles=READERS
)
ANSWER = permission("research_sites.answer_feasibility", _("Answer for the hospital's research sites"), roles=KEEPERS)
