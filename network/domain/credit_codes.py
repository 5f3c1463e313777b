"""The rule about credit codes: check characters must agree, unless somebody gives a reason why they do not."""

from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, Refused, refusal
from access.texts import text
from network.models import Hospital
from tools.codes import credit_code

WRONG = text("network.hospital.credit_code_wrong", _("The credit code does not hold. %(problems)s"))
MISSING = text("network.hospital.credit_code_missing", _("An independent legal person has a credit code: enter it."))
TAKEN = text(
    "network.hospital.credit_code_taken",
    _("The credit code %(credit_code)s belongs to %(hospital)s already: add a campus or a further name there."),
)


def checked(code: str, *, override_reason: str, legal_person: bool, except_for: Hospital | None = None) -> dict:
    """The hospital's columns for a code as it was typed. Raises Refused with what is wrong.

    Really issued codes with a wrong check character exist, so ``override_reason`` lets one through; it does not help
    against a wrong length or a character that no code contains.
    """
    cleaned = credit_code.clean(code)
    reason = override_reason.strip()
    missing = lacking(cleaned, legal_person=legal_person)
    if missing:
        raise Refused(missing)
    if not cleaned:
        return {"credit_code": "", "credit_code_checked": False, "credit_code_override_reason": ""}
    found = credit_code.problems(cleaned)
    if found and not (reason and may_be_overridden(cleaned)):
        raise Refused(refusal(WRONG, problems=" ".join(found)))
    owner = owner_of(cleaned, except_for=except_for)
    if owner is not None:
        raise Refused(refusal(TAKEN, credit_code=cleaned, hospital=str(owner)), owner)
    return {
        "credit_code": cleaned,
        "credit_code_checked": not found,
        "credit_code_override_reason": reason if found else "",
    }


def lacking(code: str, *, legal_person: bool) -> Refusal | None:
    """The sentence that a legal person has no code, or None."""
    return refusal(MISSING) if legal_person and not code else None


def may_be_overridden(cleaned: str) -> bool:
    """Whether only check characters are wrong: length and characters are those of a code."""
    return len(cleaned) == credit_code.LENGTH and set(cleaned) <= set(credit_code.ALPHABET)


def owner_of(cleaned: str, *, except_for: Hospital | None = None) -> Hospital | None:
    """The hospital that has the code already."""
    rows = Hospital.objects.filter(credit_code=cleaned)
    return (rows.exclude(pk=except_for.pk) if except_for else rows).first()
