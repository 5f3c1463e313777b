"""Renders certificates and plaque texts: one landscape A4 page each, with a QR code where there is one to scan."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from tools.codes.qr import qr_drawing
from tools.documents.pdf import FONTS
from tools.text import without_controls

_HERE = Path(__file__).parent
TEMPLATE = _HERE / "certificate.typ"


@dataclass(frozen=True)
class CertificateSheet:
    """One certificate, all of its texts in its `language`.

    `lines` stand in the middle, `facts` (label, value) below them, `issuer` and `dated` at the foot. `address` is what
    the QR code opens, `page` where one types number and code; without an address there is no QR code.
    """

    title: str
    lines: tuple[str, ...]
    issuer: str
    dated: str
    number: str
    facts: tuple[tuple[str, str], ...] = ()
    code: str = ""
    address: str = ""
    page: str = ""
    is_plaque: bool = False
    language: str = "zh-hans"


def render_certificates(sheets: Sequence[CertificateSheet]) -> bytes:
    """Return the sheets as one PDF/UA-1, a page each; equal sheets give equal bytes. Raises ValueError without any."""
    import typst  # it takes a moment to load, and most processes print nothing

    if not sheets:
        raise ValueError("There is no certificate to print.")
    title = sheets[0].title if len(sheets) == 1 else f"{sheets[0].title} ({len(sheets)})"
    said = {"title": title, "sheets": [_printable(sheet) for sheet in sheets]}
    return typst.compile(
        TEMPLATE,
        format="pdf",
        root=_HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"certificates": json.dumps(said)},
        pdf_standards="ua-1",
        timestamp=0,
    )


def _printable(sheet: CertificateSheet) -> dict:
    said = {name: _clean(value) for name, value in asdict(sheet).items()}
    with override(sheet.language):
        said["words"] = {
            "number": _("No."),
            "code": _("Verification code"),
            "scan": _("Scan the code, or type number and verification code at"),
            "qr": _("QR code that opens the verification of this certificate"),
        }
    said["qr"] = qr_drawing(sheet.address) if sheet.address else ""
    return said


def _clean(value):
    if isinstance(value, str):
        return without_controls(value)
    return [_clean(item) for item in value] if isinstance(value, tuple) else value
