"""What every workspace page shows around its content."""

from django.utils.functional import SimpleLazyObject

from access.models import Task
from access.navigation import menu
from access.scopes import scope_labels


def workspace(request) -> dict:
    """Hat, hats, menu and inbox count; public pages and errors before sign-in get nothing of a person."""
    actor = getattr(request, "actor", None)
    if not request.path.startswith(("/workspace/", "/accounts/")) or actor is None or actor.user is None:
        return {}
    hats = SimpleLazyObject(lambda: _hats(actor))
    return {
        "actor": actor,
        "hats": hats,
        "hat": SimpleLazyObject(lambda: next((h for h in hats if h["current"]), {})),
        "navigation": SimpleLazyObject(lambda: menu(actor, request.path)),
        "inbox_count": SimpleLazyObject(lambda: Task.objects.owned_by(actor).open().count()),
    }


def _hats(actor) -> list[dict]:
    labels = scope_labels((a.scope_kind, a.scope_id) for a in actor.assignments)
    worn = actor.worn
    return [
        {
            "id": a.pk,
            "role_label": a.role_title,
            "scope_label": labels.get((a.scope_kind, a.scope_id), ""),
            "current": a == worn,
        }
        for a in actor.assignments
    ]
