"""The text of an agreement: merge fields filled in once, when it is issued, and rendered to paper from then on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from string import Formatter

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from access.refusals import Refusal, refusal
from access.texts import text
from tools.chinese import date_text
from tools.documents import Clauses, Document, Facts, Paragraph, Signatures

# The first line of every draft.
NOT_FOR_SEALING = _("Draft to circulate within the institution: not for sealing. The binding text is the printed PDF.")


# What stands for the hospital in a preview: nobody's data.
SAMPLE = {"number": "XY-2026-0001", "hospital": "某县示例医院", "credit_code": "12000000000000000X", "campus": "本部"}


def values_of(network, *, hospital, campus, tier, number: str, term_from: date, term_to: date) -> dict[str, str]:
    """What stands for each merge field in the agreement of one hospital."""
    parties = {"hospital": hospital.name_zh, "credit_code": hospital.credit_code, "campus": campus.name_zh}
    return parties | {"number": number} | _of_network(network, tier, term_from, term_to)


def sample_values(network, tier, on: date) -> dict[str, str]:
    """What stands for each merge field in a preview, with a hospital that does not exist."""
    return SAMPLE | _of_network(network, tier, on, on.replace(month=12, day=31, year=on.year + network.term_years - 1))


def _of_network(network, tier, term_from: date, term_to: date) -> dict[str, str]:
    return {
        "centre": network.centre.name_zh,
        "host": network.centre.host.name_zh,
        "network": network.name_zh,
        "tier": tier.chinese,
        "from": date_text(term_from, "zh-hans"),
        "to": date_text(term_to, "zh-hans"),
    }


def merge(name: str, title: str, body: dict, values: dict[str, str]) -> dict:
    """The frozen content: title, parties, clauses with every ``{field}`` filled in, and ``name``, from which version.

    Raises KeyError for a merge field that does not exist.
    """
    return {
        "template": name,
        "number": values["number"],
        "title": title,
        "parties": [values["centre"], values["hospital"]],
        "facts": [[label, value.format(**values)] for label, value in body["facts"]],
        "clauses": [clause.format(**values) for clause in body["clauses"]],
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


# What an author may write in braces, and what it stands for.
FIELDS = {
    "number": _("Number of the agreement"),
    "centre": _("Centre"),
    "host": _("Host institution of the centre"),
    "hospital": _("Hospital"),
    "credit_code": _("Credit code of the hospital"),
    "campus": _("Campus"),
    "network": _("Disease network"),
    "tier": _("Tier"),
    "from": _("First day of the term"),
    "to": _("Last day of the term"),
}
UNKNOWN_FIELD = text(
    "network.agreement_text.unknown_field",
    _("“{%(field)s}” is no field: take one of the list beside the form, such as {hospital}."),
)
BAD_BRACES = text(
    "network.agreement_text.bad_braces",
    _("A brace is open or closed without its other half: write a field as {hospital}, with nothing else in it."),
)


def problem(line: str) -> Refusal | None:
    """What is wrong with the fields of a line, as a sentence, or None."""
    try:
        parts = list(Formatter().parse(line))
    except ValueError:
        return refusal(BAD_BRACES)
    for _words, field, form, conversion in parts:
        if field is None:
            continue
        if form or conversion:
            return refusal(BAD_BRACES)
        if field not in FIELDS:
            return refusal(UNKNOWN_FIELD, field=field)
    return None


def problems(content: dict) -> Iterator[tuple[str, int, Refusal]]:
    """What is wrong with a text: ("facts" or "clauses", place, sentence)."""
    for place, (_label, value) in enumerate(content["facts"]):
        if found := problem(value):
            yield "facts", place, found
    for place, clause in enumerate(content["clauses"]):
        if found := problem(clause):
            yield "clauses", place, found
