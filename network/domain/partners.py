"""Partners of centres outside the networks: entered, checked for control from abroad, ended."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from network import partner_permissions as permissions
from network.domain import closing, standing
from network.domain.organisation_events import NO_BASIS, Basis
from network.domain.versions import locked, write
from network.models import Centre, Partner
from network.structure_enums import ForeignControl
from tools import clock
from tools.codes import credit_code

CODE_FAULT = text("network.partner.code_fault", _("This credit code does not hold: compare it with the licence."))
NO_BASIS_OF_CONTROL = text(
    "network.partner.no_basis", _("Write on what the answer rests, such as the register of enterprises.")
)
NOT_CHECKED = text("network.partner.not_checked", _("Say on which day it was checked."))
CHECKED_LATER = text("network.partner.checked_later", _("A check lies in the past: choose today or before."))


@dataclass(frozen=True)
class Control:
    """Whether a partner is controlled from abroad, with the basis of that answer and the day of the check."""

    answer: str = ForeignControl.UNKNOWN
    basis: str = ""
    checked_on: date | None = None

    @property
    def columns(self) -> dict:
        """The row's columns; an answer that is not known has neither basis nor day."""
        known = self.answer != ForeignControl.UNKNOWN
        return {
            "foreign_control": self.answer,
            "control_basis": self.basis.strip() if known else "",
            "checked_on": self.checked_on if known else None,
        }


@dataclass(frozen=True)
class PartnerFacts:
    """What is entered about a partner."""

    kind: str
    name: str
    purpose: str
    valid_from: date
    credit_code: str = ""
    place: str = ""
    control: Control = Control()
    basis: Basis = NO_BASIS


@verb(permissions.CHANGE_PARTNER)
def enter(centre: Centre, *, facts: PartnerFacts, by: Actor) -> Partner:
    """Enter a partner of the centre. Raises Refused for a closed centre, a credit code that does not hold, an answer
    about control without basis or day, and a partner who is entered."""
    row = locked(centre, None)
    closing.refuse_closed(row)
    unfit = next((sentence for _field, sentence in problems(row, facts)), None)
    if unfit:
        raise Refused(unfit, row)
    partner = Partner.objects.create(
        centre=row,
        kind=facts.kind,
        name=facts.name.strip(),
        purpose=facts.purpose.strip(),
        place=facts.place.strip(),
        credit_code=credit_code.clean(facts.credit_code),
        valid_from=facts.valid_from,
        document_number=facts.basis.document_number.strip(),
        document_on=facts.basis.document_on,
        **facts.control.columns,
    )
    names = ("name", "kind", "credit_code", "foreign_control", "control_basis", "checked_on", "valid_from")
    changes = {name: (None, getattr(partner, name)) for name in names}
    logbook.record(partner, by=by, verb="partner.entered", changes=changes)
    return partner


@verb(permissions.CHANGE_PARTNER)
def check(partner: Partner, *, control: Control, expected: int | None = None, by: Actor) -> Partner:
    """Write whether a partner is controlled from abroad. Raises Refused without basis or day, and for a partner who
    has ended; Stale."""
    row = locked(partner, expected)
    unfit = standing.over(row) or next((sentence for _field, sentence in control_problems(control)), None)
    if unfit:
        raise Refused(unfit, row)
    changed = logbook.changed(row, control.columns)
    if not changed:
        logbook.nothing_changed()
        return row
    write(row, control.columns)
    logbook.record(row, by=by, verb="partner.checked", changes=changed)
    return row


@verb(permissions.CHANGE_PARTNER)
def end(partner: Partner, *, last: date, reason: str, expected: int | None = None, by: Actor) -> Partner:
    """End the work with a partner. Raises Refused as ``standing.end``; Stale."""
    return standing.end(partner, last=last, reason=reason, expected=expected, act="partner.ended", by=by)


def problems(centre: Centre, facts: PartnerFacts) -> list[tuple[str, Refusal]]:
    """What is wrong with a partner to be entered, each as (field, sentence)."""
    code = credit_code.clean(facts.credit_code)
    same = centre.partners.filter(name=facts.name.strip())
    found = [
        ("credit_code", refusal(CODE_FAULT) if code and credit_code.problems(code) else None),
        ("name", standing.twice(same, facts.valid_from, None)),
        *control_problems(facts.control),
    ]
    return [(field, sentence) for field, sentence in found if sentence]


def control_problems(control: Control) -> list[tuple[str, Refusal]]:
    """What is missing of an answer about control from abroad, each as (field, sentence)."""
    if control.answer == ForeignControl.UNKNOWN:
        return []
    found = [
        ("control_basis", None if control.basis.strip() else refusal(NO_BASIS_OF_CONTROL)),
        ("checked_on", None if control.checked_on else refusal(NOT_CHECKED)),
        ("checked_on", _later(control.checked_on)),
    ]
    return [(field, sentence) for field, sentence in found if sentence]


def _later(day: date | None) -> Refusal | None:
    return refusal(CHECKED_LATER) if day and day > clock.today() else None
