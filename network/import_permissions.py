"""Permissions of bringing tables in."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN

BRINGERS = (HOSPITAL_ADMIN, CENTRE_ADMIN, DEPARTMENT_OFFICER)

VIEW_IMPORT = permission("network.view_importrun", _("See imports of tables and their remarks"), roles=BRINGERS)
ADD_IMPORT = permission("network.add_importrun", _("Import a table"), roles=BRINGERS)
IMPORT_MEMBERS = permission(
    "network.import_membership",
    _("Take existing members of a network in from a table"),
    roles=[CENTRE_ADMIN, DEPARTMENT_OFFICER],
)
