"""The notice of an exit on paper: who leaves what, when and why, and what became of each open matter."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from network import exits
from network.models import MembershipExit
from tools.chinese import date_text
from tools.documents import Document, Facts, Heading, Paragraph, Signatures, Table

LANGUAGE = "zh-hans"


def notice(leaving: MembershipExit) -> Document:
    """The notice in the language of official papers, from the frozen record."""
    with override(LANGUAGE):
        return Document(
            title=_("Notice of exit from the collaborative network"),
            code=leaving.number,
            header=leaving.number,
            footer=leaving.network.centre.name_zh,
            language=LANGUAGE,
            dated=leaving.last_day,
            blocks=(
                _facts(leaving),
                Heading(_("What becomes of open matters")),
                _matters(leaving),
                *_block(leaving),
                Signatures((leaving.network.centre.name_zh, leaving.hospital.name_zh)),
            ),
        )


def _facts(leaving) -> Facts:
    member = leaving.membership
    return Facts(
        (
            (_("Number"), leaving.number),
            (_("Hospital"), leaving.hospital.name_zh),
            (_("Campus"), leaving.campus.name_zh),
            (_("Disease network"), leaving.network.name_zh),
            (_("Member number"), f"{member.number} · {member.tier.chinese}"),
            (_("Kind of exit"), str(leaving.get_kind_display())),
            (_("Last day"), date_text(leaving.last_day, LANGUAGE)),
            (_("Reason"), leaving.reason),
        )
    )


def _matters(leaving):
    rows = [
        (
            f"{exits.source_title(row.source)}: {row.title}",
            exits.choice_title(row.source, row.choice),
            row.note or "—",
        )
        for row in leaving.dispositions.order_by("source", "pk")
    ]
    if not rows:
        return Paragraph(_("No matter was open."))
    return Table((_("Open matter"), _("Disposition"), _("Note")), tuple(rows))


def _block(leaving):
    if leaving.blocked_until is None:
        return ()
    day = date_text(leaving.blocked_until, LANGUAGE)
    return (Paragraph(_("The hospital can apply to the network again after %(day)s.") % {"day": day}),)
