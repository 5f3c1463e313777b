"""The lifecycle of a campaign in which members sign again."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import version_permissions as p
from network.version_enums import CampaignState as C

SIGNING_CAMPAIGN = register(
    Lifecycle(
        name="campaign",
        model_label="network.SigningCampaign",
        states=C,
        transitions=(
            Transition(
                "close",
                (C.OPEN,),
                C.CLOSED,
                p.RUN_CAMPAIGN,
                _("Close the signing"),
                needs_reason=True,
                tone="danger",
            ),
        ),
    )
)
