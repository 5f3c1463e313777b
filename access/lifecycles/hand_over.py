"""The lifecycle of a hand-over: proposed by the person or an administrator, decided by whoever may give the role."""

from django.utils.translation import gettext_lazy as _

from access import people_permissions as p
from access.lifecycle import Lifecycle, Transition, register
from access.people_enums import HandOverState as H
from access.refusals import Refusal, refusal
from access.texts import text

NOT_PROPOSED_BY_YOU = text("access.hand_over.not_proposed_by_you", _("Only whoever proposed it takes it back."))
NOT_BY_THE_SUCCESSOR = text(
    "access.hand_over.not_by_the_successor", _("Nobody gives a role to oneself: another administrator decides.")
)


def proposed_by_oneself(hand_over, actor) -> Refusal | None:
    """Whoever proposed it, or the person whose role it is."""
    own = actor.system or actor.user.pk in (hand_over.proposed_by_id, hand_over.leaver_id)
    return None if own else refusal(NOT_PROPOSED_BY_YOU)


def decided_by_another(hand_over, actor) -> Refusal | None:
    """The successor does not decide."""
    own = not actor.system and actor.user.pk == hand_over.successor_id
    return refusal(NOT_BY_THE_SUCCESSOR) if own else None


HAND_OVER = register(
    Lifecycle(
        name="handover",
        model_label="access.HandOver",
        states=H,
        transitions=(
            Transition(
                "confirm",
                (H.PROPOSED,),
                H.CONFIRMED,
                p.HAND_OVER,
                _("Confirm the hand-over"),
                guards=(decided_by_another,),
                tone="primary",
            ),
            Transition(
                "decline",
                (H.PROPOSED,),
                H.DECLINED,
                p.HAND_OVER,
                _("Decline with a reason"),
                guards=(decided_by_another,),
                needs_reason=True,
                tone="danger",
            ),
            Transition(
                "withdraw",
                (H.PROPOSED,),
                H.WITHDRAWN,
                p.VIEW_HAND_OVERS,
                _("Take back"),
                guards=(proposed_by_oneself,),
            ),
        ),
    )
)
