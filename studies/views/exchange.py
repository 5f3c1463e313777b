"""The record as files for registries: the sheet of a filing, exports, and bringing a registry's file in."""

import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from access import traces
from access.refusals import Refused
from access.views.lists import sheet_response
from access.views.pages import page
from studies import permissions
from studies.domain import imports
from studies.enums import StudyState
from studies.enums.filing import FilingState, FilingTarget
from studies.forms.imports import RegistryFileForm
from studies.forms.record import LANGUAGE_TITLES
from studies.models import Study
from studies.record import derived
from studies.record.exchange import ctgov_writing, ictrp
from studies.record.filed import sheet_rows
from studies.record.targets import TARGETS
from studies.views import finding
from studies.views.study_context import read_values
from tools import sheets

S = StudyState
# How the WHO and ClinicalTrials.gov call where a study stands; before recruiting nobody is enrolled yet.
STATUS = {
    S.RECRUITING: ("Recruiting", "RECRUITING"),
    S.ENROLMENT_CLOSED: ("Complete", "ACTIVE_NOT_RECRUITING"),
    S.FOLLOW_UP: ("Complete", "ACTIVE_NOT_RECRUITING"),
    S.ANALYSIS: ("Complete", "ACTIVE_NOT_RECRUITING"),
    S.COMPLETED: ("Complete", "COMPLETED"),
    S.SUSPENDED: ("Suspended", "SUSPENDED"),
    S.TERMINATED: ("Other", "TERMINATED"),
    S.WITHDRAWN: ("Other", "WITHDRAWN"),
}
BEFORE = ("Pending", "NOT_YET_RECRUITING")


@page(open_because="one study, visible through the door")
def sheet(request, uid, target):
    """The fill-in sheet of a registry in its order and words: for the screen and print, or as XLSX or CSV."""
    thing = finding.study(request, uid)
    if target not in TARGETS or not TARGETS[target].takes(thing.kind):
        raise Http404
    found = TARGETS[target]
    values = read_values(thing, request.actor) | derived.values_of(thing)
    rows = sheet_rows(target, values, thing.kind)
    form = request.GET.get("export")
    if form in ("xlsx", "csv"):
        titles = [_("No."), _("Item"), *(str(LANGUAGE_TITLES[language]) for language in found.languages)]
        columns = [sheets.Column(str(place), title) for place, title in enumerate(titles)]
        lines = [
            [number, row["item"].en if found.languages == ("en",) else row["item"].zh, *row["texts"].values()]
            for number, row in enumerate(rows, start=1)
        ]
        return sheet_response(request, f"{found.title} {thing.number or thing.title}", columns, lines, form)
    context = {"study": thing, "target": found, "rows": rows, "code": target, "languages": found.languages}
    return render(request, "studies/sheet.html", context)


@page(open_because="one study, visible through the door")
def export(request, uid, form):
    """The record in the format of a registry."""
    thing = finding.study(request, uid)
    made = {"ctgov": _ctgov, "ictrp-xml": _ictrp_xml, "ictrp-csv": _ictrp_csv}.get(form)
    if made is None:
        raise Http404
    values = read_values(thing, request.actor)
    with translation.override("en"):
        content, kind, ending = made(thing, values)
    traces.exported(request.actor, _("Record of a study"), rows=1, form=form, filters={"study": str(thing.uid)})
    response = HttpResponse(content, content_type=kind)
    name = f"{thing.number or thing.uid}-{form}.{ending}"
    response.headers["Content-Disposition"] = sheets.content_disposition(name)
    return response


def _ctgov(study: Study, values: dict) -> tuple:
    filed = study.filings.filter(target=FilingTarget.CTGOV, state=FilingState.PUBLISHED).first()
    told = ctgov_writing.protocol(
        values, number=filed.number if filed else "", status=STATUS.get(study.state, BEFORE)[1]
    )
    return json.dumps(told, ensure_ascii=False, indent=2), "application/json", "json"


def _registered(study: Study):
    """The filing with the registry that the WHO reads: ChiCTR or ITMCTR."""
    targets = (FilingTarget.CHICTR, FilingTarget.ITMCTR)
    return study.filings.published().filter(target__in=targets).order_by("published_on").first()


def _told(study: Study, values: dict) -> dict:
    filed = _registered(study)
    return ictrp.facts(
        values,
        number=filed.number if filed else "",
        registered_on=filed.published_on if filed else None,
        status=STATUS.get(study.state, BEFORE)[0],
        retrospective=filed.is_retrospective if filed else False,
    )


def _ictrp_xml(study: Study, values: dict) -> tuple:
    filed = _registered(study)
    registry = {FilingTarget.ITMCTR: "ITMCTR"}.get(filed.target, "ChiCTR") if filed else ""
    return ictrp.upload_xml(_told(study, values), values, registry=registry), "application/xml", "xml"


def _ictrp_csv(study: Study, values: dict) -> tuple:
    columns = [sheets.Column(str(place), name) for place, name in enumerate(ictrp.COLUMNS)]
    lines = sheets.write_csv(columns, [ictrp.csv_row(_told(study, values))])
    return b"".join(lines), "text/csv; charset=utf-8", "csv"


@page(permissions.ADD_STUDY)
def bring_in(request):
    """A registry's file into a draft; what was dropped or is unclear stands on the page that follows."""
    form = RegistryFileForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("kind", "investigator")}
        facts |= {"values": form.found.values, "source": form.cleaned_data["file"].name[:100]}
        try:
            made = imports.bring_in(form.cleaned_data["hospital"], **facts, by=request.actor)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("The draft is open with what the file says."))
            return render(request, "studies/brought_in.html", {"study": made, "found": form.found})
    status = 422 if form.is_bound else 200
    return render(request, "studies/bring_in.html", {"form": form}, status=status)
