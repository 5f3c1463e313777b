"""Changing what the directory says about a thing: one short form for each verb."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from access import door
from access.forms.refusals import carried_out


@dataclass(frozen=True)
class Change:
    """A form about a thing: ``form_of`` takes the posted data (or None), ``verb`` the valid form."""

    permission: str
    title: str
    done: str
    form_of: Callable
    verb: Callable
    lead: str = ""
    submit: str = ""
    tone: str = "primary"


LISTS = {
    "hospital": ("network:hospitals", _("Hospitals")),
    "centre": ("network:centres", _("Centres")),
    "network": ("network:networks", _("Disease networks")),
    "centrebranch": ("network:centre_branches", _("Branches of provincial centres")),
    "committee": ("network:committees", _("Committees")),
    "partner": ("network:partners", _("Partners")),
    "alliance": ("network:alliances", _("Medical alliances")),
    "branchcentre": ("network:branch_centres", _("Branches of national centres")),
}


def register_list(model_name: str, url_name: str, title) -> None:
    """Say on which list the things of a house above stand; called from its ``apps.ready()``."""
    LISTS[model_name] = (url_name, title)


def carry_out(request, thing, change: Change, *, asked_on=None, to_made: bool = False):
    """The form's page, or the thing's after the verb was carried out, with ``to_made`` the page of what it made; the
    door is asked about ``asked_on``."""
    door.require(request.actor, change.permission, asked_on or thing)
    form = change.form_of(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = carried_out(form, lambda: change.verb(form))
        if made is not None:
            messages.success(request, change.done)
            return redirect(made if to_made else thing)
    list_name, list_title = LISTS[thing._meta.model_name]
    context = {"thing": thing, "form": form, "change": change, "list_name": list_name, "list_title": list_title}
    return render(request, "network/change_form.html", context, status=422 if form.is_bound else 200)
