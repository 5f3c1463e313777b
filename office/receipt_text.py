"""A receipt on paper."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from office.models import Receipt
from tools import clock
from tools.documents import Document, Facts, Paragraph


def document(receipt: Receipt) -> Document:
    """Number, time, what was submitted by whom, hash and check code, in the reader's language."""
    received = clock.local(receipt.issued_at)
    return Document(
        title=_("Receipt"),
        code=receipt.number,
        header=receipt.number,
        language=get_language() or "zh-hans",
        dated=received.date(),
        blocks=(
            Facts(
                (
                    (_("Number"), receipt.number),
                    (_("About"), receipt.owner_label),
                    (_("Received at"), received.strftime("%Y-%m-%d %H:%M:%S")),
                    (_("Submitted by"), receipt.issued_to.name if receipt.issued_to else "—"),
                    (_("Receipt code"), receipt.check_code),
                    (_("Hash (SHA-256)"), receipt.sha256),
                )
            ),
            Paragraph(
                _(
                    "The hash was made over the whole content at the time of submission: the same content always "
                    "gives the same hash. Number and receipt code can be compared in the workspace under “Check a "
                    "receipt”."
                )
            ),
        ),
    )
