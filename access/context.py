"""What every workspace page shows around its content."""

from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject

from access.inbox_reading import standings
from access.navigation import menu
from access.person_keys import person_key
from access.scopes import scope_labels
from access.sign_in_rules import idle_minutes


def workspace(request) -> dict:
    """Hat, hats, menu and inbox count; public pages and errors before sign-in get nothing of a person."""
    actor = getattr(request, "actor", None)
    if not request.path.startswith(("/workspace/", "/accounts/")) or actor is None or actor.user is None:
        return {}
    hats = SimpleLazyObject(lambda: _hats(actor))
    navigation = SimpleLazyObject(lambda: menu(actor, request.path))
    return {
        "actor": actor,
        "hats": hats,
        "hat": SimpleLazyObject(lambda: next((h for h in hats if h["current"]), {})),
        "acting_for": SimpleLazyObject(lambda: _represented(actor)),
        "navigation": navigation,
        # Drawn once for its two places: beside the page, and behind a button on narrow screens.
        "navigation_drawn": SimpleLazyObject(
            lambda: render_to_string("workspace/navigation.html", {"navigation": navigation})
        ),
        "inbox_standing": SimpleLazyObject(lambda: standings({actor.user.pk: actor.assignments})[actor.user.pk]),
        # For the scripts that keep what is typed (static/js/kept.js, idle.js).
        "idle_minutes": SimpleLazyObject(lambda: idle_minutes(actor)),
        "person_key": SimpleLazyObject(lambda: person_key(actor.user)),
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        # Sockets need an ASGI server; under WSGI pages ask again and again.
        "has_sockets": isinstance(request, ASGIRequest),
    }


def _represented(actor) -> str:
    """The names of the people for whom somebody acts today."""
    return ", ".join(dict.fromkeys(a.acting_for for a in actor.assignments if a.acting_for))


def _hats(actor) -> list[dict]:
    labels = scope_labels((a.scope_kind, a.scope_id) for a in actor.assignments)
    worn = actor.worn
    return [
        {
            "id": a.pk,
            "role_label": a.role_title,
            "scope_label": labels.get((a.scope_kind, a.scope_id), ""),
            "current": a is worn,
            "acting_for": a.acting_for,
        }
        for a in actor.assignments
    ]
