"""The lifecycles of a feasibility round and of an invitation in it."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from sites.enums.feasibility import InvitationState as A
from sites.enums.feasibility import RoundState as R
from sites.permissions import feasibility as p
from sites.policies import feasibility as policies

ROUND = register(
    Lifecycle(
        name="feasibility_round",
        model_label="research_sites.FeasibilityRound",
        states=R,
        transitions=(
            Transition(
                "send",
                (R.DRAFT,),
                R.OPEN,
                p.ASK,
                _("Send to the chosen sites"),
                guards=(policies.has_sites, policies.has_questions, policies.has_time),
                tone="primary",
            ),
            Transition("close", (R.OPEN,), R.CLOSED, p.ASK, _("Close the round")),
        ),
    )
)

INVITATION = register(
    Lifecycle(
        name="feasibility_invitation",
        model_label="research_sites.FeasibilityInvitation",
        states=A,
        transitions=(
            Transition("send", (A.CHOSEN,), A.INVITED, p.ASK, _("Ask the site"), indirect=True),
            Transition(
                "answer",
                (A.INVITED,),
                A.ANSWERED,
                p.ANSWER,
                _("Answer"),
                guards=(policies.is_own_site, policies.round_is_open),
                tone="primary",
                indirect=True,
            ),
            Transition(
                "decline",
                (A.INVITED, A.ANSWERED),
                A.DECLINED,
                p.ANSWER,
                _("Say that the site cannot take part"),
                guards=(policies.is_own_site, policies.round_is_open),
                needs_reason=True,
                tone="danger",
            ),
        ),
    )
)
