"""Keeping what is typed: a sign of life while somebody types, and the page for a form whose token no longer counts."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from access.views.pages import page
from access.way_back import way_back

# Words in names of fields that are never shown again.
SECRET = ("password", "code", "credential", "token", "secret", "login", "repeated", "next")
MOST_FIELDS = 100


@page(open_because="says nothing; being asked is what counts: the session is in use")
@never_cache
def awake(request):
    """Somebody is typing: the session stays alive (access.session_middleware)."""
    return HttpResponse(status=204)


@never_cache
@sensitive_post_parameters()
def csrf_failure(request, reason: str = ""):
    """The answer to a form without a valid token: its text to be copied, and the way back to its page.

    The text is not offered to be sent again with a new token: the form may come from another site.
    """
    sentence = _("This page was open for too long, or you signed in again elsewhere: your text was not saved.")
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"message": sentence}, status=403)
    context = {"sentence": sentence, "texts": _typed(request), "back": way_back(request)}
    return render(request, "csrf_failure.html", context, status=403)


def _typed(request) -> list[str]:
    """What was typed into the form's texts, longest first; nothing secret."""
    fields = list(request.POST.lists())[:MOST_FIELDS]
    found = [value for name, values in fields for value in values if not any(word in name.lower() for word in SECRET)]
    return sorted({value for value in found if value.strip()}, key=len, reverse=True)
