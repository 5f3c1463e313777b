"""The sections of a membership application: which there are, in which order, and which papers go with them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """One section: its code, title, and the sentence under the title."""

    code: str
    title: object
    lead: object


UNIT, DEPARTMENT, LEADER, RESEARCH, ROLE, COMMITMENT = (
    "unit",
    "department",
    "leader",
    "research",
    "role",
    "commitment",
)

SECTIONS: dict[str, Section] = {
    section.code: section
    for section in (
        Section(UNIT, _("The hospital"), _("Taken from the hospital's profile: check it and say that it is right.")),
        Section(DEPARTMENT, _("The applying department"), _("Where the network's disease field is treated.")),
        Section(LEADER, _("Leader and contact"), _("Who leads the field, and whom the centre may call at work.")),
        Section(RESEARCH, _("Research base"), _("The last five years.")),
        Section(ROLE, _("Intended role"), _("What the hospital wants to give and to gain.")),
        Section(COMMITMENT, _("Commitment"), _("What the hospital promises when it signs.")),
    )
}

LICENCE, LETTER, OTHER = "licence", "commitment_letter", "other"
PAPER_TITLES = {
    LICENCE: _("Practising licence of the institution"),
    LETTER: _("Commitment letter with the hospital's seal"),
    OTHER: _("Other paper"),
}
REQUIRED_PAPERS = (LICENCE, LETTER)
