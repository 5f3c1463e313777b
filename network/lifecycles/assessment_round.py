"""The lifecycle of a network's assessment of one year."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import assessment_news as news
from network import assessment_permissions as p
from network import assessment_policies as policies
from network.assessment_enums import RoundState as R

ASSESSMENT_ROUND = register(
    Lifecycle(
        name="assessment_round",
        model_label="network.AssessmentRound",
        states=R,
        transitions=(
            Transition(
                "announce",
                (R.OPEN,),
                R.ANNOUNCED,
                p.ANNOUNCE,
                _("Announce the results to the hospitals"),
                guards=(policies.all_settled,),
                tone="primary",
            ),
            Transition(
                "cancel",
                (R.OPEN,),
                R.CANCELLED,
                p.CANCEL_ROUND,
                _("Cancel the assessment of this year"),
                needs_reason=True,
                notifies=(news.tell_centre_of_cancelled_round,),
                tone="danger",
            ),
        ),
    )
)
