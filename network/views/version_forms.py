"""What the pages share on which a new version of the province's rules is written."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access import door, form_tokens
from access.refusals import Refused
from network import version_permissions as permissions
from network.domain import published_versions, version_proposals
from network.models import VersionProposal
from network.version_text import differences


def new_version(request, draft: VersionProposal, form, *, before: list[str], lines, words: dict, **further):
    """The form's page, its preview, or the way to the proposal that was put before a second person.

    ``before`` are the lines of the version that it begins from, ``lines(content)`` those of another. A content that
    does not hold is told before anything is saved.
    """
    door.require(request.actor, permissions.PROPOSE, draft)
    newest = published_versions.newest(draft.kind, draft.network, draft.tier)
    checked = request.method == "POST" and form.is_valid() and _holds(draft, form)
    if checked and "save" in request.POST and _proposed(request, draft, form):
        return redirect(draft)
    after = lines(form.content) if checked else []
    context = {
        "form": form,
        "words": words,
        "newest": request.POST.get("version", newest.version if newest else 0),
        "lines": after,
        "differences": differences(before, after) if checked and before else [],
        "compared": bool(before),
        **further,
    }
    wrong = request.method == "POST" and not (checked and "preview" in request.POST)
    return render(request, "network/version_form.html", context, status=422 if wrong else 200)


def _holds(draft: VersionProposal, form) -> bool:
    draft.content = form.content
    draft.valid_from = getattr(form, "valid_from", None) or form.cleaned_data["valid_from"]
    wrong = published_versions.KINDS[draft.kind].problem(draft)
    if wrong:
        form.add_error(None, str(wrong))
    return wrong is None


def _proposed(request, draft: VersionProposal, form) -> bool:
    draft.based_on = min(form_tokens.version(request.POST.get("version", ""), draft.network), 32767)
    try:
        version_proposals.propose(draft, by=request.actor)
    except Refused as refused:
        form.add_error(None, str(refused.reason))
        return False
    messages.success(request, _("The new version waits for a second person."))
    return True
