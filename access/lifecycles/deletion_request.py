"""The lifecycle of the wish to be deleted: asked, answered with a reason, carried out the next night."""

from django.utils.translation import gettext_lazy as _

from access import people_permissions as p
from access.lifecycle import Lifecycle, Transition, register
from access.people_enums import DeletionState as D
from access.refusals import Refusal, refusal
from access.texts import text

NOT_YOURS = text("access.deletion.not_yours", _("Only the person whose data they are takes this step."))
NOT_YOUR_OWN = text("access.deletion.not_your_own", _("Nobody answers the own request: another administrator does."))
BY_THE_SYSTEM = text("access.deletion.by_the_system", _("The system deletes in the night after the answer."))


def own(request, actor) -> Refusal | None:
    """The person."""
    return None if actor.system or actor.user.pk == request.user_id else refusal(NOT_YOURS)


def not_own(request, actor) -> Refusal | None:
    """Anybody but the person."""
    return None if actor.system or actor.user.pk != request.user_id else refusal(NOT_YOUR_OWN)


def by_the_system(request, actor) -> Refusal | None:
    """No person."""
    return None if actor.system else refusal(BY_THE_SYSTEM)


DELETION_REQUEST = register(
    Lifecycle(
        name="deletionrequest",
        model_label="access.DeletionRequest",
        states=D,
        transitions=(
            Transition(
                "grant",
                (D.ASKED,),
                D.GRANTED,
                p.ANSWER_DATA_REQUEST,
                _("Grant the deletion"),
                guards=(not_own,),
                needs_reason=True,
                tone="danger",
            ),
            Transition(
                "decline",
                (D.ASKED,),
                D.DECLINED,
                p.ANSWER_DATA_REQUEST,
                _("Decline with a reason"),
                guards=(not_own,),
                needs_reason=True,
            ),
            Transition(
                "withdraw",
                (D.ASKED, D.GRANTED),
                D.WITHDRAWN,
                p.VIEW_DATA_REQUESTS,
                _("Take the request back"),
                guards=(own,),
            ),
            Transition(
                "delete",
                (D.GRANTED,),
                D.DELETED,
                p.ANSWER_DATA_REQUEST,
                _("Delete"),
                guards=(by_the_system,),
                indirect=True,
            ),
        ),
    )
)
