"""QR codes as pictures that stand in a page."""

from io import BytesIO

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


def qr_svg(text: str, label: str = "") -> SafeString:
    """Return `text` (an address, say) as an SVG element; `label` is what a screen reader says, "QR code" by default.

    It carries no style attribute, so that it may stand under the strict content security policy; its size is the
    business of the class `qr`. The light field is drawn too: on a dark page scanners need it.
    """
    attributes = format_html('class="qr" role="img" aria-label="{}"', label or _("QR code"))
    drawing = qr_drawing(text).replace("<svg", f"<svg {attributes}", 1)
    return mark_safe(drawing)  # noqa: S308 - a drawing of squares, and the label is escaped


def qr_drawing(text: str) -> str:
    """Return `text` as an SVG file without attributes for pages, for renderers of paper."""
    picture = BytesIO()
    segno.make(text, error="m").save(
        picture, kind="svg", xmldecl=False, svgns=True, svgclass=None, lineclass=None, omitsize=True,
        dark="#000", light="#fff", border=4, nl=False,
    )  # fmt: skip
    return picture.getvalue().decode()
