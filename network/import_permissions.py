"""Permissions of bringing tables in."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, SECURITY_ADMIN

BRINGERS = (HOSPITAL_ADMIN, CENTRE_ADMIN, DEPARTMENT_OFFICER)

VIEW_IMPORT = permission("network.view_importrun", _("See imports of tables and their remarks"), roles=BRINGERS)
# The security administrator brings tables of people and sees the own ones: others hold what is not for these eyes.
ADD_IMPORT = permission("network.add_importrun", _("Import a table"), roles=[*BRINGERS, SECURITY_ADMIN])
IMPORT_MEMBERS = permission(
    "network.import_membership",
    _("Take existing members of a network in from a table"),
    roles=[CENTRE_ADMIN, DEPARTMENT_OFFICER],
)
IMPORT_PEOPLE = permission("network.import_people", _("Invite a hospital's people by a table"), roles=[HOSPITAL_ADMIN])
IMPORT_CENTRE_PEOPLE = permission(
    "network.import_centre_people",
    _("Invite a centre's people by a table, to the roles that one may give there"),
    roles=[CENTRE_ADMIN, SECURITY_ADMIN],
)
