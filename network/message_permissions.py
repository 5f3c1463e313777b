"""Permissions of messages from a centre to its members."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import CENTRE_ADMIN
from network.permissions import CENTRE_OFFICE, HOSPITAL_PEOPLE

SEND_MESSAGE = permission(
    "network.add_bulkmessage", _("Write to many members of the own networks at once"), roles=[CENTRE_ADMIN]
)
VIEW_MESSAGE = permission(
    "network.view_bulkmessage", _("See the centre's messages and whom they reached"), roles=CENTRE_OFFICE
)
VIEW_RECEIVED = permission(
    "network.view_messagerecipient",
    _("Read the messages of centres to the hospital"),
    roles=[*HOSPITAL_PEOPLE, *CENTRE_OFFICE],
)
