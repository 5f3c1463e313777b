"""The questions of a network: what is in force, writing the next version, and seeing it as a hospital does."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access import door
from access.refusals import Refused
from access.views.pages import page
from network.confirmation_permissions import CHANGE_QUESTIONS
from network.domain import question_sets
from network.forms.confirmation import AnswersForm
from network.forms.question_set import QuestionFormSet, VersionForm, initial_of
from network.models import Network, QuestionSet


@page(CHANGE_QUESTIONS)
def question_set(request, uid):
    """The latest version as forms; “preview” shows it as the hospital sees it, saving makes the next version."""
    network = door.get_visible_or_404(Network.objects.select_related("centre"), request.actor, uid=uid)
    door.require(request.actor, CHANGE_QUESTIONS, network)
    versions = list(QuestionSet.objects.filter(network=network).select_related("written_by").order_by("-version"))
    latest = versions[0] if versions else None
    version, rows = _forms(request, latest)
    valid = request.method == "POST" and all([version.is_valid(), rows.is_valid()])
    preview = "preview" in request.POST
    if valid and not preview and _saved(request, network, version, rows):
        return redirect(latest or QuestionSet.objects.get(network=network))
    context = {
        "network": network,
        "versions": versions,
        "version_form": version,
        "rows": rows,
        "preview": AnswersForm(questions=rows.questions, prefix="preview") if valid and preview else None,
    }
    status = 200 if request.method == "GET" or (valid and preview) else 422
    return render(request, "network/question_set.html", context, status=status)


def _forms(request, latest: QuestionSet | None) -> tuple[VersionForm, object]:
    if request.method == "POST":
        return VersionForm(request.POST), QuestionFormSet(request.POST, prefix="questions")
    seen = {"version": latest.version if latest else 0}
    return VersionForm(initial=seen), QuestionFormSet(
        initial=initial_of(latest.questions if latest else []), prefix="questions"
    )


def _saved(request, network: Network, version: VersionForm, rows) -> bool:
    said = version.cleaned_data
    try:
        question_sets.revise(
            network,
            questions=rows.questions,
            valid_from=said["valid_from"],
            expected=said["version"],
            by=request.actor,
        )
    except Refused as refused:
        version.add_error(None, str(refused.reason))
        return False
    messages.success(request, _("Saved: hospitals are asked these questions from the day on that you chose."))
    return True
