"""Whether a study becomes a network study: decided by the network's centre, and by nobody else."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.lifecycle import Lifecycle, Transition, register
from studies import permissions as p
from studies.enums import NetworkState as N
from studies.news import networks as news

STUDY_NETWORK = register(
    Lifecycle(
        name="study_network",
        model_label="studies.StudyNetwork",
        states=N,
        transitions=(
            Transition(
                "accept",
                (N.PROPOSED,),
                N.ACCEPTED,
                p.DECIDE_STUDY_NETWORK,
                _("Take it up as a network study"),
                notifies=(news.tell_hospital_of_decision,),
                tone="primary",
            ),
            Transition(
                "decline",
                (N.PROPOSED,),
                N.DECLINED,
                p.DECIDE_STUDY_NETWORK,
                pgettext_lazy("network study", "Do not take it up"),
                needs_reason=True,
                notifies=(news.tell_hospital_of_decision,),
                tone="danger",
            ),
            Transition(
                "leave",
                (N.PROPOSED, N.ACCEPTED),
                N.LEFT,
                p.PROPOSE_STUDY_NETWORK,
                _("Take the study out of the network"),
                needs_reason=True,
                notifies=(news.tell_centre_of_leaving,),
            ),
        ),
    )
)
