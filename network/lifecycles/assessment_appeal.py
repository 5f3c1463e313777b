"""The lifecycle of a hospital's appeal, from its draft to the answer."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import assessment_news as news
from network import assessment_permissions as p
from network import assessment_policies as policies
from network.assessment_enums import AppealState as S

ASSESSMENT_APPEAL = register(
    Lifecycle(
        name="assessment_appeal",
        model_label="network.AssessmentAppeal",
        states=S,
        transitions=(
            Transition(
                "request_signoff",
                (S.DRAFT,),
                S.AWAITING_SIGNOFF,
                p.WRITE_APPEAL,
                _("Hand in for sign-off"),
                guards=(policies.in_time, policies.has_grounds),
                tone="primary",
            ),
            Transition("take_back", (S.AWAITING_SIGNOFF,), S.DRAFT, p.WRITE_APPEAL, _("Take back to the draft")),
            Transition(
                "submit",
                (S.AWAITING_SIGNOFF,),
                S.SUBMITTED,
                p.SIGN_APPEAL,
                _("Submit to the centre"),
                guards=(policies.in_time,),
                notifies=(news.tell_centre_of_appeal,),
                indirect=True,
            ),
            Transition(
                "uphold",
                (S.SUBMITTED,),
                S.UPHELD,
                p.ANSWER_APPEAL,
                _("Uphold the result"),
                needs_reason=True,
                notifies=(news.tell_hospital_of_upholding,),
                indirect=True,
            ),
            Transition(
                "change",
                (S.SUBMITTED,),
                S.CHANGED,
                p.ANSWER_APPEAL,
                _("Change the result"),
                needs_reason=True,
                notifies=(news.tell_both_of_change,),
                indirect=True,
            ),
            Transition(
                "withdraw",
                (S.SUBMITTED,),
                S.WITHDRAWN,
                p.SIGN_APPEAL,
                _("Withdraw the appeal"),
                needs_reason=True,
                notifies=(news.tell_centre_of_withdrawal,),
                tone="danger",
            ),
        ),
    )
)
