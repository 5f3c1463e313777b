"""Permissions of joining and belonging."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, SUPERVISOR
from network.permissions import CENTRE_OFFICE, HOSPITAL_PEOPLE, STEERING

# Editors write pages; they read nothing of applications and members.
EVERYBODY = (*HOSPITAL_PEOPLE, *CENTRE_OFFICE, *STEERING)

VIEW_APPLICATION = permission("network.view_membershipapplication", _("See membership applications"), roles=EVERYBODY)
ADD_APPLICATION = permission(
    "network.add_membershipapplication", _("Open a membership application for the hospital"), roles=HOSPITAL_PEOPLE
)
CHANGE_APPLICATION = permission(
    "network.change_membershipapplication", _("Fill in a membership application"), roles=HOSPITAL_PEOPLE
)
HAND_IN_APPLICATION = permission(
    "network.hand_in_membershipapplication",
    _("Hand an application in to the hospital's administrator, or withdraw it"),
    roles=HOSPITAL_PEOPLE,
)
SHARE_APPLICATION = permission(
    "network.share_membershipapplication", _("Share an application with a named colleague"), roles=HOSPITAL_PEOPLE
)
SIGN_APPLICATION = permission(
    "network.sign_membershipapplication", _("Sign an application for the hospital"), roles=[HOSPITAL_ADMIN]
)
CHECK_APPLICATION = permission(
    "network.check_membershipapplication", _("Check an application formally or return it"), roles=[CENTRE_ADMIN]
)
REVIEW_APPLICATION = permission(
    "network.review_membershipapplication", _("Give the centre's opinion on an application"), roles=CENTRE_OFFICE
)
ADVISE_APPLICATION = permission(
    "network.advise_membershipapplication", _("Attach the supervising department's opinion"), roles=[SUPERVISOR]
)
DECIDE_APPLICATION = permission(
    "network.decide_membershipapplication", _("Decide on an application"), roles=CENTRE_OFFICE
)
VIEW_OPINION = permission(
    "network.view_reviewopinion", _("Read opinions on applications"), roles=[*CENTRE_OFFICE, *STEERING]
)

VIEW_SIGNOFF = permission("network.view_signoff", _("See the hospital's sign-off queue"), roles=HOSPITAL_PEOPLE)
SIGN_OFF = permission("network.sign_signoff", _("Sign or return what leaves the hospital"), roles=[HOSPITAL_ADMIN])

VIEW_AGREEMENT = permission("network.view_agreement", _("See agreements"), roles=EVERYBODY)
SEAL_FOR_HOSPITAL = permission(
    "network.seal_agreement_for_hospital", _("Upload the copy sealed by the hospital"), roles=HOSPITAL_PEOPLE
)
SEAL_FOR_CENTRE = permission(
    "network.seal_agreement_for_centre", _("Upload the copy sealed by the centre"), roles=[CENTRE_ADMIN]
)
CONFIRM_FOR_HOSPITAL = permission(
    "network.confirm_agreement_for_hospital",
    _("Confirm that the centre's sealed copy carries the right code"),
    roles=HOSPITAL_PEOPLE,
)
CONFIRM_FOR_CENTRE = permission(
    "network.confirm_agreement_for_centre",
    _("Confirm that the hospital's sealed copy carries the right code"),
    roles=CENTRE_OFFICE,
)

VIEW_MEMBERSHIP = permission("network.view_membership", _("See memberships"), roles=EVERYBODY)
CHANGE_MEMBERSHIP = permission(
    "network.change_membership", _("Warn, suspend, reinstate or end a membership"), roles=CENTRE_OFFICE
)
