"""The privacy notice: for everybody to read, and for whoever signs in to agree to."""

from django.http import Http404
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from access import privacy
from access.domain.privacy import accept as agree
from access.forms.privacy import PrivacyForm
from access.models import PrivacyNotice
from access.views.pages import page


def notice(request):
    """The version in force, or another by its number (``?version=1``)."""
    asked = request.GET.get("version", "")
    versions = PrivacyNotice.objects.in_force()
    found = versions.filter(version=int(asked)).first() if _is_number(asked) else versions.first()
    if found is None:
        raise Http404
    return render(request, "public/privacy.html", {"notice": found, "versions": versions})


def _is_number(asked: str) -> bool:
    return asked.isascii() and asked.isdigit() and len(asked) < 5


@page(open_because="everybody who signs in is asked; the notice itself is public")
@never_cache
def accept(request):
    """Read and agree, then go where the way was interrupted."""
    target = _target(request)
    found = privacy.pending(request.user) if request.user.is_authenticated else None
    if found is None:
        return redirect(target)
    form = PrivacyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agree(found, by=request.actor)
        return redirect(target)
    return render(request, "account/privacy.html", {"notice": found, "form": form, "next": target})


def _target(request) -> str:
    asked = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # What does not begin with a slash, ``redirect`` would take for the name of a view.
    return asked if safe and asked.startswith("/") else resolve_url("workspace:inbox")
