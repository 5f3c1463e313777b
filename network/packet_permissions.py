"""Who may have the evidence of a hospital put together."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import HOSPITAL_ADMIN
from network.permissions import CENTRE_OFFICE

MAKE_PACKET = permission(
    "network.make_evidencepacket",
    _("Have the evidence of the hospital, or of a member, put together as one file"),
    roles=[HOSPITAL_ADMIN, *CENTRE_OFFICE],
)
