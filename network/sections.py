"""The sections of a membership application: which there are, in which order, and which papers go with them."""

from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from network import questions as rules
from office.enums import StandingKind


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

# The network's own questions follow, in the version that an application began with.
OWN = "questions"
OWN_SECTION = Section(
    OWN, _("Questions of the network"), _("What this network asks beside the sections that all networks share.")
)
TITLES = {code: section.title for code, section in SECTIONS.items()} | {OWN: OWN_SECTION.title}


def sections_of(application) -> dict[str, Section]:
    """The sections of one application, in order: the shared ones, and the network's own if it asks something."""
    asked = rules.without_papers(questions_of(application))
    return SECTIONS | {OWN: OWN_SECTION} if asked else SECTIONS


def questions_of(application) -> list[dict]:
    """What the network asks this application, as it was when it was begun."""
    return application.question_set.questions if application.question_set_id else []


LICENCE, GCP_RECORD, ETHICS_RECORD = StandingKind.LICENCE, StandingKind.GCP_RECORD, StandingKind.ETHICS_RECORD
LETTER, OTHER = "commitment_letter", "other"
# Papers that stand on the hospital's shelf: an application takes them from there, and what is new is put there first.
ON_SHELF = (LICENCE, GCP_RECORD, ETHICS_RECORD)
PAPER_TITLES = {
    **{kind.value: kind.label for kind in ON_SHELF},
    LETTER: _("Commitment letter with the hospital's seal"),
    OTHER: _("Other paper"),
}
REQUIRED_PAPERS = (LICENCE, LETTER)
# Papers that a network's own questions ask for, numbered in their order.
ASKED_PAPERS = {
    f"asked_{number}": format_lazy("{title} {number}", title=_("Paper that the network asks for"), number=number)
    for number in range(1, rules.MOST_PAPERS + 1)
}
