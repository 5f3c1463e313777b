"""Partners of centres: list, page, entering, checking, ending."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door, histories
from access.views.pages import page
from network import partner_permissions as permissions
from network.domain import partners, standing
from network.forms.partner import ControlForm, PartnerForm
from network.models import Centre, Partner
from network.tables.partners import PartnerFilter, PartnerTable
from network.views.branches import StandingList, dated_facts, ending
from network.views.changes import Change, carry_out
from network.views.offers import steps_of

STEPS = (
    (permissions.CHANGE_PARTNER, "check_partner", gettext_lazy("Enter a check"), standing.over),
    (permissions.CHANGE_PARTNER, "end_partner", gettext_lazy("Enter the end"), standing.over),
)


class Partners(StandingList):
    """The partners that the actor may see."""

    model = Partner
    table_class = PartnerTable
    filterset_class = PartnerFilter
    permission = permissions.VIEW_PARTNER
    title = gettext_lazy("Partners")
    lead = gettext_lazy("Enterprises, universities and hospitals outside the province that centres work with.")

    def get_queryset(self):
        """By centre, then by name."""
        return super().get_queryset().select_related("centre").order_by("centre__sort_key", "name", "pk")


def _found(request, uid) -> Partner:
    return door.get_visible_or_404(Partner.objects.select_related("centre"), request.actor, uid=uid)


@page(permissions.VIEW_PARTNER)
def partner(request, uid):
    """One partner."""
    found = _found(request, uid)
    facts = [
        {"label": _("Centre"), "value": str(found.centre), "url": found.centre.get_absolute_url()},
        {"label": _("Kind"), "value": found.get_kind_display()},
        {"label": _("Unified social credit code"), "value": found.credit_code},
        {"label": _("Place"), "value": found.place},
        {"label": _("What for"), "value": found.purpose},
        {
            "label": _("Control from abroad"),
            "value": found.get_foreign_control_display(),
            "note": found.control_basis,
        },
        {"label": _("Checked on"), "value": found.checked_on.isoformat() if found.checked_on else ""},
        *dated_facts(found),
    ]
    context = {
        "thing": found,
        "facts": facts,
        "list_name": "network:partners",
        "list_title": Partners.title,
        "offers": steps_of(request.actor, found, STEPS),
        **histories.newest(found, request.actor),
    }
    return render(request, "network/standing.html", context)


@page(permissions.CHANGE_PARTNER)
def enter(request, uid):
    """Enter a partner of a centre."""
    centre = door.get_visible_or_404(Centre.objects.all(), request.actor, uid=uid)
    change = Change(
        permissions.CHANGE_PARTNER,
        title=_("Enter a partner"),
        done=_("The partner is entered."),
        form_of=lambda data: PartnerForm(data, centre=centre),
        verb=lambda form: partners.enter(centre, facts=form.facts(), by=request.actor),
    )
    return carry_out(request, centre, change, to_made=True)


@page(permissions.CHANGE_PARTNER)
def check(request, uid):
    """Whether the partner is controlled from abroad."""
    found = _found(request, uid)
    change = Change(
        permissions.CHANGE_PARTNER,
        title=_("Enter a check"),
        done=_("The check is entered."),
        form_of=lambda data: ControlForm(data, partner=found),
        verb=lambda form: partners.check(
            found, control=form.control(), expected=form.cleaned_data["version"], by=request.actor
        ),
    )
    return carry_out(request, found, change)


@page(permissions.CHANGE_PARTNER)
def end(request, uid):
    """The end of the work with the partner."""
    found = _found(request, uid)
    return carry_out(request, found, ending(permissions.CHANGE_PARTNER, partners.end, found, request.actor))
