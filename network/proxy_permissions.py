"""Permissions of entering for a hospital from paper."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN
from network.permissions import CENTRE_OFFICE, HOSPITAL_PEOPLE

VIEW_ENTRY = permission(
    "network.view_proxyentry",
    _("See what a centre entered for a hospital from paper"),
    roles=[*HOSPITAL_PEOPLE, *CENTRE_OFFICE],
)
ENTER = permission(
    "network.add_proxyentry", _("Enter for a hospital what it handed in on paper"), roles=[CENTRE_ADMIN]
)
ANSWER = permission(
    "network.answer_proxyentry",
    _("Confirm or contest for the hospital what a centre entered for it from paper"),
    roles=[HOSPITAL_ADMIN],
)
COMPARE = permission(
    "network.compare_proxyentry",
    _("Confirm that the sealed copy of what was entered from paper carries the right code"),
    roles=CENTRE_OFFICE,
)
