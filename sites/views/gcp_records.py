"""Records of trial institutions: list, page, entering, specialties, ending."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door, histories
from access.views.pages import page
from network.domain import standing
from network.views.branches import StandingList, ending
from network.views.changes import carry_out
from office.models import StandingDocument
from sites.domain import records
from sites.forms.record import GcpRecordForm, SpecialtyFormSet
from sites.models import GcpRecord, ResearchSite
from sites.permissions.records import CHANGE_GCP, VIEW_GCP
from sites.tables.records import GcpRecordFilter, GcpRecordTable
from sites.views.common import dated, facts, make, steps_of
from sites.views.site_rows import rows_page

STEPS = (
    (CHANGE_GCP, "gcp_specialties", gettext_lazy("Specialties and the sites that they cover"), standing.over),
    (CHANGE_GCP, "end_gcp_record", gettext_lazy("Enter the end"), standing.over),
)


class GcpRecords(StandingList):
    """The records that the actor may see."""

    model = GcpRecord
    table_class = GcpRecordTable
    filterset_class = GcpRecordFilter
    permission = VIEW_GCP
    title = gettext_lazy("Records of trial institutions")
    lead = gettext_lazy("By which hospitals and specialties take on drug and device trials.")
    create_url = "sites:add_gcp_record"
    create_title = gettext_lazy("Enter a record")
    create_permission = CHANGE_GCP

    def get_queryset(self):
        """By hospital, kind and number."""
        rows = super().get_queryset().select_related("hospital").prefetch_related("specialties")
        return rows.order_by("hospital__sort_key", "kind", "number", "pk")


def _found(request, uid) -> GcpRecord:
    rows = GcpRecord.objects.select_related("hospital", "paper")
    return door.get_visible_or_404(rows, request.actor, uid=uid)


@page(VIEW_GCP)
def record(request, uid):
    """One record with its specialties."""
    thing = _found(request, uid)
    seen = ResearchSite.objects.visible_to(request.actor).filter(pk__in=thing.specialties.values("research_site"))
    sites = {row.pk: row for row in seen}
    context = {
        "thing": thing,
        "facts": facts(
            (_("Hospital"), str(thing.hospital), thing.hospital.get_absolute_url()),
            (_("Kind"), thing.get_kind_display()),
            *dated(thing),
            *_paper(thing, request.actor),
        ),
        "specialties": [(row.name, sites.get(row.research_site_id)) for row in thing.specialties.all()],
        "offers": steps_of(request.actor, thing, STEPS),
        **histories.newest(thing, request.actor),
    }
    return render(request, "sites/gcp_record.html", context)


def _paper(thing: GcpRecord, actor) -> list[tuple]:
    """The paper on the shelf, a link for those who see the shelf."""
    if thing.paper is None:
        return []
    seen = StandingDocument.objects.visible_to(actor).filter(pk=thing.paper_id).exists()
    return [(_("Paper on the shelf"), str(thing.paper), thing.paper.get_absolute_url() if seen else "")]


@page(CHANGE_GCP)
def enter(request):
    """Enter a record."""
    return make(
        request,
        GcpRecordForm(request.POST if request.method == "POST" else None, actor=request.actor),
        lambda form: records.enter(form.cleaned_data["hospital"], facts=form.facts(), by=request.actor),
        title=_("Enter a record"),
        done=_("The record is entered: say which research sites its specialties cover."),
        back=("sites:gcp_records", GcpRecords.title),
    )


@page(CHANGE_GCP)
def specialties(request, uid):
    """The specialties and the sites that they cover."""
    thing = _found(request, uid)
    door.require(request.actor, CHANGE_GCP, thing)
    sites = ResearchSite.objects.open().filter(hospital=thing.hospital_id).order_by("sort_key", "pk")
    seen = [
        {"name": row.name, "site": row.research_site.uid if row.research_site else None}
        for row in thing.specialties.select_related("research_site")
    ]
    data = request.POST if request.method == "POST" else None
    rows = SpecialtyFormSet(data, initial=seen, prefix="rows", form_kwargs={"rows": sites})
    rows.record = thing
    return rows_page(
        request,
        thing,
        rows,
        lambda expected: records.write_specialties(thing, specialties=rows.rows, expected=expected, by=request.actor),
        title=_("Specialties and the sites that they cover"),
        lead=_("A specialty stays with its record. A research site is covered while the record is valid."),
    )


@page(CHANGE_GCP)
def end(request, uid):
    """The end of a record."""
    thing = _found(request, uid)
    return carry_out(request, thing, ending(CHANGE_GCP, records.end, thing, request.actor))
