"""Rules, questions and confirmations of the annual confirmation, for tests."""

from datetime import date, timedelta

from network.domain import annual_confirmations as verbs
from network.domain import profiles, signoffs
from network.models import (
    AnnualConfirmation,
    ConfirmationRule,
    Hospital,
    HospitalProfile,
    Membership,
    Network,
    QuestionSet,
    SignOff,
)
from network.profile_sections import REQUIRED
from network.queries import seasons
from tests.factories import membership as path
from tools import clock

QUESTIONS = [
    {
        "code": "cases",
        "label_zh": "入组病例",
        "label_en": "Cases",
        "kind": "number",
        "unit_zh": "例",
        "required": True,
    },
    {"code": "wishes", "label_zh": "希望", "label_en": "Wishes", "kind": "text", "required": False},
]
ANSWERS = {"cases": 12}
MORNING = "2026-02-10 09:00"


def rule(**columns) -> ConfirmationRule:
    """Open from 1 January, due on 31 March, 60 days of grace, since 2020."""
    usual = {"version": ConfirmationRule.objects.count() + 1, "valid_from": date(2020, 1, 1)}
    days = {"opens_month": 1, "opens_day": 1, "due_month": 3, "due_day": 31, "grace_days": 60}
    made = ConfirmationRule.objects.create(**usual | days | columns)
    seasons.forget()
    return made


def questions(network: Network, rows: list[dict] | None = None, **columns) -> QuestionSet:
    """A version of a network's questions, in force since 2020."""
    usual = {"version": QuestionSet.objects.filter(network=network).count() + 1, "valid_from": date(2020, 1, 1)}
    return QuestionSet.objects.create(
        network=network, questions=QUESTIONS if rows is None else rows, **usual | columns
    )


def backdate(member: Membership, begun: date, years: int = 8) -> Membership:
    """Let a membership have begun on a day."""
    days = {"valid_from": begun, "valid_to": begun + timedelta(days=365 * years)}
    Membership.objects.filter(pk=member.pk).update(**days)
    member.refresh_from_db()
    return member


def fill_profile(hospital: Hospital) -> None:
    """A profile that can be confirmed."""
    row = HospitalProfile.objects.get(hospital=hospital)
    values = {
        name: False if row._meta.get_field(name).get_internal_type() == "BooleanField" else 1 for name in REQUIRED
    }
    HospitalProfile.objects.filter(pk=row.pk).update(**values)


def handed_in(hospital: Hospital, by) -> AnnualConfirmation:
    """Open, filled in, handed in to the administrator."""
    fill_profile(hospital)
    profiles.confirm_profile(hospital, by=by)
    found = verbs.open_for(hospital, by=by)
    for network, asked in verbs.policies.asked(found):
        if asked is not None:
            expected = found.answered.filter(network=network).count()
            verbs.save_answers(found, network=network, answers=ANSWERS, expected=expected, by=by)
    return verbs.hand_in(found, expected=found.version, by=by)


def waiting(found: AnnualConfirmation) -> SignOff:
    """The sign-off that a confirmation waits for."""
    return SignOff.objects.get(object_type=found._meta.label_lower, object_id=found.pk, state="waiting")


def confirmed(hospital: Hospital, *, by, signed_by) -> AnnualConfirmation:
    """Confirmed today, through the sign-off."""
    found = handed_in(hospital, by)
    row = waiting(found)
    signoffs.sign(row, expected=row.version, by=signed_by)
    found.refresh_from_db()
    return found


def in_two_networks() -> path.Cast:
    """A hospital that has been in two networks since 2024; the first asks questions. Seasons since 2026."""
    rule(valid_from=date(2026, 1, 1))
    with clock.at("2024-05-06 10:00"):
        made = path.cast()
        path.joined(made)
        made.second = path.joined(path.cast(hospital=made.hospital, tier=made.tier)).network
        questions(made.network)
    return made
