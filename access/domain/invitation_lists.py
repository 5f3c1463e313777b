"""Inviting many people at once from a table: all of them, or nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from access.actor import Actor
from access.domain.invitations import invite
from access.models import Invitation
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb

MOST = 200
TOO_MANY = text(
    "access.invitation_list.too_many", _("More than %(limit)s people at once: divide the table into several.")
)
NOBODY = text("access.invitation_list.nobody", _("The table names nobody: write one person into each row."))


@dataclass(frozen=True)
class Invitee:
    """One person of the table: ``scope`` is the organisation of the role, None for the province."""

    name: str
    role: str
    scope: object
    email: str = ""
    role_valid_to: date | None = None


def is_invited(name: str, role: str, scope) -> bool:
    """Whether a person of this name has an open invitation to the role at the organisation."""
    rows = Invitation.objects.filter(name=name, role=role, scope_id=scope.pk if scope is not None else 0)
    return any(row.status == "open" for row in rows)


@verb(open_because="each invitation asks the door for its own organisation and role")
def invite_all(_thing=None, *, people: Sequence[Invitee], by: Actor) -> list[tuple[Invitation, str]]:
    """Invite everybody; returns each invitation with its secret, in the order given.

    Raises Refused or Forbidden for the first person who may not be invited; then nobody was.
    """
    if not people:
        raise Refused(refusal(NOBODY))
    if len(people) > MOST:
        raise Refused(refusal(TOO_MANY, limit=MOST))
    return [
        invite(each.scope, name=each.name, email=each.email, role=each.role, role_valid_to=each.role_valid_to, by=by)
        for each in people
    ]
