"""What a deputy for a director's decisions on applications may do, and which tasks come along."""

from django.utils.translation import gettext_lazy as _

from access.texts import text
from network import membership_permissions as permissions
from network.dashboard_permissions import CENTRE_OVERVIEW
from network.domain.application_tasks import REVIEW

TITLE = text("delegation.kind.decisions", _("decisions on applications only"))
PERMISSIONS = frozenset(
    {
        CENTRE_OVERVIEW,
        permissions.VIEW_APPLICATION,
        permissions.VIEW_OPINION,
        permissions.REVIEW_APPLICATION,
        permissions.DECIDE_APPLICATION,
    }
)
TASKS = frozenset({REVIEW})
