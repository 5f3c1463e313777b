"""Changes of second factors: one's own, and the lost one of a person in the own organisation."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from access import inbox, logbook, permissions, second_factor
from access.account_help import ROLE_ELSEWHERE, role_not_given_by
from access.actor import Actor
from access.models import RoleAssignment, User
from access.refusals import Refused, refusal
from access.roles import ROLES
from access.texts import text
from access.verbs import verb

NOT_ONES_OWN = text(
    "access.second_factor.not_ones_own",
    _("Nobody removes the own second factor here: change it under “Second factor” of your account."),
)
NONE_THERE = text("access.second_factor.none_there", _("This person has no second factor."))
CHANGED = text("news.second_factor.changed", _("A second factor of your account was changed. Was it not you? Say so."))
REMOVED = text(
    "news.second_factor.removed",
    _("%(by)s removed the second factor of your account. Reason: %(reason)s. Set up a new one."),
)
# What a person changes about the own factors, as the logbook names it.
ADDED_APP, REMOVED_APP = "second_factor.app_added", "second_factor.app_removed"
ADDED_KEY, REMOVED_KEY = "second_factor.key_added", "second_factor.key_removed"
RENAMED_KEY = "second_factor.key_renamed"
NEW_CODES = "second_factor.codes_renewed"


@verb(open_because="a person's own factor, after entering the password or a code once more")
def change_own(user: User, *, what: str, act: Callable, by: Actor):
    """Do ``act`` (the library's step), log it under ``what`` and tell the person; returns what ``act`` returns."""
    done = act()
    logbook.record(user, by=by, verb=what)
    inbox.notify([user], CHANGED, user, url=second_factor.page())
    return done


@verb(permissions.REMOVE_SECOND_FACTOR)
def remove(assignment: RoleAssignment, *, reason: str, by: Actor) -> User:
    """Take away the lost factors of the person who holds ``assignment``; the person is told and sets up a new one.

    Raises Refused for oneself, for a person without one, and for one whose other roles the actor may not give: else
    an administrator of one house would open the doors of another.
    """
    user = assignment.user
    reason_not = why_not(assignment, by)
    if reason_not is not None:
        raise Refused(reason_not, assignment)
    second_factor.factors_of(user).model.objects.filter(user=user).delete()
    logbook.record(user, by=by, verb="second_factor.removed", reason=reason)
    inbox.notify([user], REMOVED, user, url=second_factor.page(), by=by.label, reason=reason)
    return user


def why_not(assignment: RoleAssignment, by: Actor):
    """The refusal that ``remove`` would answer with, or None."""
    user = assignment.user
    if by.user is not None and by.user.pk == user.pk:
        return refusal(NOT_ONES_OWN)
    if not second_factor.has_factor(user):
        return refusal(NONE_THERE)
    foreign = role_not_given_by(by, user)
    return refusal(ROLE_ELSEWHERE, role=str(ROLES[foreign.role])) if foreign else None
