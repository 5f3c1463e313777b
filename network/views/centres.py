"""The directory of centres: list, page, contact."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door, histories
from access.forms.refusals import carried_out
from access.views.lists import ListPage
from access.views.pages import page
from network import permissions
from network.committee_permissions import CHANGE_COMMITTEE
from network.domain import centres, closing
from network.forms.centre import CentreContactForm
from network.models import Centre
from network.partner_permissions import CHANGE_PARTNER
from network.structure_permissions import CHANGE_CENTRE_BRANCH
from network.tables.hospital_filters import CentreFilter
from network.tables.hospitals import CentreTable
from network.views.hospital_facts import closing_fact
from network.views.offers import steps_of


class Centres(ListPage):
    """All centres."""

    model = Centre
    table_class = CentreTable
    filterset_class = CentreFilter
    open_because = "the directory of centres is public"
    title = gettext_lazy("Centres")
    lead = gettext_lazy("Clinical research centres with their disease fields and host institutions.")

    create_url = "network:establish_centre"
    create_title = gettext_lazy("Establish a centre")
    create_permission = permissions.ADD_CENTRE

    def get_queryset(self):
        """With field and host, in pinyin order; closed centres only when the filter asks for them."""
        rows = super().get_queryset().select_related("field", "host").alphabetical()
        return rows if self.request.GET.get("closed") else rows.open()

    def get_table_kwargs(self) -> dict:
        """The day of closing only beside closed centres."""
        return {} if self.request.GET.get("closed") else {"exclude": ("closed_on",)}


STEPS = (
    (permissions.CHANGE_CENTRE, "centre_contact", gettext_lazy("Edit contact and summary"), None),
    (permissions.REVISE_CENTRE, "revise_centre", gettext_lazy("Change the centre's facts"), None),
    (permissions.ADD_NETWORK, "open_network", gettext_lazy("Open a network"), None),
    (CHANGE_COMMITTEE, "set_up_committee", gettext_lazy("Set up a committee"), None),
    (CHANGE_PARTNER, "add_partner", gettext_lazy("Enter a partner"), None),
    (CHANGE_CENTRE_BRANCH, "add_centre_branch", gettext_lazy("Enter a branch"), None),
    (permissions.REVISE_CENTRE, "close_centre", gettext_lazy("Close the centre"), centres.applications_open),
)


@page(open_because="the directory of centres is public")
def centre(request, uid):
    """One centre: facts, contact, its networks."""
    rows = Centre.objects.select_related("field", "host")
    found = door.get_visible_or_404(rows, request.actor, uid=uid)
    context = {
        "centre": found,
        "facts": _facts(found),
        "branches": found.branches.valid().select_related("hospital", "region").order_by("region__position", "pk"),
        "networks": found.networks.with_members().alphabetical(),
        **histories.newest(found, request.actor),
        "offers": steps_of(request.actor, found, STEPS, guard=closing.closed(found)),
    }
    return render(request, "network/centre.html", context)


def _facts(found: Centre) -> list[dict]:
    return [
        {"label": _("Disease field"), "value": str(found.field), "note": found.field.get_category_display()},
        {"label": _("Host institution"), "value": str(found.host), "url": found.host.get_absolute_url()},
        {"label": _("Level"), "value": found.get_level_display()},
        {"label": _("Director"), "value": found.director_name},
        {"label": _("Established on"), "value": found.established_on.isoformat()},
        *closing_fact(found),
        {"label": _("Work phone"), "value": found.phone},
        {"label": _("Address"), "value": found.address},
    ]


@page(permissions.CHANGE_CENTRE)
def contact(request, uid):
    """Edit the centre's contact and summary."""
    found = door.get_visible_or_404(Centre.objects.all(), request.actor, uid=uid)
    door.require(request.actor, permissions.CHANGE_CENTRE, found)
    form = CentreContactForm(request.POST or None, centre=found)
    if request.method == "POST" and form.is_valid():
        saved = carried_out(
            form,
            lambda: centres.update_contact(
                found, changes=form.changes, expected=form.cleaned_data["version"], by=request.actor
            ),
        )
        if saved:
            messages.success(request, _("Contact and summary are saved."))
            return redirect(found)
    return render(request, "network/centre_contact.html", {"centre": found, "form": form})
