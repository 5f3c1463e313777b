"""The house's permissions: what each lets a person do, and which roles hold it."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import HOSPITAL_ADMIN, HOSPITAL_COORDINATOR

HOSPITAL_PEOPLE = (HOSPITAL_COORDINATOR, HOSPITAL_ADMIN)

VIEW_STANDING = permission(
    "office.view_standingdocument", _("See the hospital's shelf of standing documents"), roles=HOSPITAL_PEOPLE
)
ADD_STANDING = permission(
    "office.add_standingdocument", _("Put a standing document onto the hospital's shelf"), roles=HOSPITAL_PEOPLE
)
CHANGE_STANDING = permission(
    "office.change_standingdocument",
    _("Renew a standing document, or take it off the hospital's shelf"),
    roles=HOSPITAL_PEOPLE,
)
