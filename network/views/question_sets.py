"""The questions of a network: what is in force, writing the next version, and seeing it as a hospital does."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door
from access.refusals import Refused
from access.views.pages import page
from network import questions as rules
from network.confirmation_permissions import CHANGE_QUESTIONS
from network.domain import question_sets
from network.forms.confirmation import AnswersForm
from network.forms.question_set import QuestionFormSet, VersionForm, initial_of
from network.models import Network, QuestionSet
from network.rules_enums import Occasion


@page(CHANGE_QUESTIONS)
def question_set(request, uid):
    """What members are asked each year."""
    return _shown(request, uid, Occasion.ANNUAL)


@page(CHANGE_QUESTIONS)
def application_questions(request, uid):
    """What those who apply are asked beside the sections that all networks share."""
    return _shown(request, uid, Occasion.APPLICATION)


# What the page says on each occasion.
WORDS = {
    Occasion.ANNUAL: {
        "title": gettext_lazy("Questions of the annual confirmation"),
        "lead": gettext_lazy(
            "Ask only what the hospital's profile does not hold: that is confirmed once for all networks."
        ),
        "nothing": gettext_lazy("Nothing is asked yet: hospitals confirm their profile only."),
        "asks_nothing": gettext_lazy("This network asks nothing of its own: the profile is enough."),
    },
    Occasion.APPLICATION: {
        "title": gettext_lazy("Questions to applicants"),
        "lead": gettext_lazy(
            "Ask only what the sections of every application do not hold. An application keeps the version that it "
            "began with."
        ),
        "nothing": gettext_lazy("Nothing is asked yet: applicants fill in the shared sections only."),
        "asks_nothing": gettext_lazy("This network asks nothing of its own: the shared sections are enough."),
    },
}


def _shown(request, uid, occasion: Occasion):
    """The latest version as forms; “preview” shows it as the hospital sees it, saving makes the next version."""
    network = door.get_visible_or_404(Network.objects.select_related("centre"), request.actor, uid=uid)
    door.require(request.actor, CHANGE_QUESTIONS, network)
    versions = list(
        QuestionSet.objects.filter(network=network, occasion=occasion)
        .select_related("written_by")
        .order_by("-version")
    )
    latest = versions[0] if versions else None
    version, rows = _forms(request, latest, occasion)
    valid = request.method == "POST" and all([version.is_valid(), rows.is_valid()])
    preview = "preview" in request.POST
    if valid and not preview and _saved(request, network, version, rows):
        return redirect(QuestionSet(network=network, occasion=occasion))
    context = {
        "network": network,
        "words": WORDS[occasion],
        "versions": versions,
        "version_form": version,
        "rows": rows,
        "preview": AnswersForm(questions=rows.questions, prefix="preview") if valid and preview else None,
        "papers": [rules.in_language(q, "label") for q in rules.papers(rows.questions).values()]
        if valid and preview
        else [],
    }
    status = 200 if request.method == "GET" or (valid and preview) else 422
    return render(request, "network/question_set.html", context, status=status)


def _forms(request, latest: QuestionSet | None, occasion: Occasion) -> tuple[VersionForm, object]:
    if request.method == "POST":
        return VersionForm(request.POST), QuestionFormSet(request.POST, prefix="questions", occasion=occasion)
    seen = {"version": latest.version if latest else 0}
    return VersionForm(initial=seen), QuestionFormSet(
        initial=initial_of(latest.questions if latest else []), prefix="questions", occasion=occasion
    )


def _saved(request, network: Network, version: VersionForm, rows) -> bool:
    said = version.cleaned_data
    try:
        question_sets.revise(
            network,
            questions=rows.questions,
            valid_from=said["valid_from"],
            expected=said["version"],
            occasion=rows.occasion,
            by=request.actor,
        )
    except Refused as refused:
        version.add_error(None, str(refused.reason))
        return False
    messages.success(request, _("Saved: hospitals are asked these questions from the day on that you chose."))
    return True
