"""The edge of the web: who acts is made here, and refusals become pages here."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render, resolve_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from access import form_tokens, person_keys, safe_text, sessions, texts, traces
from access.actor import Actor
from access.refusals import Forbidden, Refused
from access.secret_addresses import without_secrets
from access.way_back import way_back

HAT_SESSION_KEY = "hat"
# How much of a reason is shown again beside a refusal.
KEPT_WORDS = 1000


class ActorMiddleware:
    """Puts ``request.actor`` in place and answers refusals with their sentence."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = SimpleLazyObject(lambda: actor_of(request))
        with traces.collecting():
            return self._to_sign_in(request) or self._to_oneself(request) or self.get_response(request)

    def _to_sign_in(self, request):
        """Visitors at any workspace address, real or not, get the same answer: nobody learns what exists."""
        if not request.path_info.startswith("/workspace/") or request.user.is_authenticated:
            return None
        if sessions.is_script(request):
            # A script would take the sign-in page for its answer, and what was typed would be lost.
            sentence = getattr(request, "signed_out", "") or sessions.sentence(sessions.GONE)
            return JsonResponse({"message": sentence, "url": resolve_url("account_login")}, status=401)
        return redirect_to_login(way_back(request))

    def _to_oneself(self, request):
        """A page that was made for one person saves nothing into the account of the next."""
        if person_keys.HEADER in request.headers and person_keys.is_of_another(request):
            return JsonResponse({"message": texts.render(person_keys.ANOTHER)}, status=409)
        return None

    def process_exception(self, request, exception):
        """Turn a refusal into a page or a message that says why; other exceptions go on."""
        if isinstance(exception, Forbidden):
            traces.refused(request.actor, exception, without_secrets(request.path_info))
            return render(request, "403.html", {"reason": exception.reason}, status=403)
        if isinstance(exception, Refused):
            return refused(request, exception)
        return None


def actor_of(request) -> Actor:
    """The actor of a web request."""
    if not request.user.is_authenticated:
        return Actor.anonymous()
    hat = request.session.get(HAT_SESSION_KEY)
    address = sessions.address_of(request) or ""
    return Actor.of(request.user, hat=hat, request_id=getattr(request, "request_id", ""), address=address)


def refused(request, exception: Refused):
    """Back to the thing's page with the sentence on top; 409 as JSON for scripts."""
    sentence = str(exception.reason)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"message": sentence}, status=409)
    if exception.thing is None or not hasattr(exception.thing, "get_absolute_url"):
        return render(request, "workspace/refused.html", {"reason": sentence}, status=409)
    messages.error(request, sentence)
    typed = kept_words(request)
    if typed:
        messages.info(request, _("Nothing of your text was saved. You had written: %(text)s") % {"text": typed})
    return HttpResponseRedirect(exception.thing.get_absolute_url())


def kept_words(request) -> str:
    """The reason that was typed beside a button: shown again, so that nobody writes it twice. What may not be kept
    anywhere is not kept in a message either."""
    typed = form_tokens.words(request, "reason")[:KEPT_WORDS] if request.method == "POST" else ""
    return "" if safe_text.problem(typed, "reason") else typed
