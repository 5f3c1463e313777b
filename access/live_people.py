"""Who sits at the sockets, and whose session or roles are no longer what they were."""

from collections.abc import Collection
from dataclasses import dataclass

from access.live import View
from access.models import RoleAssignment, UserSession
from access.session_middleware import why_over


@dataclass(frozen=True, eq=False)
class Admission:
    """Why a socket was let in: the views of its person, the session (its row's uid) and the roles valid then."""

    views: dict[str, View]
    user_id: int
    session: str
    roles: frozenset[int]


def altered(admissions: Collection[Admission]) -> set[Admission]:
    """Those whose session is over or whose roles are others by now: two queries for any number, and one more for
    each session that has not been used for as long as the shortest limit."""
    uids = {admission.session for admission in admissions}
    rows = UserSession.objects.filter(uid__in=uids, user__is_active=True).select_related("user")
    going_on = {str(row.uid) for row in rows if not why_over(row)}
    roles: dict[int, set[int]] = {admission.user_id: set() for admission in admissions}
    for item in RoleAssignment.objects.held_by(list(roles)):
        roles[item.holder_id].add(item.pk)
    return {
        admission
        for admission in admissions
        if admission.session not in going_on or admission.roles != roles[admission.user_id]
    }
