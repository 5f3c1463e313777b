"""Permissions about people who come, stay away and go: deputies, hand-overs, accounts, reviews, personal data."""

from django.utils.translation import gettext_lazy as _

from access import roles
from access.permissions import GIVERS, permission

VIEW_DELEGATIONS = permission("access.view_delegation", _("See who acts for whom"), roles=GIVERS)
VIEW_HAND_OVERS = permission("access.view_handover", _("See hand-overs to successors"), roles=GIVERS)
HAND_OVER = permission(
    "access.confirm_handover", _("Confirm a hand-over to a successor within the own scope"), roles=GIVERS
)
CLOSE_ACCOUNT = permission(
    "access.close_account", _("Close the account of a person who leaves the own scope"), roles=GIVERS
)
VIEW_REVIEWS = permission(
    "access.view_accountreview",
    _("See the quarterly review of accounts"),
    roles=[roles.SECURITY_ADMIN, roles.DEPARTMENT_OFFICER, roles.AUDITOR],
)
REVIEW_ACCOUNTS = permission(
    "access.change_accountreview", _("Review accounts and roles each quarter"), roles=[roles.SECURITY_ADMIN]
)
REVIEW_SEPARATED = permission(
    "access.review_separated",
    _("Review the roles of the three separated administrators"),
    roles=[roles.DEPARTMENT_OFFICER],
)
VIEW_DATA_REQUESTS = permission(
    "access.view_deletionrequest", _("See requests to delete an account"), roles=[roles.SECURITY_ADMIN]
)
ANSWER_DATA_REQUEST = permission(
    "access.answer_deletionrequest", _("Answer requests to delete an account"), roles=[roles.SECURITY_ADMIN]
)

# What no deputy does for somebody else.
PERSONAL = (HAND_OVER, CLOSE_ACCOUNT, REVIEW_ACCOUNTS, REVIEW_SEPARATED, ANSWER_DATA_REQUEST)
