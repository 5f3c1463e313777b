"""An application as a document to circulate within the hospital before anybody signs."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network.agreement_text import NOT_FOR_SEALING
from network.domain import application_reading as reading
from network.forms.application_sections import shown_answers
from network.models import MembershipApplication
from network.sections import questions_of, sections_of
from office.models import Attachment
from tools.documents import Block, Document, Facts, Heading, Paragraph


def application_draft(application: MembershipApplication, actor) -> Document:
    """What the actor reads of the application: as it is being written inside the hospital, as last submitted outside.

    In the reader's language; marked as a draft, without room for seals.
    """
    answers = reading.answers(application, inside=reading.is_inside(application, actor))
    papers = Attachment.objects.of(application).visible_to(actor)
    blocks = [Paragraph(str(NOT_FOR_SEALING)), Facts(_head(application)), *_sections(application, answers)]
    if papers:
        blocks += [Heading(_("Papers")), Facts(tuple((str(paper.kind_title), paper.name) for paper in papers))]
    return Document(
        title=_("Membership application"),
        code=application.number,
        header=str(application.hospital),
        footer=str(application.network),
        language=get_language() or "zh-hans",
        blocks=tuple(blocks),
    )


def _head(application: MembershipApplication) -> tuple[tuple[str, str], ...]:
    return (
        (_("Number"), application.number),
        (_("Kind"), str(application.get_kind_display())),
        (_("Hospital"), str(application.hospital)),
        (_("Campus"), str(application.campus)),
        (_("Disease network"), str(application.network)),
        (_("Tier applied for"), str(application.tier)),
        (_("State"), str(application.get_state_display())),
    )


def _sections(application: MembershipApplication, answers: dict[str, dict]) -> list[Block]:
    blocks: list[Block] = []
    asked = questions_of(application)
    for code, section in sections_of(application).items():
        items = shown_answers(code, answers[code], asked) if code in answers else []
        pairs = tuple((str(item["label"]), str(item["value"] or "—")) for item in items)
        blocks += [Heading(str(section.title)), Facts(pairs) if pairs else Paragraph(_("Not filled in yet."))]
    return blocks
