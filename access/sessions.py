"""What the edge knows about a session: which row it is, whether a request counts as use, and why sessions end."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from access import texts
from access.models import PrivacyNotice, User, UserSession
from access.texts import text

# Where the browser's session keeps the uid of its row.
SESSION_KEY = "user_session"
# A page that asks by itself, without anybody at the keyboard, sends this header: such a request is no use of the
# session and does not keep it alive. Leaving the header out gains nothing that moving the mouse would not.
PASSIVE_HEADER = "X-Passive"
# The page editor tells every ten seconds that it is open, in the content system's own script.
PASSIVE_PATHS = ("/editor/editing-sessions/",)

SIGNED_OUT = text("access.session.signed_out", _("You signed out."))
ELSEWHERE = text(
    "access.session.elsewhere",
    _(
        "You were signed out because you signed in on another device: your role allows one session at a time. Was it "
        "not you? Change your password and tell your administrator."
    ),
)
IDLE = text(
    "access.session.idle",
    _("You were signed out because nothing was done for a while. Sign in again to go on where you were."),
)
LONGEST = text(
    "access.session.longest",
    _("You were signed out because a session ends after a working day. Sign in again to go on where you were."),
)
ONE_ONLY = text(
    "access.session.one_only",
    _("You were signed out here because your new role allows one session at a time. Sign in again to go on."),
)
PASSWORD = text(
    "access.session.password", _("You were signed out because your password was changed. Sign in with the new one.")
)
BY_ONESELF = text(
    "access.session.by_oneself", _("You were signed out because you ended this session from another device.")
)
GONE = text("access.session.gone", _("You are not signed in any more: sign in again to go on."))
CLOSED = text("access.session.closed", _("You were signed out because your account was closed."))


def sentence(code: str) -> str:
    """Why a session ended, in the reader's language."""
    return texts.render(code)


def row_in(session) -> UserSession | None:
    """The row that a browser's session (``request.session`` or a socket's) names, ended or not, with its person."""
    uid = session.get(SESSION_KEY)
    if not uid:
        return None
    row = PrivacyNotice.objects.answers_in(UserSession.objects.select_related("user")).filter(uid=uid).first()
    if row is not None:
        row.user.has_agreed = row.notice_in_force is None or row.agreed
    return row


def row_of(session, user: User) -> UserSession | None:
    """The same, for those who know already who it is."""
    row = row_in(session)
    return row if row is not None and row.user_id == user.pk else None


def is_passive(request) -> bool:
    """Whether a page asked by itself; also true of everything that an open socket asks."""
    return PASSIVE_HEADER in request.headers or request.path_info.startswith(PASSIVE_PATHS)


def is_script(request) -> bool:
    """Whether a script asked, which understands a status and JSON and would take a sign-in page for its answer."""
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    return wants_json or bool(getattr(request, "htmx", False)) or is_passive(request)


def address_of(request) -> str | None:
    """The network address of a request, as the settings on proxies tell it; None when there is none."""
    from allauth.account.adapter import get_adapter

    if request is None:
        return None
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return None


def device_of(request) -> str:
    """What the browser says it is, in at most as many characters as are kept."""
    return request.headers.get("User-Agent", "")[:200] if request is not None else ""
