"""What stands between signing in and the rest: a password to be changed, a notice to be read, a factor to be set up.

Each rule registers one gate. While a person's gate is closed, every address that is not public leads to the gate's
own page: the workspace, the page editor, interfaces, attachments alike. Whoever lets people in by another way than
this middleware (a WebSocket, a token) asks ``closed_for``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, resolve_url

from access import texts

if TYPE_CHECKING:
    from access.actor import Actor

# Everything of a person lies below these; what lies elsewhere is read by anybody without signing in.
PERSONAL = ("/workspace/", "/accounts/", "/editor/", "/documents/", "/api/", "/ws/")
# Reached whatever gate is closed, and why.
ALWAYS_OPEN = {
    "account_login": "shows nothing of a person; whoever is signed in is sent on, and meets the gate there",
    "account_logout": "everybody may leave",
    "account_inactive": "says that an account is closed",
    "invitation": "adds a role by its own secret and shows nothing of the workspace",
    "enter_code": "leads to an invitation",
}


@dataclass(frozen=True)
class Gate:
    """One gate: ``closed`` is asked with the actor; ``page`` opens it; ``open_names`` are the addresses on the way.

    ``sentence`` is the code of the text that an interface answers with; gates are asked in their order.
    """

    code: str
    order: int
    closed: Callable[[Actor], bool]
    page: str
    sentence: str
    open_names: frozenset[str] = frozenset()


_GATES: dict[str, Gate] = {}


def register(gate: Gate) -> None:
    """Make a gate known; called from ``apps.ready()``."""
    _GATES[gate.code] = gate


def gates() -> list[Gate]:
    """Every gate in the order in which it is asked."""
    return sorted(_GATES.values(), key=lambda gate: gate.order)


def closed_for(actor: Actor) -> Gate | None:
    """The first gate that is closed for a person; None for visitors, for the system, and when all are open."""
    if not actor.is_person:
        return None
    return next((gate for gate in gates() if gate.closed(actor)), None)


class GateMiddleware:
    """Stands behind ActorMiddleware and asks the gates once the address is resolved."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Lead to the page of the closed gate; None lets the request through."""
        if not request.path_info.startswith(PERSONAL) or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name
        if name in ALWAYS_OPEN:
            return None
        gate = closed_for(request.actor)
        if gate is None or name == gate.page or name in gate.open_names:
            return None
        return _to_gate(request, gate)


def _to_gate(request, gate: Gate) -> HttpResponse:
    """People are led to the page with the way back; scripts are told in a form that they understand."""
    address = resolve_url(gate.page)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"message": texts.render(gate.sentence), "url": address}, status=403)
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect_to_login(request.get_full_path(), address) if request.method == "GET" else redirect(address)
