"""Assessment tables: which versions there are, what is in force on a day, and saving a new one."""

from django.contrib import messages
from django.db.models import Count, F
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door, form_tokens
from access.refusals import Refused
from access.views.lists import ListPage
from access.views.pages import page
from network import assessment_permissions as permissions
from network.assessment_scoring import rows_of, shown, veto_items
from network.domain import assessment_tables
from network.domain.annual_assessments import Line
from network.forms.assessment_table import TableForms
from network.models import AssessmentTable, Network
from network.province.records import in_reader_language
from network.tables.assessment_filters import VersionFilter
from network.tables.assessments import VersionTable
from network.views.assessment_context import by_dimension


class Tables(ListPage):
    """Every version of every table: by what members are assessed is no secret."""

    model = AssessmentTable
    table_class = VersionTable
    filterset_class = VersionFilter
    permission = permissions.VIEW_TABLE
    title = gettext_lazy("Assessment tables")
    lead = gettext_lazy(
        "A network is assessed by its own newest version that holds on the day of opening, else by the common one."
    )

    def get_queryset(self):
        """The common ones first, each table's newest version first."""
        rows = super().get_queryset().select_related("network", "saved_by").annotate(round_count=Count("rounds"))
        return rows.order_by(F("network__sort_key").asc(nulls_first=True), "-version")


def found(request, uid) -> AssessmentTable:
    """The version in the address, or 404."""
    rows = AssessmentTable.objects.select_related("network__centre", "saved_by")
    return door.get_visible_or_404(rows, request.actor, uid=uid)


@page(permissions.VIEW_TABLE)
def table(request, uid):
    """One version: rows, results, items of veto, where it is in force, and the networks for which one may go on."""
    thing = found(request, uid)
    own = Network.objects.permitted(request.actor, permissions.CHANGE_TABLE).open().order_by("sort_key")
    rows = own.filter(pk=thing.network_id) if thing.network_id else own
    context = {
        "table": thing,
        "owner": thing.network or _("all networks"),
        "dimensions": by_dimension(Line(row, bool(row.figure), None, None) for row in rows_of(thing.content)),
        "grades": _grades(thing),
        "vetoes": veto_items(thing.content),
        "networks": list(rows),
        "in_force": [network for network in own if AssessmentTable.objects.in_force(network) == thing],
    }
    return render(request, "network/assessment_table.html", context)


def _grades(thing) -> list[dict]:
    return [
        {
            "label": in_reader_language(grade["zh"], grade["en"]),
            "value": _("from %(points)s points") % {"points": shown(grade["from"])},
        }
        for grade in thing.content["grades"]
    ]


@page(permissions.CHANGE_TABLE)
def new_version(request, uid, network):
    """Save a new version for a network, beginning from this one; a preview shows it before anything is saved."""
    source = found(request, uid)
    owner = door.get_visible_or_404(Network.objects.select_related("centre"), request.actor, uid=network)
    door.require(request.actor, permissions.CHANGE_TABLE, owner)
    forms = TableForms(request.POST) if request.method == "POST" else TableForms(source=source)
    checked = request.method == "POST" and forms.is_valid()
    if checked and "save" in request.POST:
        made = _saved(request, owner, forms)
        if made:
            return redirect(made)
    context = {
        "source": source,
        "network": owner,
        "forms": forms,
        "preview": _preview(forms) if checked else None,
        "newest": request.POST.get("version", assessment_tables.newest_version(owner)),
    }
    wrong = request.method == "POST" and not (checked and "preview" in request.POST)
    return render(request, "network/assessment_table_form.html", context, status=422 if wrong else 200)


def _preview(forms: TableForms) -> list[dict]:
    return by_dimension(Line(row, bool(row.figure), None, None) for row in rows_of(forms.content))


def _saved(request, owner: Network, forms: TableForms) -> AssessmentTable | None:
    expected = form_tokens.version(request.POST.get("version", ""), owner)
    try:
        made = assessment_tables.add_version(owner, **forms.facts, expected=expected, by=request.actor)
    except Refused as refused:
        forms.head.add_error(None, str(refused.reason))
        return None
    messages.success(request, _("Version %(version)s is saved.") % {"version": made.version})
    return made
