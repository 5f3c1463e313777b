"""What centres entered for hospitals, for tests, through the real verbs."""

from access.actor import Actor
from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN
from network.domain import proxy_answers, proxy_entries
from network.domain.proxy_entries import TYPED, FromPaper
from network.models import MembershipApplication, ProxyEntry
from tests.factories.membership import Cast, pdf
from tools import clock


def paper(cast: Cast, **changed) -> FromPaper:
    """What stands on a paper that the cast's hospital has sealed today."""
    sections = {code: {"note": code} for code in TYPED}
    facts = {"campus": cast.campus, "tier": cast.tier, "signed_on": clock.today(), "sections": sections}
    return FromPaper(**facts | changed)


def entered(cast: Cast, *, by: Actor | None = None, **changed) -> ProxyEntry:
    """Entered by the centre's secretary and not answered yet."""
    by = by or cast.actor(CENTRE_ADMIN)
    return proxy_entries.enter(cast.network, paper=paper(cast, **changed), scan=[pdf("scan.pdf")], by=by)


def contested(cast: Cast) -> ProxyEntry:
    """Entered, and contested by the hospital's administrator."""
    entry = entered(cast)
    return proxy_answers.contest(entry, reason="床位数有误", expected=1, by=cast.actor(HOSPITAL_ADMIN))


def application_of(entry: ProxyEntry) -> MembershipApplication:
    """The entry's application as it is stored now."""
    return MembershipApplication.objects.get(pk=entry.application_id)
