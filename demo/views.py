"""Entering as a person of the story, and putting the demo data back. Every view asks that this is a demonstration."""

from functools import wraps

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from access.models import User
from demo import post_box, renewal, story


def _demo_only(view):
    @wraps(view)
    def run(request, *args, **kwargs):
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(run)


@_demo_only
@require_POST
def enter(request):
    """Sign in as a person of the story, without a password, and go where the story goes on."""
    username = request.POST.get("person", "")
    if story.row_of(username) is None:
        raise Http404
    user = get_object_or_404(User, username=username, is_active=True)
    logout(request)
    request.sign_in_method = "story"
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(story.page_for(user))


@_demo_only
@require_POST
def reset(request):
    """Start putting the demo data back, and wait."""
    renewal.start()
    return redirect("demo:waiting")


@_demo_only
@require_GET
def waiting(request):
    """How far it is; back to the cards when it is done."""
    state = renewal.state()
    if request.htmx:
        return HttpResponse(headers=_next_step(state))
    if state in (renewal.DONE, renewal.NONE):
        return redirect("account_login")
    return render(request, "demo/waiting.html", {"failed": state == renewal.FAILED})


def _next_step(state: str) -> dict[str, str]:
    """What the waiting page does next: wait on, show the failure, or go to the cards."""
    if state == renewal.RUNNING:
        return {}
    return {"HX-Refresh": "true"} if state == renewal.FAILED else {"HX-Redirect": reverse("account_login")}


@_demo_only
@require_GET
def post(request):
    """The post box: every e-mail and message of the demonstration, newest first, of one address or of all."""
    address = request.GET.get("address", "")
    context = {"address": address, "addresses": post_box.addresses(), "items": post_box.items(address)}
    return render(request, "demo/post.html", context)
