"""The hexagon map of the reporting regions, as templates/components/hexmap.html takes it.

Tiles are placed by hand in the province's files (odd rows half a tile to the right); no boundary is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import ceil, cos, pi, sin, sqrt

from django.utils.translation import gettext as _

from network.enums import RegionKind
from network.models import Region
from network.province import RegionRow, province

RADIUS = 46
GAP = 2  # between two tiles, on each side
SMALL = 0.72  # of the radius, for regions that are single counties or a new area
WIDTH = sqrt(3) * RADIUS
MARGIN = RADIUS + 4
LONG_LABEL = 5  # more letters than this are written small: they would not fit into the tile
LEVELS = 4


@dataclass(frozen=True)
class Scale:
    """From a value to one of the map's colours: 0 for nothing, 4 for the most."""

    bounds: tuple[float, ...]
    unit: str = ""

    @classmethod
    def of_counts(cls, values: Iterable[float]) -> Scale:
        """Four steps up to the largest value; fewer when there are not so many numbers."""
        most = max(values, default=0)
        return cls(tuple(sorted({ceil(most * step / LEVELS) for step in range(1, LEVELS + 1)} - {0})))

    @classmethod
    def of_percent(cls) -> Scale:
        """Four equal steps up to a hundred."""
        return cls((25, 50, 75, 100), "%")

    def level(self, value: float | None) -> int:
        """The colour of a value; the highest step always has the strongest colour."""
        if not value:
            return 0
        step = next((place for place, bound in enumerate(self.bounds) if value <= bound), len(self.bounds) - 1)
        return LEVELS - len(self.bounds) + 1 + step

    @property
    def legend(self) -> list[dict]:
        """``[{level, text}]`` from nothing to the most."""
        entries = [{"level": 0, "text": "0"}]
        lower = 0
        for bound in self.bounds:
            first = lower + 1
            told = f"{first}" if first == bound else f"{first}–{bound}"
            entries.append({"level": self.level(bound), "text": f"{told}{self.unit}"})
            lower = bound
        return entries


def hexmap(
    values: Mapping[int, tuple[float | None, str]],
    *,
    title: str,
    unit: str,
    as_of: str,
    url_of: Callable[[Region], str],
    scale: Scale | None = None,
) -> dict:
    """The component's context. ``values`` maps a region's id to (value, value as text); absent regions show 0."""
    scale = scale or Scale.of_counts(value or 0 for value, _text in values.values())
    regions = list(Region.objects.order_by("position"))
    neighbours = province().neighbours
    places = [(row.tile_column, row.tile_row) for row in (*regions, *neighbours)]
    return {
        "title": title,
        "unit": unit,
        "as_of": as_of,
        "viewbox": _viewbox(places),
        "tiles": [
            *(_tile(region, *values.get(region.pk, (0, "0")), unit, url_of, scale) for region in regions),
            *(_neighbour(row) for row in neighbours),
        ],
        "legend": scale.legend,
        "columns": [_("Region"), unit],
    }


def _tile(region: Region, value, shown: str, unit: str, url_of, scale: Scale) -> dict:
    is_small = region.kind != RegionKind.PREFECTURE_CITY
    sentence = _("%(region)s: %(value)s %(unit)s") % {"region": region, "value": shown, "unit": unit}
    return {
        "label": region.short,
        "value": shown,
        "text": sentence,
        "url": url_of(region),
        "level": scale.level(value),
        "dashed": False,
        "small": is_small or len(region.short) > LONG_LABEL,
        **_place(region.tile_column, region.tile_row, SMALL if is_small else 1),
    }


def _neighbour(row: RegionRow) -> dict:
    return {"label": row.short, "dashed": True, **_place(row.tile_column, row.tile_row, 1)}


def _place(column: int, row: int, size: float) -> dict:
    x, y = _centre(column, row)
    radius = (RADIUS - GAP) * size
    corners = [(x + radius * sin(pi / 3 * k), y - radius * cos(pi / 3 * k)) for k in range(6)]
    return {"x": f"{x:.1f}", "y": f"{y:.1f}", "points": " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)}


def _centre(column: int, row: int) -> tuple[float, float]:
    return MARGIN + (column + (row % 2) / 2) * WIDTH, MARGIN + row * 1.5 * RADIUS


def _viewbox(places: list[tuple[int, int]]) -> str:
    centres = [_centre(*place) for place in places] or [(MARGIN, MARGIN)]
    width, height = (ceil(max(values) + MARGIN) for values in zip(*centres, strict=True))
    return f"0 0 {width} {height}"
