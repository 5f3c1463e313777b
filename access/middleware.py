"""The edge of the web: who acts is made here, and refusals become pages here."""

import uuid

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from access.actor import Actor
from access.refusals import Forbidden, Refused

HAT_SESSION_KEY = "hat"


class ActorMiddleware:
    """Puts ``request.actor`` in place and answers refusals with their sentence."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = uuid.uuid4().hex
        request.actor = SimpleLazyObject(lambda: actor_of(request))
        response = self._to_sign_in(request) or self.get_response(request)
        response.headers["X-Request-ID"] = request.request_id
        return response

    def _to_sign_in(self, request):
        """Visitors at any workspace address, real or not, get the same answer: nobody learns what exists."""
        if request.path_info.startswith("/workspace/") and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return None

    def process_exception(self, request, exception):
        """Turn a refusal into a page or a message that says why; other exceptions go on."""
        if isinstance(exception, Forbidden):
            return render(request, "403.html", {"reason": exception.reason}, status=403)
        if isinstance(exception, Refused):
            return refused(request, exception)
        return None


def actor_of(request) -> Actor:
    """The actor of a web request."""
    if not request.user.is_authenticated:
        return Actor.anonymous()
    hat = request.session.get(HAT_SESSION_KEY)
    return Actor.of(request.user, hat=hat, request_id=request.request_id)


def refused(request, exception: Refused):
    """Back to the thing's page with the sentence on top; 409 as JSON for scripts."""
    sentence = str(exception.reason)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"message": sentence}, status=409)
    if exception.thing is None or not hasattr(exception.thing, "get_absolute_url"):
        return render(request, "workspace/refused.html", {"reason": sentence}, status=409)
    messages.error(request, sentence)
    return HttpResponseRedirect(exception.thing.get_absolute_url())
