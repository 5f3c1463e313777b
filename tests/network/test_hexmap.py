"""The hexagon map's context."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from access.actor import Actor
from network.domain import reference
from network.hexmap import Scale, hexmap
from network.models import Region
from network.province import province


@given(st.lists(st.integers(0, 400), max_size=14))
def test_colours_rise_with_the_value_and_nothing_is_white(values):
    scale = Scale.of_counts(values)
    levels = [scale.level(value) for value in sorted(values)]
    assert levels == sorted(levels)
    assert all((level == 0) is (value == 0) for level, value in zip(levels, sorted(values), strict=True))
    if any(values):
        assert levels[-1] == 4
    assert {scale.level(value) for value in values} <= {entry["level"] for entry in scale.legend}


@given(st.lists(st.integers(0, 400), min_size=1, max_size=14), st.integers(1, 400))
def test_the_legend_says_the_colour_of_every_value(values, value):
    scale = Scale.of_counts(values)
    if value > max(values):
        return
    entry = next(entry for entry in scale.legend if entry["level"] == scale.level(value))
    bounds = [int(bound) for bound in entry["text"].split("–")]
    assert bounds[0] <= value <= bounds[-1]


def test_percent_has_four_equal_steps():
    scale = Scale.of_percent()
    assert [scale.level(value) for value in (0, None, 0.4, 25, 25.1, 75, 100)] == [0, 0, 1, 1, 2, 3, 4]
    assert [entry["text"] for entry in scale.legend] == ["0", "1–25%", "26–50%", "51–75%", "76–100%"]


@pytest.mark.django_db
def test_the_province_is_drawn_whole():
    reference.sync(province=province(), by=Actor.as_system("test"))
    first = Region.objects.get(code="130100")
    context = hexmap(
        {first.pk: (7.0, "7")},
        title="Members",
        unit="members",
        as_of="2026-03-05",
        url_of=lambda region: f"/{region.code}/",
    )
    tiles = {tile["label"]: tile for tile in context["tiles"]}
    assert len(tiles) == 16
    shown = {key: tiles["石家庄"][key] for key in ("value", "url", "level", "dashed", "small")}
    assert shown == {"value": "7", "url": "/130100/", "level": 4, "dashed": False, "small": False}
    assert tiles["唐山"]["level"] == 0
    assert {label for label, tile in tiles.items() if tile["dashed"]} == {"北京", "天津"}
    assert {label for label, tile in tiles.items() if tile.get("small")} == {"定州", "辛集", "雄安"}
    width, height = map(int, context["viewbox"].split()[2:])
    for tile in tiles.values():
        corners = [tuple(map(float, corner.split(","))) for corner in tile["points"].split()]
        assert len(corners) == 6
        assert all(0 <= x <= width and 0 <= y <= height for x, y in corners)
    with translation.override("en"):
        english = hexmap({first.pk: (7.0, "7")}, title="", unit="members", as_of="", url_of=str)
        assert "Xiong'an" in {tile["label"] for tile in english["tiles"]}
        assert "Shijiazhuang: 7 members" in {tile.get("text") for tile in english["tiles"]}
