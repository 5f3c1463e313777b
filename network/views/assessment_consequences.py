"""What may follow from a result, each carried out by a person with words that begin from the result."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access import door, form_tokens
from access.refusals import Refused
from access.views.pages import page
from network import membership_permissions
from network.domain import memberships
from network.domain.assessment_consequences import offered
from network.forms.assessment import ConsequenceForm, EndingForm
from network.membership_enums import ExitKind
from network.views import assessments

STEPS = {"warn": memberships.warn, "reinstate": memberships.reinstate}


@page(membership_permissions.CHANGE_MEMBERSHIP)
def consequence(request, uid, name):
    """Warn, lift the warning, or end the membership because of a result; nothing happens before this form is sent."""
    thing = assessments.found(request, uid)
    offer = offered(thing, name, request.actor)
    if offer is None:
        raise Http404
    door.require(request.actor, membership_permissions.CHANGE_MEMBERSHIP, offer.membership)
    if not offer.enabled:
        raise Refused(offer.refusal, thing)
    form = _form(request, offer)
    if request.method == "POST" and form.is_valid():
        posted = form_tokens.posted(request, offer.membership)
        _carry_out(offer, form.cleaned_data | posted, request.actor)
        state = offer.membership.get_state_display()
        messages.success(request, _("Done: the membership is now “%(state)s”.") % {"state": state})
        return redirect(thing)
    context = {
        "assessment": thing,
        "offer": offer,
        "form": form,
        "version": request.POST.get("version", offer.membership.version),
        "token": request.POST.get("token") or form_tokens.fresh(),
    }
    status = 200 if request.method == "GET" else 422
    return render(request, "network/assessment_consequence.html", context, status=status)


def _form(request, offer):
    initial = {"reason": offer.reason}
    if offer.name == "end":
        return EndingForm(request.POST or None, initial=initial, membership=offer.membership)
    return ConsequenceForm(request.POST or None, initial=initial)


def _carry_out(offer, said: dict, actor) -> None:
    if offer.name == "end":
        memberships.end(offer.membership, kind=ExitKind.ASSESSMENT, **said, by=actor)
    else:
        STEPS[offer.name](offer.membership, **said, by=actor)
