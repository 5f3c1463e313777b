"""Permissions of certificates and plaques."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from network.membership_permissions import EVERYBODY
from network.permissions import CENTRE_OFFICE

VIEW_CERTIFICATE = permission(
    "network.view_certificate", _("See and print certificates and plaque texts"), roles=EVERYBODY
)
ISSUE_CERTIFICATE = permission(
    "network.issue_certificate", _("Issue certificates and plaques to members"), roles=CENTRE_OFFICE
)
WITHDRAW_CERTIFICATE = permission(
    "network.withdraw_certificate", _("Withdraw a certificate or plaque"), roles=CENTRE_OFFICE
)
