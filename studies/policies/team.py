"""Who may answer an invitation to a study's team."""

from django.utils.translation import gettext_lazy as _

from access.actor import Actor
from access.refusals import Refusal, refusal
from access.texts import text

NOT_YOURS = text("studies.team.not_yours", _("Only the person who is asked answers for it."))


def own_person(member, actor: Actor) -> Refusal | None:
    """The place is the actor's own."""
    return None if actor.is_person and member.person_id == actor.user.pk else refusal(NOT_YOURS)
