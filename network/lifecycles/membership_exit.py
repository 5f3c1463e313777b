"""The lifecycle of an exit, from the wish or the centre's beginning to the completion."""

from django.utils.translation import gettext_lazy as _

from access.lifecycle import Lifecycle, Transition, register
from network import exit_news as news
from network import exit_permissions as p
from network import exit_policies as policies
from network.exit_enums import ExitState as E

EXIT = register(
    Lifecycle(
        name="exit",
        model_label="network.MembershipExit",
        states=E,
        transitions=(
            Transition(
                "submit",
                (E.AWAITING_SIGNOFF,),
                E.SETTLING,
                p.SIGN_EXIT,
                _("Tell the centre"),
                indirect=True,
            ),
            Transition(
                "take_back",
                (E.AWAITING_SIGNOFF,),
                E.WITHDRAWN,
                p.REQUEST_EXIT,
                _("Take the wish back"),
                needs_reason=True,
                notifies=(news.tell_centre_of_withdrawn_exit,),
            ),
            Transition(
                "withdraw",
                (E.SETTLING,),
                E.WITHDRAWN,
                p.SIGN_EXIT,
                _("Stay a member"),
                guards=(policies.is_voluntary,),
                needs_reason=True,
                notifies=(news.tell_centre_of_withdrawn_exit,),
            ),
            Transition(
                "drop",
                (E.SETTLING,),
                E.DROPPED,
                p.DECIDE_EXIT,
                _("Drop the exit"),
                needs_reason=True,
                notifies=(news.tell_hospital_of_dropped_exit,),
            ),
            Transition(
                "complete",
                (E.SETTLING,),
                E.COMPLETED,
                p.DECIDE_EXIT,
                _("Complete the exit"),
                guards=(policies.everything_settled,),
                notifies=(news.tell_both_of_exit,),
                tone="danger",
                indirect=True,
            ),
        ),
    )
)
