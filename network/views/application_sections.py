"""Filling in one section, with autosave."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access import door, drafts, form_tokens
from access.refusals import Refused, Stale
from access.views.pages import page
from network import membership_permissions as permissions
from network.domain import applications
from network.forms.application_sections import answers_of, section_form
from network.sections import TITLES, UNIT, sections_of
from network.views.applications import found
from tools import clock


def _form_name(code: str) -> str:
    return f"application.{code}"


@page(open_because="one application; the verb asks the permission")
def section(request, uid, code):
    """One section as a form; saved as a whole, typed text kept meanwhile."""
    thing = found(request, uid)
    if code not in sections_of(thing):
        raise Http404
    door.require(request.actor, permissions.CHANGE_APPLICATION, thing)
    if not thing.is_editable:
        messages.info(request, _("The application is under way: its sections can be read, not changed."))
        return redirect(thing)
    stored = thing.sections.filter(code=code).first()
    if request.method == "POST":
        form = section_form(thing, code, request.POST)
        if form.is_valid() and _saved(request, thing, code, form):
            return redirect(_next(thing, code, request))
        return _shown(request, thing, code, form, stored, None)
    draft = drafts.find(request.user, _form_name(code), thing)
    return _shown(request, thing, code, _opened(thing, code, stored, draft), stored, draft)


def _opened(thing, code, stored, draft):
    """The form as it is opened: typed text before saved answers, without complaints about what is not typed yet."""
    if draft is not None:
        typed = {key: values[-1] if values else "" for key, values in draft.data.items()}
        return section_form(thing, code, initial=typed)
    return section_form(thing, code, initial=stored.answers if stored else None)


def _saved(request, thing, code, form) -> bool:
    expected = form_tokens.posted(request, thing)["expected"]
    try:
        applications.save_section(thing, code=code, answers=answers_of(form), expected=expected, by=request.actor)
    except Refused as refused:
        form.add_error(None, str(refused.reason))
        return False
    drafts.discard(request.user, _form_name(code), thing)
    messages.success(request, _("“%(section)s” is saved.") % {"section": TITLES[code]})
    return True


def _next(thing, code, request):
    """The next section, or the overview after the last."""
    codes = list(sections_of(thing))
    place = codes.index(code) + 1
    if "and_close" in request.POST or place == len(codes):
        return thing.get_absolute_url()
    from django.urls import reverse

    return reverse("network:application_section", args=[thing.uid, codes[place]])


def _shown(request, thing, code, form, stored, draft):
    sections = sections_of(thing)
    context = {
        "application": thing,
        "section": sections[code],
        "sections": sections.values(),
        "number": list(sections).index(code) + 1,
        "form": form,
        "version": stored.version if stored else 0,
        "draft": draft,
        "draft_version": draft.version if draft else 0,
        "saved_at": clock.local(draft.saved_at).strftime("%H:%M") if draft else "",
        "remarks": [r.text for r in thing.remarks.filter(section=code, answered_at__isnull=True)],
        "shows_hospital": code == UNIT,
        "profile": getattr(thing.hospital, "profile", None) if code == UNIT else None,
    }
    status = 200 if request.method == "GET" else 422
    return render(request, "network/application_section.html", context, status=status)


@page(open_because="one application; only the own typing is kept")
@require_POST
def autosave(request, uid, code):
    """Keep what is typed; answers with the version and the time, or with the reason: 409 ends it, 422 does not."""
    thing = found(request, uid)
    if code not in sections_of(thing):
        raise Http404
    door.require(request.actor, permissions.CHANGE_APPLICATION, thing)
    expected = form_tokens.version(request.POST.get("draft_version", "0"), thing)
    try:
        draft = drafts.save(request.user, _form_name(code), thing, request.POST, expected=expected)
    except Stale:
        raise
    except Refused as refused:
        return JsonResponse({"message": str(refused.reason)}, status=422)
    return JsonResponse({"version": draft.version, "saved_at": clock.local(draft.saved_at).strftime("%H:%M")})
