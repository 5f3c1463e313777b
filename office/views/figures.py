"""Figures as pages: all of them on one scope, and one with its definition, parts and rows."""

from django.http import Http404
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django_tables2 import RequestConfig

from access.paging import Pages
from access.views.lists import sheet_response
from access.views.pages import page
from office.forms.figures import FigureForm
from office.indicators import INDICATORS, Figure, Indicator, Share, breakdown, evidence, figure
from office.indicators import figures as read_together
from office.indicators.reading import figure_url, refused
from office.indicators.registry import in_order
from tools import sheets

PER_PAGE = 25


def counter(found: Figure) -> dict:
    """A figure as the counter component shows it."""
    note = ""
    if found.denominator is not None:
        note = _("%(numerator)d of %(denominator)d") % {
            "numerator": found.numerator or 0,
            "denominator": found.denominator,
        }
    elif found.is_red:
        note = _("needs attention")
    return {
        "title": found.indicator.title,
        "value": found.text,
        "unit": found.indicator.unit,
        "note": note,
        "as_of": found.as_of.isoformat(),
        "url": found.evidence_url,
        "tone": "danger" if found.is_red else "",
    }


@page(open_because="public figures, and those that the actor may read on the scope")
def figures(request):
    """Every figure that the actor may read on one scope."""
    form = FigureForm(request.GET, actor=request.actor)
    scope, period = form.asked
    readable = [item for item in in_order() if refused(item, scope, request.actor) is None]
    found = read_together([item.code for item in readable], scope, period, by=request.actor)
    context = {"form": form, "scope": scope, "counters": [counter(item) for item in found]}
    return render(request, "office/figures.html", context)


@page(open_because="public figures, others by the permission on the scope")
def figure_page(request, code):
    """One figure: value, definition, parts, and the rows that the actor may see."""
    indicator = INDICATORS.get(code)
    if indicator is None:
        raise Http404
    form = FigureForm(request.GET, actor=request.actor)
    scope, period = form.asked
    found = figure(code, scope, period, by=request.actor)
    rows = evidence(code, scope, period, by=request.actor)
    table = indicator.table(rows.rows)
    RequestConfig(request, paginate={"per_page": PER_PAGE, "paginator_class": Pages}).configure(table)
    if request.GET.get("export") in ("xlsx", "csv"):
        return _export(request, indicator, indicator.table(rows.rows), request.GET["export"])
    context = {
        "form": form,
        "figure": found,
        "counter": counter(found),
        "evidence": rows,
        "table": table,
        "parts": _parts(request, indicator, scope, period),
    }
    return render(request, "office/figure.html", context)


def _export(request, indicator: Indicator, table, form: str):
    """All rows, not only one page of them."""
    header, *rows = table.as_values(exclude_columns=("actions",))
    columns = [sheets.Column(str(place), str(title)) for place, title in enumerate(header)]
    return sheet_response(request, indicator.title, columns, rows, form)


def _parts(request, indicator: Indicator, scope, period) -> dict | None:
    """The breakdown that is asked for, with links to the others."""
    codes = [dimension.code for dimension in indicator.dimensions]
    if not codes:
        return None
    asked = request.GET.get("by")
    chosen = asked if asked in codes else codes[0]
    shares = breakdown(indicator.code, chosen, scope, period, by=request.actor)
    dimension = indicator.dimension(chosen)
    return {
        "title": dimension.title,
        "unit": "%" if indicator.whole else indicator.unit,
        "bars": _bars(indicator, shares, period, request.actor),
        "tabs": [_tab(request, dimension, chosen) for dimension in indicator.dimensions],
    }


def _tab(request, dimension, chosen: str) -> dict:
    kept = {name: request.GET[name] for name in ("scope", "on") if request.GET.get(name)}
    url = f"?{urlencode(kept | {'by': dimension.code})}"
    return {"title": dimension.title, "url": url, "active": dimension.code == chosen}


def _bars(indicator: Indicator, shares: list[Share], period, actor) -> list[dict]:
    most = 100 if indicator.whole else max((share.value or 0 for share in shares), default=0)
    return [
        {
            "label": share.label,
            "value": share.text,
            "share": round(100 * (share.value or 0) / most) if most else 0,
            "url": _part_url(indicator, share, period, actor),
        }
        for share in shares
    ]


def _part_url(indicator: Indicator, share: Share, period, actor) -> str:
    if share.scope is None or refused(indicator, share.scope, actor) is not None:
        return ""
    return figure_url(indicator.code, share.scope, period)
