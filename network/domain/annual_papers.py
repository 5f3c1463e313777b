"""Entering a network's part of a hospital's annual confirmation from paper 代填: nothing is confirmed before the
hospital has answered (network.domain.proxy_answers, or network.domain.proxy_letters where it answers on sealed paper).

The hospital's profile is not on the paper: it confirms that itself, once for all networks.
"""

from dataclasses import dataclass, field
from datetime import date

from access import door, logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.verbs import verb
from network import annual_paper_policies as policies
from network import confirmation_policies
from network import proxy_news as news
from network import proxy_permissions as permissions
from network import questions as rules
from network.domain import annual_confirmations, locks, numbers
from network.domain.proxy_answers import PERIOD_TO_ANSWER
from network.domain.proxy_entries import IN_FUTURE
from network.models import AnnualConfirmation, Hospital, Network, ProxyEntry, QuestionSet
from network.proxy_policies import PAPER
from office.domain import attachments, receipts
from office.files import Accepted
from tools import clock


@dataclass(frozen=True)
class AnnualPaper:
    """What stands on the paper: whose it is, the date beside the seal, and the answers to the network's questions."""

    hospital: Hospital
    signed_on: date
    answers: dict = field(default_factory=dict)


def questions_of(network: Network) -> QuestionSet | None:
    """The network's questions in force, as the hospital would be asked them; None when it asks nothing of its own."""
    return QuestionSet.objects.filter(network=network).in_force().get(network.pk)


def enter(network: Network, *, paper: AnnualPaper, scan: list, by: Actor) -> ProxyEntry:
    """Enter the paper with its scan. Not to be called inside a verb: the scan is read first. Raises Forbidden,
    Refused."""
    door.require(by, permissions.ENTER, network)
    return enter_accepted(network, paper=paper, scan=attachments.brought(ProxyEntry, scan), by=by)


@verb(permissions.ENTER)
def enter_accepted(network: Network, *, paper: AnnualPaper, scan: Accepted, by: Actor) -> ProxyEntry:
    """Enter with a scan that was brought: it waits for the hospital's answer and confirms nobody until then.

    Raises Refused: no season, a hospital that has not to confirm or has, another paper of the year, a date before the
    season or to come, and missing answers.
    """
    locks.hold_many(hospitals={paper.hospital.pk}, campuses=set(), network=network.pk)
    asked = questions_of(network)
    unfit = policies.can_be_entered(paper.hospital, network) or _unfit_paper(paper, asked)
    if unfit:
        raise Refused(unfit, network)
    annual = annual_confirmations.open_for(paper.hospital, by=Actor.as_system(by.label, origin=by.origin))
    entry = _create(annual, network, paper, asked, by)
    attachments.attach_accepted(entry, scan, kind=PAPER, by=by)
    changes = {"hospital": ("", entry.hospital), "year": ("", annual.year)}
    logbook.record(entry, by=by, verb="proxy_entry.entered", changes=changes)
    news.ask_hospital(entry)
    news.tell_hospital_of_entry(entry)
    return entry


def _unfit_paper(paper: AnnualPaper, asked: QuestionSet | None) -> Refusal | None:
    season = confirmation_policies.season_now()
    if paper.signed_on > clock.today():
        return refusal(IN_FUTURE)
    if paper.signed_on < season.opens:
        return refusal(policies.BEFORE_SEASON, year=str(season.year), day=season.opens.isoformat())
    missing = rules.unanswered(asked.questions, paper.answers) if asked else []
    return refusal(annual_confirmations.UNANSWERED, questions=missing) if missing else None


def _create(annual: AnnualConfirmation, network: Network, paper: AnnualPaper, asked, by: Actor) -> ProxyEntry:
    known = {question["code"] for question in asked.questions} if asked else set()
    answers = {code: value for code, value in paper.answers.items() if code in known}
    number = numbers.next_number(ProxyEntry, f"{network.code}-NQ-{annual.year}")
    content = _content(annual, network, paper, asked, answers) | {"number": number}
    entry = ProxyEntry.objects.create(
        annual=annual,
        question_set=asked,
        answers=answers,
        number=number,
        hospital=annual.hospital,
        network=network,
        signed_on=paper.signed_on,
        entered_by=by.user,
        expires_on=clock.today() + PERIOD_TO_ANSWER,
        sha256=receipts.hash_of(content),
    )
    receipts.issue(entry, content=content, by=by)
    return entry


def _content(annual: AnnualConfirmation, network: Network, paper: AnnualPaper, asked, answers: dict) -> dict:
    """What exactly was typed, over which the code of the letter is made."""
    return {
        "year": annual.year,
        "hospital": annual.hospital.name_zh,
        "credit_code": annual.hospital.credit_code,
        "network": network.name_zh,
        "signed_on": paper.signed_on.isoformat(),
        "question_set": asked.version if asked else None,
        "answers": answers,
    }
