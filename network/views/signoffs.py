"""The hospital administrator's queue, made for a phone."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door, form_tokens, lifecycle
from access.views.lists import ListPage
from access.views.pages import page
from network import membership_permissions as permissions
from network.domain import signoffs
from network.forms.application_sections import shown_answers
from network.models import SignOff
from network.sections import questions_of, sections_of
from network.tables.membership_filters import SignOffFilter
from network.tables.memberships import SignOffTable
from office.models import Attachment
from tools import calendar, clock


class SignOffs(ListPage):
    """What waits to leave the hospital, and what was decided."""

    model = SignOff
    table_class = SignOffTable
    filterset_class = SignOffFilter
    permission = permissions.VIEW_SIGNOFF
    title = gettext_lazy("Sign-off")
    lead = gettext_lazy("Whatever leaves the hospital waits here for its administrator.")
    moves = True

    def get_queryset(self):
        """Waiting ones first, by due date."""
        return super().get_queryset().select_related("requested_by").order_by("-state", "due_on")


@page(permissions.VIEW_SIGNOFF)
def signoff(request, uid):
    """One thing that waits: read it, then sign or return."""
    thing = door.get_visible_or_404(
        SignOff.objects.select_related("requested_by", "decided_by"), request.actor, uid=uid
    )
    if request.method == "POST":
        return _decide(request, thing)
    subject = signoffs.subject_of(thing)
    context = {
        "signoff": thing,
        "subject": subject,
        "period": calendar.period_text(*signoffs.PERIOD_TO_SIGN, thing.due_on),
        "period_note": calendar.note(clock.local(thing.requested_at).date(), thing.due_on),
        "summary_template": signoffs.KINDS[thing.kind].summary_template,
        "sections": (signoffs.KINDS[thing.kind].sections or _application_sections)(subject),
        "papers": Attachment.objects.of(subject).current().select_related("from_shelf"),
        "actions": lifecycle.actions(thing, request.actor),
        "token": form_tokens.fresh(),
    }
    return render(request, "network/signoff.html", context)


def _application_sections(subject) -> list[tuple]:
    """The filled-in sections, of things that have some."""
    rows = subject.sections.order_by("pk") if hasattr(subject, "sections") else ()
    if not rows:
        return []
    titles, asked = sections_of(subject), questions_of(subject)
    return [(titles[row.code], shown_answers(row.code, row.answers, asked)) for row in rows]


def _decide(request, thing):
    posted = form_tokens.posted(request, thing)
    if request.POST.get("action") == "sign":
        signoffs.sign(thing, **posted, by=request.actor)
        messages.success(request, _("Signed: it has left the hospital, and the receipt is on its page."))
    else:
        signoffs.send_back(thing, reason=form_tokens.words(request, "reason"), **posted, by=request.actor)
        messages.success(request, _("Returned with your reason."))
    return redirect("network:signoffs")
