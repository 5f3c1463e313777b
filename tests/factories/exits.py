"""Exits, visits and measures for tests, through the real verbs."""

from datetime import timedelta

from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network import exits
from network.domain import measures, membership_exits, memberships, signoffs, site_visits
from network.exit_enums import Finding
from network.models import Membership, MembershipExit, SignOff, SiteVisit, VisitChecklist
from tests.factories.membership import Cast
from tools import clock


def checklist() -> VisitChecklist:
    """A common checklist of two items."""
    items = [{"code": "beds", "zh": "床位", "en": "Beds"}, {"code": "ethics", "zh": "伦理", "en": ""}]
    return VisitChecklist.objects.get_or_create(
        network=None, version=1, defaults={"valid_from": clock.today() - timedelta(days=900), "items": items}
    )[0]


def asked(cast: Cast, member: Membership, *, reason: str = "业务调整") -> MembershipExit:
    """Waiting for the hospital's sign-off."""
    facts = {"last_day": clock.today(), "reason": reason, "expected": member.version}
    return membership_exits.ask(member, **facts, by=cast.actor(HOSPITAL_COORDINATOR))


def signed(cast: Cast, member: Membership) -> MembershipExit:
    """A hospital's wish that the centre has."""
    leaving = asked(cast, member)
    waiting = SignOff.objects.get(object_type="network.membershipexit", object_id=leaving.pk, state="waiting")
    signoffs.sign(waiting, expected=waiting.version, by=cast.actor(HOSPITAL_ADMIN))
    leaving.refresh_from_db()
    return leaving


def begun(
    cast: Cast, member: Membership, *, kind: str = "revoked", reason: str = "数据造假", day=None
) -> MembershipExit:
    """Begun by the centre."""
    facts = {"kind": kind, "last_day": day or clock.today(), "reason": reason, "expected": member.version}
    return membership_exits.begin(member, **facts, by=cast.actor(CENTRE_DIRECTOR))


def settled(cast: Cast, leaving: MembershipExit) -> MembershipExit:
    """With the first choice for everything that is open."""
    items = exits.open_items(leaving.membership)
    choices = {(source.code, item.key): (item.choices[0].code, "") for source, item in items}
    return membership_exits.settle(leaving, choices=choices, expected=leaving.version, by=cast.actor(CENTRE_ADMIN))


def completed(cast: Cast, leaving: MembershipExit, *, day=None) -> MembershipExit:
    """Settled and completed."""
    leaving = settled(cast, leaving)
    facts = {"last_day": day or leaving.last_day, "expected": leaving.version}
    return membership_exits.complete(leaving, **facts, by=cast.actor(CENTRE_DIRECTOR))


def ended(cast: Cast, member: Membership, *, kind: str = "voluntary", reason: str = "r", day=None) -> MembershipExit:
    """A membership that the centre has ended through the whole way."""
    leaving = completed(cast, begun(cast, member, kind=kind, reason=reason, day=day))
    member.refresh_from_db()
    return leaving


def visit(cast: Cast, about) -> SiteVisit:
    """Planned for today."""
    checklist()
    facts = {"planned_on": clock.today(), "visitors": "王某、李某", "expected": about.version}
    return site_visits.plan(about, **facts, by=cast.actor(CENTRE_ADMIN))


def a_report(outcome: str = "fit", conclusion: str = "符合条件") -> site_visits.Report:
    """A report on the factory's checklist."""
    findings = {"beds": (Finding.MET, ""), "ethics": (Finding.PARTLY, "记录不全")}
    return site_visits.Report(findings, outcome, conclusion)


def reported(cast: Cast, about) -> SiteVisit:
    """A visit with its report."""
    made = visit(cast, about)
    return site_visits.report(made, report=a_report(), expected=made.version, by=cast.actor(CENTRE_ADMIN))


def warned(cast: Cast, member: Membership):
    """The measure of a warning that waits for its answer."""
    memberships.warn(member, reason="未按时报送", expected=member.version, by=cast.actor(CENTRE_ADMIN))
    return member.measures.get()


def answered(cast: Cast, member: Membership):
    """A warning with its answer."""
    measure = warned(cast, member)
    facts = {"answer": "已补报", "uploads": [], "expected": measure.version}
    return measures.answer(measure, **facts, by=cast.actor(HOSPITAL_COORDINATOR))
