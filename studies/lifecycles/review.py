"""The lifecycles of a review and of an invited reviewer's seat in it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.lifecycle import Lifecycle, Transition, register
from studies import permissions as p
from studies.enums import ReviewState as R
from studies.enums import SeatState as T
from studies.news import reviews as news
from studies.policies import reviews as policies

REVIEW = register(
    Lifecycle(
        name="study_review",
        model_label="studies.StudyReview",
        states=R,
        transitions=(
            Transition(
                "close",
                (R.OPEN,),
                R.CLOSED,
                p.MANAGE_STUDY,
                pgettext_lazy("review", "Close with a decision"),
                guards=(policies.has_opinions,),
                notifies=(news.tell_of_decision,),
                tone="primary",
                indirect=True,
            ),
            Transition(
                "cancel",
                (R.OPEN,),
                R.CANCELLED,
                p.MANAGE_STUDY,
                pgettext_lazy("review", "Cancel the review"),
                needs_reason=True,
                tone="danger",
            ),
        ),
    )
)

SEAT = register(
    Lifecycle(
        name="review_seat",
        model_label="studies.ReviewSeat",
        states=T,
        transitions=(
            Transition(
                "declare_none",
                (T.INVITED,),
                T.READING,
                p.VIEW_REVIEW,
                _("Declare that there is no conflict"),
                guards=(policies.own_seat, policies.review_is_open),
                indirect=True,
            ),
            Transition(
                "recuse",
                (T.INVITED, T.READING),
                T.RECUSED,
                p.VIEW_REVIEW,
                _("Stand aside"),
                guards=(policies.own_seat, policies.review_is_open),
                notifies=(news.tell_of_recusal,),
                indirect=True,
            ),
            Transition(
                "give",
                (T.READING,),
                T.GIVEN,
                p.VIEW_REVIEW,
                _("Give the opinion"),
                guards=(policies.own_seat, policies.review_is_open),
                notifies=(news.tell_of_opinion,),
                indirect=True,
            ),
            Transition(
                "expire", (T.INVITED, T.READING), T.OVER, p.MANAGE_STUDY, _("End without an opinion"), indirect=True
            ),
        ),
    )
)
