"""Research sites: list, page, entering, describing by sections, confirming, closing."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories
from access.views.lists import ListPage
from access.views.pages import page
from network.views.changes import Change, carry_out
from network.views.offers import offer
from sites import history
from sites.domain import research_sites
from sites.forms.research_site import BasicsForm, CloseForm, EnterSiteForm, SystemsForm
from sites.models import GcpRecord, PersonCertificate, ResearchSite
from sites.permissions.people import CHANGE_PERSON
from sites.permissions.research_site import CHANGE_SITE, VIEW_SITE
from sites.tables.research_sites import SiteFilter, SiteTable
from sites.views.common import facts, make, steps_of
from tools import clock

STEPS = (
    (CHANGE_SITE, "site_basics", gettext_lazy("Name, kind and place"), research_sites.closed),
    (CHANGE_SITE, "site_capacities", gettext_lazy("Fields, beds and cases"), research_sites.closed),
    (CHANGE_SITE, "site_equipment", gettext_lazy("Equipment"), research_sites.closed),
    (CHANGE_SITE, "site_systems", gettext_lazy("Data systems and samples"), research_sites.closed),
    (CHANGE_PERSON, "add_person", gettext_lazy("Enter a person"), research_sites.closed),
    (CHANGE_SITE, "close_site", gettext_lazy("Close the site"), research_sites.closed),
)


class Sites(ListPage):
    """The research sites that the actor may see."""

    model = ResearchSite
    table_class = SiteTable
    filterset_class = SiteFilter
    permission = VIEW_SITE
    title = gettext_lazy("Research sites")
    lead = gettext_lazy("Departments and units that can do research, with their fields, equipment and people.")
    create_url = "sites:add_site"
    create_title = gettext_lazy("Enter a research site")
    create_permission = CHANGE_SITE

    def get_queryset(self):
        """By hospital, then by name; closed ones only when asked for."""
        rows = super().get_queryset() if self.request.GET.get("closed") else super().get_queryset().open()
        return rows.with_names().with_parts().order_by("hospital__sort_key", "sort_key", "pk")


def found(request, uid) -> ResearchSite:
    """The visible site of an address, with its parts."""
    rows = ResearchSite.objects.with_names().with_parts()
    return door.get_visible_or_404(rows, request.actor, uid=uid)


@page(VIEW_SITE)
def site(request, uid):
    """One research site."""
    thing, actor = found(request, uid), request.actor
    people = thing.people.all().visible_to(actor).not_over(clock.today()).select_related("user")
    context = {
        "site": thing,
        "facts": _facts(thing),
        "people": people.order_by("function", "user__name", "pk"),
        "valid_certificates": _certificates(thing, actor),
        "records": GcpRecord.objects.visible_to(actor).valid().filter(specialties__research_site=thing).distinct(),
        "studied": history.of(thing, actor),
        "may_change": door.can(actor, CHANGE_SITE, thing),
        "today": clock.today(),
        "offers": steps_of(actor, thing, STEPS),
        "confirm": offer(
            actor,
            CHANGE_SITE,
            thing,
            name="confirm",
            title=_("Confirm the description as of today"),
            url=reverse("sites:confirm_site", args=[thing.uid]),
            guard=research_sites.not_confirmable(thing) if actor.holds(CHANGE_SITE) else None,
        ),
        **histories.newest(thing, actor),
    }
    return render(request, "sites/site.html", context)


def _facts(thing: ResearchSite) -> list[dict]:
    return facts(
        (_("Hospital"), str(thing.hospital), thing.hospital.get_absolute_url()),
        (_("Campus"), str(thing.campus) if thing.campus else _("all campuses of the hospital")),
        (_("Kind"), thing.get_kind_display()),
        (_("Working languages"), _(", ").join(thing.language_titles)),
        (_("Data systems"), _(", ").join(thing.data_system_titles)),
        (_("Storage of samples"), _(", ").join(thing.storage_titles)),
        (_("Open from"), thing.open_from.isoformat()),
        *([(_("Open until"), thing.open_to.isoformat())] if thing.open_to else []),
    )


def _certificates(thing: ResearchSite, actor) -> list[PersonCertificate]:
    """Live certificates of the people who are at the site today."""
    users = thing.people.valid().values("user")
    rows = PersonCertificate.objects.visible_to(actor).live().filter(hospital=thing.hospital_id, user__in=users)
    return list(rows.select_related("user").order_by("user__name", "kind", "pk"))


@page(CHANGE_SITE)
def enter(request):
    """Enter a research site."""
    form = EnterSiteForm(request.POST if request.method == "POST" else None, actor=request.actor)
    return make(
        request,
        form,
        lambda form: research_sites.enter(form.cleaned_data["hospital"], facts=form.facts(), by=request.actor),
        title=_("Enter a research site"),
        done=_("The research site is entered: describe its fields, equipment and people on its page."),
        back=("sites:sites", Sites.title),
    )


def _section(request, uid, title: str, form_class):
    thing = found(request, uid)
    change = Change(
        CHANGE_SITE,
        title=title,
        done=_("“%(section)s” is saved.") % {"section": title},
        form_of=lambda data: form_class(data, site=thing),
        verb=lambda form: research_sites.revise(
            thing, changes=form.changes, expected=form.cleaned_data["version"], by=request.actor
        ),
    )
    return carry_out(request, thing, change)


@page(CHANGE_SITE)
def basics(request, uid):
    """Name, kind and place."""
    return _section(request, uid, _("Name, kind and place"), BasicsForm)


@page(CHANGE_SITE)
def systems(request, uid):
    """Data systems and storage of samples."""
    return _section(request, uid, _("Data systems and samples"), SystemsForm)


@page(CHANGE_SITE)
@require_POST
def confirm(request, uid):
    """Say that the description is right as of today."""
    thing = found(request, uid)
    expected = form_tokens.posted(request, thing)["expected"]
    research_sites.confirm(thing, expected=expected, by=request.actor)
    messages.success(request, _("The description is confirmed as of today."))
    return redirect(thing)


@page(CHANGE_SITE)
def close(request, uid):
    """Close a site."""
    thing = found(request, uid)
    change = Change(
        CHANGE_SITE,
        title=_("Close the site"),
        done=_("The site is closed."),
        lead=_("The functions of its people end with it; what it was stays readable."),
        submit=_("Close the site"),
        tone="danger",
        form_of=lambda data: CloseForm(data, site=thing),
        verb=lambda form: research_sites.close(thing, **form.ending, by=request.actor),
    )
    return carry_out(request, thing, change)
