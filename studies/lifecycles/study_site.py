"""The lifecycle of a hospital's part in a study; so far the invitation and its refusal."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from studies import permissions as p
from studies.enums import SiteState as S
from studies.news import sites as news

STUDY_SITE = register(
    Lifecycle(
        name="study_site",
        model_label="studies.StudySite",
        states=S,
        transitions=(
            Transition(
                "decline",
                (S.INVITED,),
                S.DECLINED,
                p.ANSWER_STUDY_SITE,
                _("Decline to take part"),
                needs_reason=True,
                notifies=(news.tell_lead_of_refusal,),
                tone="danger",
            ),
        ),
    )
)
