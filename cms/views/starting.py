"""What a new province still lacks, and who runs its site."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from access import readiness
from access.forms.refusals import carried_out
from access.views.pages import page
from cms import permissions
from cms.domain import starting
from cms.forms.site_identity import SiteIdentityForm
from cms.queries.site_identity import identity


@page(permissions.START_PROVINCE)
@never_cache
def start(request):
    """The checklist: every line is asked anew."""
    lines = [_line(check) for check in readiness.in_order()]
    context = {"lines": lines, "ready": sum(line["met"] for line in lines)}
    return render(request, "cms/start.html", context)


def _line(check: readiness.Check) -> dict:
    answer = check.ask()
    url = reverse(check.url_name) if check.url_name else ""
    return {"text": check.title, "met": answer.holds, "fact": answer.fact, "advice": check.advice, "url": url}


@page(permissions.START_PROVINCE)
def site_identity(request):
    """Write down who runs the site."""
    known = identity()
    form = SiteIdentityForm(request.POST or None, initial=known | {"version": known.get("version", 0)})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"]
        if carried_out(form, lambda: _keep(form.words, seen, request.actor)):
            messages.success(request, _("Every public page says it from now on."))
            return redirect("start_province")
    return render(request, "cms/site_identity.html", {"form": form}, status=422 if form.is_bound else 200)


def _keep(words: dict, seen: int, actor) -> bool:
    starting.set_identity(None, values=words, expected=seen, by=actor)
    return True
