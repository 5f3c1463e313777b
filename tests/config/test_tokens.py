"""The colours of the design language: readable by the rules of WCAG 2.2 AA, in light and in dark."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parent.parent.parent / "static" / "css"
BLOCK = re.compile(r"^\s*(:root[^{]*?)\s*{(.*?)}", re.DOTALL | re.MULTILINE)
TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    *[(name, ground, TEXT) for name in ("ink", "ink-soft", "ink-faint", "link") for ground in ("paper", "ground")],
    *[(name, "raised", TEXT) for name in ("ink", "ink-soft", "primary")],
    *[(name, "paper", TEXT) for name in ("primary", "seal", "ok", "warn", "info")],
    *[(name, f"{name}-soft", TEXT) for name in ("seal", "ok", "warn", "info")],
    *[("ink", f"{name}-soft", TEXT) for name in ("seal", "ok", "warn", "info")],
    ("primary-strong", "primary-soft", TEXT),
    *[("on-primary", name, TEXT) for name in ("primary", "primary-strong")],
    ("on-seal", "seal", TEXT),
    *[("map-ink-low", f"map-{level}", TEXT) for level in (0, 1, 2)],
    *[("map-ink-high", f"map-{level}", TEXT) for level in (3, 4)],
    *[(name, ground, SHAPE) for name in ("edge", "focus") for ground in ("paper", "ground", "raised")],
]


def blocks() -> dict[str, dict[str, str]]:
    """The custom properties of each :root block, by selector."""
    source = (CSS / "tokens.css").read_text()
    return {selector: dict(re.findall(r"--([\w-]+):\s*([^;]+);", body)) for selector, body in BLOCK.findall(source)}


def schemes() -> dict[str, dict[str, str]]:
    """All values in force in light and in dark."""
    found = blocks()
    return {"light": found[":root"], "dark": found[":root"] | found[':root[data-theme="dark"]']}


def luminance(colour: str) -> float:
    """Relative luminance of #rgb or #rrggbb, as WCAG defines it."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_counted_as_the_standard_does():
    assert round(contrast("#fff", "#000")) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast(scheme, front, back, least):
    tokens = schemes()[scheme]
    assert contrast(tokens[front], tokens[back]) >= least


def test_dark_is_the_same_by_wish_and_by_choice():
    found = blocks()
    assert found[':root:not([data-theme="light"])'] == found[':root[data-theme="dark"]']


def test_every_property_in_use_is_defined():
    used = {name for path in CSS.glob("*.css") for name in re.findall(r"var\(--([\w-]+)\)", path.read_text())}
    assert used - set(blocks()[":root"]) == set()


def test_every_defined_property_is_in_use():
    used = {name for path in CSS.glob("*.css") for name in re.findall(r"var\(--([\w-]+)\)", path.read_text())}
    assert set(blocks()[":root"]) - used == set()
