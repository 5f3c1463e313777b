"""Entering for a hospital from paper 代填: the centre types, and nothing counts before the hospital has confirmed it
(network.domain.proxy_answers, or network.domain.proxy_letters where it answers on sealed paper)."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from access import door, logbook
from access.actor import Actor
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import proxy_news as news
from network import proxy_permissions as permissions
from network import questions as rules
from network.domain import application_content, applications
from network.domain import application_tasks as tasks
from network.domain.proxy_answers import PERIOD_TO_ANSWER
from network.membership_enums import ApplicationKind, ApplicationState
from network.models import ApplicationSection, Campus, MembershipApplication, Network, ProxyEntry, Tier
from network.proxy_policies import PAPER
from network.sections import OWN, SECTIONS, TITLES, UNIT
from office.domain import attachments, receipts
from office.files import Accepted
from tools import clock

# The hospital's own data are not typed by others: it keeps its profile itself.
TYPED = tuple(code for code in SECTIONS if code != UNIT)
APPLIES_ALREADY = text(
    "network.proxy.applies_already", _("The hospital applies to this network already: nothing is entered twice.")
)
MEMBER_ALREADY = text(
    "network.proxy.member_already",
    _("The campus is a member of this network: the hospital asks for another tier itself."),
)
IN_FUTURE = text("network.proxy.in_future", _("The paper cannot be dated later than today: check the date."))
SECTION_MISSING = text("network.proxy.section_missing", _("Type every section of the paper: %(missing)s."))


def typed(network: Network) -> tuple[str, ...]:
    """The sections that are typed for a network: its own questions are on its paper, too."""
    found = applications.questions_in_force(network)
    return (*TYPED, OWN) if found and rules.without_papers(found.questions) else TYPED


@dataclass(frozen=True)
class FromPaper:
    """What stands on the paper: for whom, the date beside the seal, and the answers by section."""

    campus: Campus
    tier: Tier
    signed_on: date
    sections: dict[str, dict] = field(default_factory=dict)


def enter(network: Network, *, paper: FromPaper, scan: list, by: Actor) -> ProxyEntry:
    """Enter an application for a hospital with the scan of its paper. Not to be called inside a verb: the scan is read
    first. Raises Forbidden, Refused."""
    door.require(by, permissions.ENTER, network)
    return enter_accepted(network, paper=paper, scan=attachments.brought(ProxyEntry, scan), by=by)


@verb(permissions.ENTER)
def enter_accepted(network: Network, *, paper: FromPaper, scan: Accepted, by: Actor) -> ProxyEntry:
    """Enter with a scan that was brought: the application is with the centre at once, marked until it is confirmed.

    Raises Refused: closed hospital, campus or network, a block after an exit, an open application, a member already,
    a date in the future, a section that is missing.
    """
    _check_paper(paper, network)
    application = _open_application(network, paper, by)
    now = application.submitted_at
    for code in typed(network):
        ApplicationSection.objects.create(
            application=application, code=code, answers=paper.sections[code], saved_by=by.user, saved_at=now
        )
    receipt = receipts.issue(application, content=application_content.unprofiled(application), by=by)
    entry = ProxyEntry.objects.create(
        application=application,
        number=application.number,
        hospital=application.hospital,
        network=network,
        signed_on=paper.signed_on,
        entered_by=by.user,
        entered_at=now,
        expires_on=clock.today() + PERIOD_TO_ANSWER,
        sha256=receipt.sha256,
    )
    attachments.attach_accepted(entry, scan, kind=PAPER, by=by)
    changes = {"hospital": ("", entry.hospital), "tier": ("", paper.tier)}
    logbook.record(application, by=by, verb="application.entered_from_paper", changes=changes)
    logbook.record(entry, by=by, verb="proxy_entry.entered", changes=changes)
    news.ask_hospital(entry)
    news.tell_hospital_of_entry(entry)
    tasks.check_formally(application)
    return entry


def _check_paper(paper: FromPaper, network: Network) -> None:
    if paper.signed_on > clock.today():
        raise Refused(refusal(IN_FUTURE), network)
    missing = [str(TITLES[code]) for code in typed(network) if code not in paper.sections]
    if missing:
        raise Refused(refusal(SECTION_MISSING, missing=missing), network)


def _open_application(network: Network, paper: FromPaper, by: Actor) -> MembershipApplication:
    """The application, with the centre from the beginning; of one that the hospital is writing nothing is told."""
    now = clock.now()
    columns = {"state": ApplicationState.SUBMITTED, "handed_in_at": now, "submitted_at": now, "resubmitted_at": now}
    hospital = paper.campus.hospital
    try:
        made = applications.open_row(hospital, network=network, campus=paper.campus, tier=paper.tier, by=by, **columns)
    except Refused as refused:
        if refused.reason.code == applications.ALREADY_OPEN:
            raise Refused(refusal(APPLIES_ALREADY), network) from None
        raise Refused(refused.reason, network) from None
    if made.kind == ApplicationKind.TIER_CHANGE:
        raise Refused(refusal(MEMBER_ALREADY), network)
    return made
