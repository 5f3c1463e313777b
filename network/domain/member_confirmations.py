"""Writing that a member is confirmed for a year: a part of the hospital's signature, or of its answer to a paper."""

from access import logbook
from access.actor import Actor
from network import confirmation_policies as policies
from network.models import AnnualConfirmation, Membership, MembershipConfirmation, ProxyEntry, QuestionSet
from tools import clock


def write(
    annual: AnnualConfirmation, member: Membership, *, question_set: QuestionSet | None, answers: dict, by: Actor
) -> MembershipConfirmation:
    """Confirm one membership for the year from today on, with the answers to its network as they were given."""
    today = clock.today()
    made = MembershipConfirmation.objects.create(
        annual=annual,
        membership=member,
        hospital_id=member.hospital_id,
        campus_id=member.campus_id,
        network_id=member.network_id,
        number=member.number,
        year=annual.year,
        confirmed_on=today,
        question_set=question_set,
        answers=answers,
    )
    changes = {"year": ("", annual.year), "confirmed_on": ("", today)}
    logbook.record(member, by=by, verb="membership.confirmed", changes=changes)
    return made


def write_from_paper(entry: ProxyEntry, *, by: Actor) -> list[MembershipConfirmation]:
    """Confirm every membership of the paper's network that is not confirmed yet."""
    said = {"question_set": entry.question_set, "answers": entry.answers}
    members = policies.unconfirmed(entry.annual).filter(network=entry.network_id)
    return [write(entry.annual, member, **said, by=by) for member in members]
