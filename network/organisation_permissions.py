"""Permissions about what becomes of organisations, and about hospitals that come in by themselves."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from network.permissions import CENTRE_OFFICE, EVERYBODY, STEERING

VIEW_EVENT = permission("network.view_organisationevent", _("See what happened to hospitals"), roles=EVERYBODY)

VIEW_REGISTRATION = permission(
    "network.view_hospitalregistration",
    _("See hospitals that ask to be registered"),
    roles=[*CENTRE_OFFICE, *STEERING],
)
DECIDE_REGISTRATION = permission(
    "network.decide_hospitalregistration",
    _("Approve, return or refuse a hospital's registration"),
    roles=[*CENTRE_OFFICE, *STEERING],
)
