"""Whether a signed-in browser still is: asked with every request, before anything is done for the person."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser

from access import sessions
from access.actor import Actor
from access.backends import read_with_session
from access.domain import sign_ins
from access.enums import Origin
from access.gates import PERSONAL
from access.models import UserSession
from access.roles import SYSTEM_ADMIN
from access.sign_in_rules import idle_limit, longest, roles_of
from tools import clock

# Use is written down at most this often, so that the last use may be later than the row says by this much: the server
# waits for so much longer than the page, whose script knows the last use to the second.
USE_NOTED = timedelta(minutes=1)


class LiveSessionMiddleware:
    """Ends idle sessions and turns away ended ones; stands behind the messages and before ActorMiddleware.

    Whoever is turned away goes on as a visitor, whom ActorMiddleware leads to the sign-in; ``request.signed_out``
    holds the sentence that says why.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        row = sessions.row_in(request.session)
        with read_with_session(row.user if row else None):
            is_signed_in = request.user.is_authenticated
        if is_signed_in:
            self._ask(request, row if row and row.user_id == request.user.pk else None)
        return self.get_response(request)

    def _ask(self, request, row: UserSession | None) -> None:
        reason = why_over(row)
        if reason:
            _turn_away(request, row, reason)
        elif not sessions.is_passive(request) and clock.now() - row.last_used_at >= USE_NOTED:
            sign_ins.note_use(row, by=Actor.at_sign_in(request, request.user))


def why_over(row: UserSession | None) -> str:
    """The code of the text that says why a session is over; "" while it goes on. Sockets ask here, too."""
    if row is None:
        return sessions.IDLE
    if row.ended_at is not None:
        return row.ended_because
    now, limit = clock.now(), longest()
    if limit is not None and now - row.began_at > limit:
        return sessions.LONGEST
    idle = now - row.last_used_at - USE_NOTED
    limits = [limit for limit in (idle_limit(()), idle_limit((SYSTEM_ADMIN,))) if limit is not None]
    # The roles are only looked up once the shortest limit has passed.
    if not limits or idle <= min(limits):
        return ""
    limit = idle_limit(roles_of(row.user))
    return sessions.IDLE if limit is not None and idle > limit else ""


def _turn_away(request, row: UserSession | None, reason: str) -> None:
    """Go on as a visitor; where something of a person was asked for, forget the browser's session and say why.

    On a public page the session is left as it is, ended: the sentence waits for the page on which it matters.
    """
    if row is not None and row.ended_at is None:
        sign_ins.end(row, because=reason, by=Actor.as_system("session", origin=Origin.WEB))
    request.user = AnonymousUser()
    if not request.path_info.startswith(PERSONAL):
        return
    request.session.flush()
    request.signed_out = sessions.sentence(reason)
    if not sessions.is_script(request):
        messages.warning(request, request.signed_out)
