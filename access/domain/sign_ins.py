"""Signing in and out: counting wrong passwords, locking, opening and ending sessions; every step leaves an entry."""

from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access import inbox, live, logbook, permissions, separation, sessions
from access.actor import Actor
from access.models import RoleAssignment, User, UserSession
from access.refusals import Refused, refusal
from access.sign_in_rules import is_locked, is_privileged, is_unused, roles_of, why_not_admitted
from access.texts import text
from access.verbs import verb
from tools import clock

LOCKED_NEWS = text(
    "news.sign_in.locked",
    _("Your account was locked for %(minutes)s minutes after %(failures)s wrong passwords or codes. Not you? Say so."),
)
ELSEWHERE_NEWS = text(
    "news.sign_in.elsewhere",
    _("You signed in on another device at %(time)s; your session on the one before was ended."),
)
ONE_ONLY_NEWS = text(
    "news.sign_in.one_only",
    _("Your new role allows one session at a time: your sessions on other devices were ended at %(time)s."),
)
# What was wrong, as the logbook names it: the latter, that somebody may know a password who should not.
WRONG_PASSWORD, WRONG_FACTOR = "sign_in.failed", "second_factor.failed"
NOT_LOCKED = text("access.sign_in.not_locked", _("This account is not locked."))
NOT_UNUSED = text("access.sign_in.not_unused", _("This account is open."))


@verb(open_because="whoever types a name at sign-in is nobody yet")
def count_try(user: User, *, by: Actor) -> int | None:
    """Count a try before its password or code is looked at; returns how many are left, None for a locked account.

    Counted first and in one statement, so that tries side by side are not more than the rule allows. What comes of
    the try is logged by ``note_failure`` and ``begin``. A count that reaches the setting only because the setting was
    lowered gets a lock, too: a count without a lock would never end.
    """
    logbook.nothing_changed()
    most = settings.SIGN_IN_FAILURES
    row = User.objects.filter(pk=user.pk)
    row.filter(locked_until__lte=clock.now()).update(failures=0, locked_until=None)
    if not most:
        return 1
    counted = row.filter(locked_until=None, failures__lt=most).update(failures=F("failures") + 1)
    until = clock.now() + timedelta(minutes=settings.SIGN_IN_LOCK_MINUTES)
    row.filter(locked_until=None, failures__gte=most).update(locked_until=until)
    return most - row.values_list("failures", flat=True).get() if counted else None


@verb(open_because="whoever knows the password, or has the code, has the try back")
def give_back(user: User, *, by: Actor) -> None:
    """Take back the try of a right password or code."""
    logbook.nothing_changed()
    User.objects.filter(pk=user.pk).update(failures=Greatest(F("failures") - 1, 0), locked_until=None)


@verb(open_because="whoever fails at sign-in is nobody yet")
def note_failure(user: User | None, *, locked: bool = False, what: str = WRONG_PASSWORD, by: Actor) -> None:
    """Log a wrong password, code or passkey (``what``), and that it locked the account, of which the person is told.

    An unknown name is not kept: people type passwords into that field.
    """
    logbook.record(user or _nobody(), by=by, verb=what)
    if locked:
        rule = {"failures": settings.SIGN_IN_FAILURES, "minutes": settings.SIGN_IN_LOCK_MINUTES}
        logbook.record(user, by=by, verb="sign_in.locked")
        inbox.notify([user], LOCKED_NEWS, user, url=reverse("access:account"), **rule)


def _nobody() -> User:
    """Stands in the logbook for a name that no account has."""
    with translation.override(settings.LANGUAGE_CODE):
        return User(name=gettext("unknown account"))


@verb(open_because="the way in has proved who it is; the rules of signing in are asked here for every way")
def begin(user: User, *, method: str, address: str | None, device: str, by: Actor) -> UserSession:
    """Open a session of a person; other sessions of a privileged one end.

    Raises Refused when the account is closed, unused for too long, or locked.
    """
    # Two sign-ins side by side wait for one another: else neither would see the session of the other.
    reason = why_not_admitted(User.objects.select_for_update().get(pk=user.pk))
    if reason is not None:
        raise Refused(reason)
    now = clock.now()
    if settings.ONE_SESSION_FOR_PRIVILEGED and is_privileged(roles_of(user)):
        if _end_all(user.sessions.live(), sessions.ELSEWHERE, by):
            time = clock.local(now).strftime("%Y-%m-%d %H:%M")
            inbox.notify([user], ELSEWHERE_NEWS, user, url=reverse("access:account"), time=time)
    user.failures, user.locked_until, user.last_login, user.last_used_at = 0, None, now, now
    user.save(update_fields=["failures", "locked_until", "last_login", "last_used_at"])
    session = UserSession.objects.create(user=user, method=method, address=address, device=device)
    logbook.record(user, by=by, verb="sign_in.began", changes={"method": ("", method)})
    return session


@verb(open_because="a session is its person's own; the rules end it by themselves")
def end(session: UserSession, *, because: str, by: Actor) -> None:
    """End a session that is still live, with the code of the text that says why."""
    if not _end_all(UserSession.objects.live().filter(pk=session.pk), because, by):
        logbook.nothing_changed()


@verb(open_because="a person's own sessions")
def end_others(user: User, *, keep: UserSession | None, because: str, by: Actor) -> int:
    """End all live sessions of a person but one; returns how many."""
    rows = user.sessions.live().exclude(pk=keep.pk if keep else None)
    ended = _end_all(rows, because, by)
    if not ended:
        logbook.nothing_changed()
    return ended


@verb(open_because="a rule of the role; whoever gives the role is asked by the verb that gives it")
def keep_last(user: User, *, by: Actor) -> int:
    """End all sessions but the one used last of a person whose role allows one only; returns how many. Told."""
    rows = user.sessions.live()
    last = rows.order_by("-last_used_at", "-pk").first()
    is_ruled = settings.ONE_SESSION_FOR_PRIVILEGED and last is not None and is_privileged(roles_of(user))
    ended = _end_all(rows.exclude(pk=last.pk), sessions.ONE_ONLY, by) if is_ruled else 0
    if ended:
        time = clock.local(clock.now()).strftime("%Y-%m-%d %H:%M")
        inbox.notify([user], ONE_ONLY_NEWS, user, url=reverse("access:account"), time=time)
    else:
        logbook.nothing_changed()
    return ended


def _end_all(rows, because: str, by: Actor) -> int:
    """End these sessions, each with its entry."""
    found = list(rows.select_related("user"))
    rows.filter(pk__in=[row.pk for row in found]).update(ended_at=clock.now(), ended_because=because)
    act = "sign_in.signed_out" if because == sessions.SIGNED_OUT else "sign_in.session_ended"
    for row in found:
        reason = {} if because == sessions.SIGNED_OUT else {"because": ("", {"code": because})}
        logbook.record(row.user, by=by, verb=act, changes=reason)
        live.check_person(row.user_id)
    return len(found)


@verb(open_because="a person's own use")
def note_use(session: UserSession, *, by: Actor) -> None:
    """Remember that a session was used just now; not worth an entry each minute."""
    logbook.nothing_changed()
    now = clock.now()
    UserSession.objects.filter(pk=session.pk).update(last_used_at=now)
    User.objects.filter(pk=session.user_id, last_used_at__lt=now - timedelta(days=1)).update(last_used_at=now)


@verb(open_because="the system forgets what nobody needs any more")
def forget_old_sessions(thing=None, *, by: Actor) -> int:
    """Remove the rows of sessions unused for SESSION_KEPT_DAYS; what the logbook says stays. Returns how many."""
    logbook.nothing_changed()
    since = clock.now() - timedelta(days=settings.SESSION_KEPT_DAYS)
    return UserSession.objects.filter(last_used_at__lt=since).delete()[0]


@verb(permissions.HELP_SIGN_IN)
def unlock(assignment: RoleAssignment, *, by: Actor) -> User:
    """Let the person who holds ``assignment`` try again before the time is over. Raises Refused when not locked."""
    user = assignment.user
    separation.check_untouched(user, by, assignment)
    if not is_locked(user):
        raise Refused(refusal(NOT_LOCKED), assignment)
    user.failures, user.locked_until = 0, None
    user.save(update_fields=["failures", "locked_until"])
    logbook.record(user, by=by, verb="sign_in.unlocked")
    return user


@verb(permissions.HELP_SIGN_IN)
def reopen(assignment: RoleAssignment, *, by: Actor) -> User:
    """Open an account that was left unused for too long. Raises Refused when it was not."""
    user = assignment.user
    separation.check_untouched(user, by, assignment)
    if not is_unused(user):
        raise Refused(refusal(NOT_UNUSED), assignment)
    user.last_used_at = clock.now()
    user.save(update_fields=["last_used_at"])
    logbook.record(user, by=by, verb="sign_in.reopened")
    return user
