"""A person's place in a study's team: invited, confirmed by the person, ended."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from studies import permissions as p
from studies.enums import TeamState as T
from studies.news import team as news
from studies.policies import team as policies

TEAM_MEMBER = register(
    Lifecycle(
        name="team_member",
        model_label="studies.TeamMember",
        states=T,
        transitions=(
            Transition(
                "confirm",
                (T.INVITED,),
                T.ACTIVE,
                p.VIEW_STARTUP,
                _("I take these tasks on"),
                guards=(policies.own_person,),
                notifies=(news.tell_site_of_answer,),
                tone="primary",
            ),
            Transition(
                "decline",
                (T.INVITED,),
                T.DECLINED,
                p.VIEW_STARTUP,
                _("I do not take them on"),
                guards=(policies.own_person,),
                needs_reason=True,
                notifies=(news.tell_site_of_answer,),
                tone="danger",
            ),
            Transition(
                "end",
                (T.INVITED, T.ACTIVE),
                T.ENDED,
                p.RUN_STUDY_SITE,
                _("End the delegation"),
                needs_reason=True,
                notifies=(news.tell_person_of_end,),
                tone="danger",
            ),
        ),
    )
)
