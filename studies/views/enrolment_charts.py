"""The charts of a board as plain figures for the components, and the same as sheets."""

from django.utils.translation import gettext as _

from studies.indicators.enrolment import Board
from tools import sheets

# The curve's picture: the figures stand in the table beside it.
WIDTH, HEIGHT, LEFT, BOTTOM = 720, 260, 48, 28
# Shades of the heat table.
SHADES = 5


def curve(board: Board) -> dict | None:
    """Cumulative enrolment against the plan: points of both lines, months that are not confirmed marked."""
    if len(board.months) < 2:
        return None
    top = max([row.total for row in board.months] + [row.planned or 0 for row in board.months] + [1])
    step = (WIDTH - LEFT - 8) / (len(board.months) - 1)

    def point(place: int, value: int) -> tuple[float, float]:
        return round(LEFT + place * step, 1), round((HEIGHT - BOTTOM) * (1 - value / top) + 6, 1)

    actual = [point(place, row.total) for place, row in enumerate(board.months)]
    plan = [point(place, row.planned) for place, row in enumerate(board.months) if row.planned is not None]
    marks = [
        {"x": x, "y": y, "is_open": row.reports > 0 and not row.is_confirmed}
        for (x, y), row in zip(actual, board.months, strict=True)
    ]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "floor": HEIGHT - BOTTOM + 6,
        "actual": _line(actual),
        "planned": _line(plan),
        "marks": marks,
        "top": top,
        "first": f"{board.months[0].month:%Y-%m}",
        "last": f"{board.months[-1].month:%Y-%m}",
    }


def _line(points: list) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def bars(board: Board) -> list[dict]:
    """Each site's enrolled with the share of its target, for the bars component."""
    most = max([row.enrolled for row in board.sites] + [1])
    return [
        {
            "label": row.site.hospital,
            "value": f"{row.enrolled} / {row.site.target}" if row.site.target else row.enrolled,
            "share": min(row.share, 100) if row.site.target else round(100 * row.enrolled / most),
            "tone": "ok" if row.share is not None and row.share >= 100 else "",
        }
        for row in board.sites
    ]


def heat(board: Board) -> list[dict]:
    """Each site's enrolled of the last months, with a shade from 0 to SHADES; None where nothing was reported."""
    most = max([count or 0 for row in board.sites for count in row.cells] + [1])
    return [
        {
            "label": row.site.hospital,
            "cells": [
                {"count": count, "shade": max(1, round(SHADES * count / most)) if count else 0} for count in row.cells
            ],
        }
        for row in board.sites
    ]


def month_sheet(board: Board) -> tuple[list, list]:
    """Columns and rows of the months of all sites."""
    titles = [_("Month"), _("Sites that reported"), _("Screened"), _("Enrolled"), _("Enrolled in all"), _("Planned")]
    rows = [
        [f"{r.month:%Y-%m}", r.reports, r.screened, r.enrolled, r.total, r.planned, _yes(r.is_confirmed)]
        for r in board.months
    ]
    return _columns([*titles, _("Confirmed by the lead site")]), rows


def site_sheet(board: Board) -> tuple[list, list]:
    """Columns and rows of the sites that the reader sees, with their last months."""
    titles = [_("Hospital"), _("Target"), _("Screened"), _("Enrolled"), *(f"{m:%Y-%m}" for m in board.heat_months)]
    rows = [
        [str(r.site.hospital), r.site.target, r.figures.get("screened") or 0, r.enrolled, *r.cells]
        for r in board.sites
    ]
    return _columns(titles), rows


def _columns(titles) -> list:
    return [sheets.Column(str(place), str(title)) for place, title in enumerate(titles)]


def _yes(value: bool) -> str:
    return _("yes") if value else _("no")


SHEETS = {"months": month_sheet, "sites": site_sheet}
