"""The lifecycle of one member's assessment, from its points to the announced result."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import assessment_news as news
from network import assessment_permissions as p
from network import assessment_policies as policies
from network.assessment_enums import AssessmentState as A

ANNUAL_ASSESSMENT = register(
    Lifecycle(
        name="annual_assessment",
        model_label="network.AnnualAssessment",
        states=A,
        transitions=(
            Transition(
                "propose",
                (A.FILLING, A.RETURNED),
                A.PROPOSED,
                p.SCORE,
                _("Put before the director"),
                tone="primary",
            ),
            Transition(
                "excuse",
                (A.FILLING, A.RETURNED),
                A.EXCUSED,
                p.SCORE,
                _("Not assessed this year"),
                needs_reason=True,
            ),
            Transition("resume", (A.EXCUSED,), A.FILLING, p.SCORE, _("Assess after all")),
            Transition(
                "decide",
                (A.PROPOSED,),
                A.DECIDED,
                p.DECIDE,
                _("Decide as proposed"),
                guards=(policies.decided_by_another,),
                tone="primary",
            ),
            Transition(
                "return",
                (A.PROPOSED, A.DECIDED),
                A.RETURNED,
                p.DECIDE,
                _("Return to the secretary"),
                needs_reason=True,
                notifies=(news.tell_secretary_of_return,),
                tone="danger",
            ),
            Transition(
                "announce",
                (A.DECIDED,),
                A.ANNOUNCED,
                p.ANNOUNCE,
                _("Announce with the round"),
                notifies=(news.tell_hospital_of_result,),
                indirect=True,
            ),
            Transition(
                "cancel",
                (A.FILLING, A.RETURNED, A.PROPOSED, A.EXCUSED, A.DECIDED),
                A.CANCELLED,
                p.CANCEL_ROUND,
                _("Cancel with the round"),
                indirect=True,
            ),
        ),
    )
)
