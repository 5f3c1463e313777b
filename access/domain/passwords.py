"""New passwords: by the person, by a link in a mail, by an administrator's one-time code."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from access import account_help, inbox, logbook, permissions, sessions
from access.actor import Actor
from access.delivery.letters import LINK_NEWS
from access.domain import sign_ins
from access.enums import DeliveryState
from access.models import Delivery, FormerPassword, ResetCode, RoleAssignment, User, UserSession
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from tools import clock

# Letters and digits that are not mistaken for one another when read aloud or typed (no 0 O 1 I L U).
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10
MOST_TRIES = 5

CHANGED_NEWS = text(
    "news.password.changed",
    _("The password of your account was changed at %(time)s. Was it not you? Tell your administrator at once."),
)
CODE_NEWS = text(
    "news.password.code_issued",
    _("%(by)s issued a code with which a new password can be set. Did you not ask for it? Say so at once."),
)
text(
    LINK_NEWS,
    _("A link for a new password was asked for and sent to your e-mail address. Was it not you? Leave it unused."),
)
CODE_NOT_USABLE = text(
    "access.reset_code.not_usable",
    _("This account and code do not fit, or the code is used or too old: ask your administrator for a new one."),
)


@verb(
    open_because="who may is proved before: by the old password, a one-time link or code, or the command line",
    secrets=("password",),
)
def change(user: User, *, password: str, by: Actor, keep: UserSession | None = None, given: bool = False) -> User:
    """Set a password that the rules have been asked about (``validate_password``).

    Every other session ends, the lock is lifted and open codes are void. ``given`` says that somebody else chose it:
    then it must be changed at the next sign-in. The password before is remembered by its hash only.
    """
    is_new = user.pk is None
    if not is_new and user.has_usable_password():
        _remember(user)
    now = clock.now()
    user.set_password(password)
    user.password_changed_at, user.must_change_password = now, given
    user.has_long_password = len(password) >= settings.PASSWORD_LENGTH_PRIVILEGED
    user.failures, user.locked_until = 0, None
    user.save()
    if is_new:
        logbook.nothing_changed()  # the verb that makes the account says so
    else:
        logbook.record(user, by=by, verb="sign_in.password_changed", changes={"password": ("", "")})
        user.reset_codes.filter(used_at=None).update(used_at=now)
        sign_ins.end_others(user, keep=keep, because=sessions.PASSWORD, by=by)
        time = clock.local(now).strftime("%Y-%m-%d %H:%M")
        inbox.notify([user], CHANGED_NEWS, user, url=reverse("access:account"), time=time)
    return user


def _remember(user: User) -> None:
    """Keep the hash of the present password among the last ones; older ones are forgotten."""
    FormerPassword.objects.create(user=user, password=user.password)
    # The present one counts as the first of the last PASSWORD_HISTORY.
    kept = user.former_passwords.order_by("-set_at", "-pk")[: max(settings.PASSWORD_HISTORY - 1, 0)]
    user.former_passwords.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()


@verb(open_because="whoever forgot the password is nobody yet; the link goes to the known address only")
def send_link(user: User, *, by: Actor) -> None:
    """Have a link for a new password sent to the person's e-mail address by the outbox, which makes the link then.

    A letter that has not yet been tried serves for a further wish, too.
    """
    waiting = Delivery.objects.filter(notification__code=LINK_NEWS, user=user, state=DeliveryState.QUEUED)
    if waiting.exists():
        logbook.nothing_changed()
        return
    logbook.record(user, by=by, verb="sign_in.link_asked")
    inbox.notify([user], LINK_NEWS, user, url=reverse("access:account"))


def code_hash(code: str) -> str:
    """The keyed hash under which a code is kept; case, spaces and hyphens do not matter."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hmac.new(settings.SECRET_KEY.encode(), f"reset:{plain}".encode(), hashlib.sha256).hexdigest()


def _new_code() -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


@verb(permissions.HELP_SIGN_IN)
def issue_reset_code(assignment: RoleAssignment, *, by: Actor) -> tuple[ResetCode, str]:
    """A code for the person who holds ``assignment``; returns its row and the code, which is shown only now.

    The person is told. Raises Refused for oneself, for a closed account, and for a person with a role that the actor
    could not give: an administrator of one house must not get hold of another's account.
    """
    reason = account_help.why_no_code(assignment.user, by)
    if reason is not None:
        raise Refused(reason, assignment)
    code = _new_code()
    now = clock.now()
    assignment.user.reset_codes.filter(used_at=None).update(used_at=now)
    row = ResetCode.objects.create(
        user=assignment.user,
        code_hash=code_hash(code),
        issued_by=by.user,
        expires_at=now + timedelta(minutes=settings.RESET_CODE_MINUTES),
    )
    logbook.record(assignment.user, by=by, verb="sign_in.code_issued")
    inbox.notify([assignment.user], CODE_NEWS, assignment.user, url=reverse("access:account"), by=by.label)
    return row, code


@verb(open_because="whoever has no password is nobody yet; the code proves who it is", secrets=("code",))
def check_code(user: User | None, *, code: str, by: Actor) -> ResetCode | None:
    """The usable code of a person if it is the one typed, else None; wrong tries are counted and logged."""
    logbook.nothing_changed()
    typed = code_hash(code)
    if user is None or not user.is_active:
        return None
    row = user.reset_codes.select_for_update().filter(used_at=None, expires_at__gt=clock.now()).first()
    if row is None or row.tries >= MOST_TRIES:
        return None
    if constant_time_compare(row.code_hash, typed):
        return row
    row.tries += 1
    row.save(update_fields=["tries"])
    logbook.record(user, by=by, verb="sign_in.code_failed")
    return None


@verb(open_because="the one-time code stands for the permission", secrets=("code", "password"))
def use_code(user: User | None, *, code: str, password: str, by: Actor) -> User:
    """Set a new password by a code, which is used up. Raises Refused when account and code do not fit."""
    if check_code(user, code=code, by=by) is None:
        raise Refused(refusal(CODE_NOT_USABLE))
    return change(user, password=password, by=by)
