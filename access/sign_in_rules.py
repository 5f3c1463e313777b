"""The rules of signing in, as functions of a person, the roles of today and the settings; nothing is written here.

GB/T 22239-2019 level 3 (identity, access control) as it is usually evaluated: passwords of 8 or, for privileged
roles, 12 characters of three classes, changed every 90 days; 5 failures lock for 30 minutes; sessions end after 30
idle minutes, those of administrators after 15; privileged roles hold one session; unused accounts are closed after 90
days. Each number is a setting; 0 switches its rule off.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from access.models import RoleAssignment, User
from access.refusals import Refusal, refusal
from access.roles import ROLES
from access.texts import text
from tools import clock

CLOSED = text("access.sign_in.closed", _("This account is closed: the administrator of your organisation knows why."))
UNUSED = text(
    "access.sign_in.unused",
    _(
        "This account was closed because it had not been used for %(days)s days: ask the administrator of your "
        "organisation to open it again."
    ),
)
LOCKED = text(
    "access.sign_in.locked",
    _("The account is locked after %(failures)s wrong passwords or codes: wait %(minutes)s minutes, or ask for help."),
)
MUST_CHANGE = text("access.sign_in.must_change", _("Set a new password first: then everything is open to you."))
# Why a password must be changed, for the page on which it is.
GIVEN = text(
    "access.password.given", _("Your password was set by somebody else: choose one that only you know, then go on.")
)
TOO_OLD = text(
    "access.password.too_old",
    _("Your role asks for a new password every %(days)s days: choose one now, then go on."),
)
TOO_SHORT = text(
    "access.password.too_short",
    _("Your new role asks for a password of at least %(length)s characters: choose one now, then go on."),
)


def roles_of(user: User) -> set[str]:
    """The codes of the roles that a person holds today, as a deputy too: one query."""
    return {item.role for item in RoleAssignment.objects.held_by([user.pk])}


def is_privileged(roles: Iterable[str]) -> bool:
    """Whether the catalogue marks one of the roles as privileged."""
    return any(ROLES[code].privileged for code in roles if code in ROLES)


def idle_limit(roles: Iterable[str]) -> timedelta | None:
    """How long a holder of these roles may leave a session alone; None where the rule is off."""
    administers = any(ROLES[code].administers for code in roles if code in ROLES)
    minutes = settings.SESSION_IDLE_MINUTES_ADMIN if administers else settings.SESSION_IDLE_MINUTES
    return timedelta(minutes=minutes) if minutes else None


def longest() -> timedelta | None:
    """How long a session may last, however much it is used; None where the rule is off (ASVS 5, session timeout)."""
    return timedelta(hours=settings.SESSION_LONGEST_HOURS) if settings.SESSION_LONGEST_HOURS else None


def idle_minutes(actor) -> int:
    """The limit for the person of a request in minutes, 0 without one: what a page tells its script."""
    limit = idle_limit(a.role for a in actor.assignments)
    return int(limit.total_seconds() // 60) if limit else 0


def least_length(roles: Iterable[str]) -> int:
    """The fewest characters of a password for a holder of these roles."""
    return settings.PASSWORD_LENGTH_PRIVILEGED if is_privileged(roles) else settings.PASSWORD_LENGTH


def is_locked(user: User) -> bool:
    """Whether wrong passwords have locked the account until later than now."""
    return user.locked_until is not None and user.locked_until > clock.now()


def is_unused(user: User) -> bool:
    """Whether the account was left alone so long that it lets nobody in."""
    days = settings.UNUSED_ACCOUNT_DAYS
    return bool(days) and clock.now() - user.last_used_at > timedelta(days=days)


def why_not_admitted(user: User) -> Refusal | None:
    """Why a person, whoever vouches for the identity, is not let in; None when nothing is against it."""
    if not user.is_active:
        return refusal(CLOSED)
    if is_unused(user):
        return refusal(UNUSED, days=settings.UNUSED_ACCOUNT_DAYS)
    if is_locked(user):
        minutes = settings.SIGN_IN_LOCK_MINUTES
        return refusal(LOCKED, failures=settings.SIGN_IN_FAILURES, minutes=minutes)
    return None


def why_change_password(actor) -> Refusal | None:
    """Why a signed-in person has to set a new password before anything else; None when nothing asks for it."""
    user = actor.user
    if user.must_change_password:
        return refusal(GIVEN)
    days = settings.PASSWORD_MAX_AGE_DAYS
    is_old = bool(days) and clock.now() - user.password_changed_at > timedelta(days=days)
    if not is_old and user.has_long_password:
        return None
    if not is_privileged(a.role for a in actor.assignments):
        return None
    if is_old:
        return refusal(TOO_OLD, days=days)
    return refusal(TOO_SHORT, length=settings.PASSWORD_LENGTH_PRIVILEGED)


def must_change_password(actor) -> bool:
    """Whether the gate before everything else is closed until a new password is set."""
    return why_change_password(actor) is not None
