"""The text of an agreement: merge fields filled in once, when it is issued, and rendered to paper from then on."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from network.models import AgreementTemplate, MembershipApplication
from tools.chinese import date_text
from tools.documents import Clauses, Document, Facts, Paragraph, Signatures

# The first line of every draft.
NOT_FOR_SEALING = _("Draft to circulate within the institution: not for sealing. The binding text is the printed PDF.")


def merge(
    template: AgreementTemplate, application: MembershipApplication, *, number: str, term_from: date, term_to: date
) -> dict:
    """The frozen content: title, parties, clauses with every ``{field}`` filled in, and what it was made from.

    Raises KeyError for a merge field that does not exist.
    """
    centre = application.network.centre
    values = {
        "number": number,
        "hospital": application.hospital.name_zh,
        "credit_code": application.hospital.credit_code,
        "campus": application.campus.name_zh,
        "centre": centre.name_zh,
        "host": centre.host.name_zh,
        "network": application.network.name_zh,
        "tier": application.decided_tier.name_zh,
        "from": date_text(term_from, "zh-hans"),
        "to": date_text(term_to, "zh-hans"),
    }
    return {
        "template": f"{template.code} v{template.version}",
        "number": number,
        "title": template.title,
        "parties": [values["centre"], values["hospital"]],
        "facts": [[label, value.format(**values)] for label, value in template.body["facts"]],
        "clauses": [clause.format(**values) for clause in template.body["clauses"]],
    }


def draft(content: dict) -> Document:
    """The frozen content to circulate before it is sealed: without room for seals, and saying so in its language."""
    sealed = document(content)
    with override(sealed.language):
        notice = str(NOT_FOR_SEALING)
    kept = (block for block in sealed.blocks if not isinstance(block, Signatures))
    return replace(sealed, blocks=(Paragraph(notice), *kept))


def document(content: dict) -> Document:
    """The frozen content as a document for paper; the template's version and the hash stand on every page."""
    return Document(
        title=content["title"],
        code=content["template"],
        header=content["number"],
        footer=content["parties"][0],
        blocks=(
            Facts(tuple((label, value) for label, value in content["facts"])),
            Clauses(tuple(content["clauses"])),
            Signatures(tuple(content["parties"])),
        ),
    )
