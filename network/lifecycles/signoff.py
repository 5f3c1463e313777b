"""The lifecycle of a hospital's sign-off."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import membership_permissions as p
from network import policies
from network.membership_enums import SignOffState as F

SIGNOFF = register(
    Lifecycle(
        name="signoff",
        model_label="network.SignOff",
        states=F,
        transitions=(
            Transition(
                "sign",
                (F.WAITING,),
                F.SIGNED,
                p.SIGN_OFF,
                _("Sign for the hospital"),
                guards=(policies.signed_by_another,),
                tone="primary",
            ),
            Transition(
                "return",
                (F.WAITING,),
                F.RETURNED,
                p.SIGN_OFF,
                _("Return with a reason"),
                needs_reason=True,
                tone="danger",
            ),
            Transition("cancel", (F.WAITING,), F.CANCELLED, p.VIEW_SIGNOFF, _("Cancel"), indirect=True),
        ),
    )
)
