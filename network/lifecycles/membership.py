"""The lifecycle of a membership, from its first day to its end."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import membership_permissions as p
from network import news
from network.membership_enums import MembershipState as M

MEMBERSHIP = register(
    Lifecycle(
        name="membership",
        model_label="network.Membership",
        states=M,
        transitions=(
            Transition(
                "warn",
                (M.ACTIVE,),
                M.WARNED,
                p.CHANGE_MEMBERSHIP,
                _("Warn"),
                needs_reason=True,
                notifies=(news.tell_hospital_of_membership_change,),
            ),
            Transition(
                "suspend",
                (M.ACTIVE, M.WARNED),
                M.SUSPENDED,
                p.CHANGE_MEMBERSHIP,
                _("Suspend"),
                needs_reason=True,
                notifies=(news.tell_hospital_of_membership_change,),
                tone="danger",
            ),
            Transition(
                "reinstate",
                (M.WARNED, M.SUSPENDED),
                M.ACTIVE,
                p.CHANGE_MEMBERSHIP,
                _("Reinstate"),
                needs_reason=True,
                notifies=(news.tell_hospital_of_membership_change,),
                tone="primary",
            ),
            Transition(
                "exit",
                (M.ACTIVE, M.WARNED, M.SUSPENDED),
                M.EXITED,
                p.CHANGE_MEMBERSHIP,
                _("End the membership"),
                needs_reason=True,
                notifies=(news.tell_hospital_of_membership_change,),
                tone="danger",
                indirect=True,
            ),
        ),
    )
)
