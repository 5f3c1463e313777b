"""What exactly a hospital confirmed: the content over which the receipt's hash is made, and last year's answers."""

from network.models import AnnualConfirmation, MembershipConfirmation
from network.profile_sections import EDITABLE


def of(confirmation: AnnualConfirmation) -> dict:
    """The hospital, its profile, and for each member its number, tier, questions' version and answers."""
    hospital, profile = confirmation.hospital, confirmation.hospital.profile
    rows = confirmation.members.select_related("network", "membership__tier", "question_set").order_by("pk")
    return {
        "year": confirmation.year,
        "hospital": hospital.name_zh,
        "credit_code": hospital.credit_code,
        "confirmed_on": confirmation.confirmed_on.isoformat(),
        "profile": {name: getattr(profile, name) for name in EDITABLE},
        "profile_confirmed_on": profile.confirmed_on.isoformat(),
        "members": [_member(row) for row in rows],
    }


def _member(row: MembershipConfirmation) -> dict:
    return {
        "number": row.number,
        "network": row.network.name_zh,
        "tier": row.membership.tier.code,
        "question_set": row.question_set.version if row.question_set else None,
        "answers": row.answers,
    }


def last_answers(confirmation: AnnualConfirmation, network) -> MembershipConfirmation | None:
    """What the hospital answered to the network the last time in an earlier year, or None."""
    rows = MembershipConfirmation.objects.filter(
        hospital=confirmation.hospital_id, network=network, year__lt=confirmation.year, question_set__isnull=False
    )
    return rows.select_related("question_set").order_by("-year", "-pk").first()
