"""The lifecycle of a hospital's annual confirmation."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import confirmation_permissions as p
from network import confirmation_policies as policies
from network.confirmation_enums import ConfirmationState as S

READY = (policies.hospital_is_open, policies.in_season, policies.complete)

CONFIRMATION = register(
    Lifecycle(
        name="confirmation",
        model_label="network.AnnualConfirmation",
        states=S,
        transitions=(
            Transition(
                "hand_in",
                (S.DRAFT,),
                S.AWAITING_SIGNOFF,
                p.FILL,
                _("Hand in for sign-off"),
                guards=READY,
                tone="primary",
            ),
            Transition("take_back", (S.AWAITING_SIGNOFF,), S.DRAFT, p.FILL, _("Take back")),
            Transition(
                "confirm",
                (S.AWAITING_SIGNOFF,),
                S.CONFIRMED,
                p.SIGN,
                _("Confirm for the hospital"),
                guards=READY,
                indirect=True,
            ),
        ),
    )
)
