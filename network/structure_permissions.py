"""Permissions about branches: of provincial centres and of national ones."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER
from network.permissions import EVERYBODY

VIEW_CENTRE_BRANCH = permission(
    "network.view_centrebranch", _("See the branches of provincial centres"), roles=EVERYBODY
)
CHANGE_CENTRE_BRANCH = permission(
    "network.change_centrebranch",
    _("Enter or end a branch of a provincial centre"),
    roles=[CENTRE_ADMIN, DEPARTMENT_OFFICER],
)
VIEW_BRANCH_CENTRE = permission(
    "network.view_branchcentre", _("See the branches of national centres"), roles=EVERYBODY
)
CHANGE_BRANCH_CENTRE = permission(
    "network.change_branchcentre", _("Enter or end a branch of a national centre"), roles=[DEPARTMENT_OFFICER]
)
