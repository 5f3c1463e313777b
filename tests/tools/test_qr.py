from xml.etree import ElementTree

import pytest
from django.utils.safestring import SafeString

from tools.codes.qr import qr_svg

SVG = "{http://www.w3.org/2000/svg}"


def test_picture_is_safe_markup_with_a_label_and_without_style():
    picture = qr_svg("https://example.org/invitation/abc", "Scan to sign in")
    root = ElementTree.fromstring(picture)
    assert isinstance(picture, SafeString)
    assert root.tag == f"{SVG}svg"
    assert {name: root.get(name) for name in ("class", "role", "aria-label")} == {
        "class": "qr",
        "role": "img",
        "aria-label": "Scan to sign in",
    }
    assert "style" not in picture


def test_label_cannot_break_out_of_its_attribute():
    root = ElementTree.fromstring(qr_svg("x", '"><script>alert(1)</script>'))
    assert root.get("aria-label") == '"><script>alert(1)</script>'
    assert {element.tag for element in root.iter()} == {f"{SVG}svg", f"{SVG}path"}


@pytest.mark.parametrize("other", ["https://example.org/b", "https://example.org/a?中=文"])
def test_other_text_is_another_picture(other):
    assert qr_svg("https://example.org/a", "x") != qr_svg(other, "x")
    assert qr_svg("https://example.org/a", "x") == qr_svg("https://example.org/a", "x")
