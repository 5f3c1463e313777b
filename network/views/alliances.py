"""Medical alliances: list, page with members, entering and ending."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door, histories
from access.views.pages import page
from network import partner_permissions as permissions
from network.domain import alliances, standing
from network.forms.partner import AllianceForm, AllianceMemberForm
from network.models import Alliance, AllianceMember, Hospital
from network.tables.partners import AllianceFilter, AllianceTable
from network.views.branches import StandingList, dated_facts, ending
from network.views.changes import Change, carry_out
from network.views.offers import steps_of
from tools import clock

PUBLIC = "alliances are part of the public directory"
CHANGE = permissions.CHANGE_ALLIANCE
STEPS = (
    (CHANGE, "add_alliance_member", gettext_lazy("Enter a member"), standing.over),
    (CHANGE, "end_alliance", gettext_lazy("Enter the end"), standing.over),
)


class Alliances(StandingList):
    """All alliances."""

    model = Alliance
    table_class = AllianceTable
    filterset_class = AllianceFilter
    open_because = PUBLIC
    title = gettext_lazy("Medical alliances")
    lead = gettext_lazy("Which hospital leads which alliance, and who belongs to it.")

    def get_queryset(self):
        """By lead hospital."""
        return super().get_queryset().select_related("hospital").order_by("hospital__sort_key", "name", "pk")


def _found(request, uid) -> Alliance:
    return door.get_visible_or_404(Alliance.objects.select_related("hospital"), request.actor, uid=uid)


@page(open_because=PUBLIC)
def alliance(request, uid):
    """One alliance with its members."""
    found = _found(request, uid)
    lead = found.hospital
    members = found.members.visible_to(request.actor).select_related("hospital")
    context = {
        "alliance": found,
        "facts": [
            {"label": _("Lead hospital"), "value": str(lead), "url": lead.get_absolute_url()},
            *dated_facts(found),
        ],
        "members": members.order_by("valid_to", "hospital__sort_key", "pk"),
        "may_change": door.can(request.actor, CHANGE, found),
        "today": clock.today(),
        "offers": steps_of(request.actor, found, STEPS),
        **histories.newest(found, request.actor),
    }
    return render(request, "network/alliance.html", context)


@page(CHANGE)
def enter(request, uid):
    """Enter an alliance that a hospital leads."""
    hospital = door.get_visible_or_404(Hospital.objects.all(), request.actor, uid=uid)
    change = Change(
        CHANGE,
        title=_("Enter a medical alliance"),
        done=_("The alliance is entered: enter its members on its page."),
        form_of=lambda data: AllianceForm(data, hospital=hospital),
        verb=lambda form: alliances.enter(hospital, facts=form.facts(), by=request.actor),
    )
    return carry_out(request, hospital, change, to_made=True)


@page(CHANGE)
def end(request, uid):
    """The end of an alliance, its members with it."""
    found = _found(request, uid)
    return carry_out(request, found, ending(CHANGE, alliances.end, found, request.actor))


@page(CHANGE)
def add_member(request, uid):
    """One more member."""
    found = _found(request, uid)
    change = Change(
        CHANGE,
        title=_("Enter a member"),
        done=_("The member is entered."),
        form_of=lambda data: AllianceMemberForm(data, alliance=found),
        verb=lambda form: alliances.add_member(found, **form.cleaned_data, by=request.actor),
    )
    return carry_out(request, found, change)


@page(CHANGE)
def end_member(request, uid):
    """The end of a hospital's days in an alliance."""
    rows = AllianceMember.objects.select_related("alliance", "hospital")
    member = door.get_visible_or_404(rows, request.actor, uid=uid)
    change = ending(CHANGE, alliances.end_member, member, request.actor)
    return carry_out(request, member.alliance, change)
