"""Where every way in and out passes, whatever view it came from: Django's own signals of sign-in and sign-out."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in, user_logged_out

from access import sessions
from access.actor import Actor
from access.domain import sign_ins
from access.refusals import Forbidden, Refused


def connect() -> None:
    """Connect both; the name takes the place of Django's own receiver, which asks another clock."""
    user_logged_in.connect(_begin, dispatch_uid="update_last_login")
    user_logged_out.connect(_end, dispatch_uid="end_session")


def _begin(sender, request, user, **kwargs) -> None:
    """Open the session by the rules; whoever they refuse is put out again. Raises Forbidden.

    A view that lets somebody in by another way than a password names it as ``request.sign_in_method``.
    """
    method = getattr(request, "sign_in_method", "") or _method(request)
    by = Actor.at_sign_in(request, user)
    try:
        row = sign_ins.begin(
            user, method=method, address=sessions.address_of(request), device=sessions.device_of(request), by=by
        )
    except Refused as refused:
        request.session.flush()
        request.user = AnonymousUser()
        raise Forbidden(refused.reason) from refused
    request.session[sessions.SESSION_KEY] = str(row.uid)


def _method(request) -> str:
    """How the library says that the person proved who it is: password, mfa, …"""
    from allauth.account.authentication import get_authentication_records

    records = get_authentication_records(request, request.user) if hasattr(request, "user") else []
    return records[-1]["method"] if records else "other"


def _end(sender, request, user, **kwargs) -> None:
    if user is None or not hasattr(request, "session"):
        return
    row = sessions.row_of(request.session, user)
    if row is not None:
        sign_ins.end(row, because=sessions.SIGNED_OUT, by=Actor.at_sign_in(request, user))
