"""The directory of hospitals: list, page, registering."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door, histories, traces
from access.forms.refusals import carried_out
from access.views.lists import ListPage
from access.views.pages import page
from network import permissions
from network.domain import closing, hospitals, other_names
from network.domain.profiles import not_confirmable
from network.forms.hospital import RegisterHospitalForm
from network.models import Campus, Hospital, HospitalProfile, Membership
from network.partner_permissions import CHANGE_ALLIANCE
from network.tables.hospital_filters import HospitalFilter
from network.tables.hospitals import HospitalTable
from network.views import certificate_facts
from network.views.hospital_facts import hospital_events, hospital_facts, membership_rows, profile_sections
from network.views.offers import offer, steps_of

PLACES = Prefetch("campuses", Campus.objects.select_related("region", "division"))
# How many former confirmations of the profile the page shows.
CONFIRMATIONS = 8


class Hospitals(ListPage):
    """All hospitals: names, levels and places are public."""

    model = Hospital
    table_class = HospitalTable
    filterset_class = HospitalFilter
    open_because = "the directory of institutions is public"
    title = gettext_lazy("Hospitals")
    lead = gettext_lazy("Institutions of the province with their campuses, in pinyin order.")
    create_url = "network:register_hospital"
    create_title = gettext_lazy("Register a hospital")
    create_permission = permissions.ADD_HOSPITAL

    def get_queryset(self):
        """With places, in pinyin order; closed hospitals only when the filter asks for them."""
        rows = super().get_queryset().with_level_rank().prefetch_related(PLACES).alphabetical()
        return rows if self.request.GET.get("closed") else rows.open()

    def get_table_kwargs(self) -> dict:
        """The day of closing only beside closed hospitals."""
        return {} if self.request.GET.get("closed") else {"exclude": ("closed_on",)}


@page(open_because="the directory is public; the profile is read through the door")
def hospital(request, uid):
    """One hospital: facts, campuses, names, memberships, and the profile for those who may read it."""
    rows = Hospital.objects.select_related("merged_into").prefetch_related(PLACES, "other_names")
    found = door.get_visible_or_404(rows, request.actor, uid=uid)
    visible = HospitalProfile.objects.visible_to(request.actor).select_related("confirmed_by")
    profile = visible.filter(hospital=found).first()
    if profile:
        traces.read(request.actor, profile)
    memberships = Membership.objects.visible_to(request.actor).filter(hospital=found)
    context = {
        "hospital": found,
        "facts": hospital_facts(found),
        "profile": profile,
        "sections": profile_sections(found, profile, request.actor) if profile else [],
        "profile_confirmations": _confirmed(found) if profile else [],
        "confirm": _confirm(request.actor, found, profile) if profile else None,
        "memberships": membership_rows(memberships, request.actor),
        "offers": _offers(request.actor, found),
        "events": hospital_events(found, request.actor),
        "packet_url": certificate_facts.packet_url(request.actor, found),
        "certificates": certificate_facts.of_hospital(request.actor, found),
        "changes_campuses": door.can(request.actor, permissions.CHANGE_HOSPITAL, found),
        **histories.newest(found, request.actor),
    }
    return render(request, "network/hospital.html", context)


def _confirmed(found: Hospital):
    """On which days the profile was confirmed, the newest first: as many as years are likely to be asked for."""
    return found.profile_confirmations.select_related("confirmed_by").order_by("-confirmed_on", "-pk")[:CONFIRMATIONS]


def _offers(actor, found: Hospital) -> list[dict]:
    steps = (
        (permissions.CHANGE_HOSPITAL, "add_campus", _("Add a campus"), None),
        (CHANGE_ALLIANCE, "add_alliance", _("Enter a medical alliance"), None),
        (permissions.ADD_NAME, "add_hospital_name", _("Add a further name"), None),
        (permissions.ADD_NAME, "end_hospital_name", _("End a further name"), other_names.none_in_use),
        (permissions.CHANGE_HOSPITAL, "rename_hospital", _("Rename the hospital"), None),
        (permissions.CHANGE_HOSPITAL, "revise_hospital", _("Change level and type"), None),
        (permissions.CHANGE_HOSPITAL, "correct_credit_code", _("Correct the credit code"), None),
        (permissions.CHANGE_HOSPITAL, "note_event", _("Note an event"), None),
        (permissions.CHANGE_HOSPITAL, "merge_target", _("Merge the hospital"), hospitals.hosting),
        (permissions.CHANGE_HOSPITAL, "close_hospital", _("Close the hospital"), hospitals.hosting),
    )
    return steps_of(actor, found, steps, guard=closing.closed(found))


def _confirm(actor, found: Hospital, profile: HospitalProfile) -> dict | None:
    return offer(
        actor,
        permissions.CONFIRM_PROFILE,
        found,
        name="confirm",
        title=_("Confirm the profile as of today"),
        url=reverse("network:confirm_profile", args=[found.uid]),
        guard=not_confirmable(profile),
    )


@page(permissions.ADD_HOSPITAL)
def register(request):
    """Enter a hospital with its main campus."""
    form = RegisterHospitalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = carried_out(
            form,
            lambda: hospitals.register(facts=form.facts(), campuses=[form.campus(is_main=True)], by=request.actor),
        )
        if made:
            messages.success(request, _("%(hospital)s is registered.") % {"hospital": made})
            return redirect(made)
    return render(request, "network/register_hospital.html", {"form": form})
