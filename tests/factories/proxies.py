"""What centres entered for hospitals, for tests, through the real verbs."""

from datetime import timedelta

from access.actor import Actor
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN
from network.domain import annual_papers, proxy_answers, proxy_entries, reviews
from network.domain.annual_papers import AnnualPaper
from network.domain.proxy_entries import TYPED, FromPaper
from network.models import MembershipApplication, ProxyEntry, SignOff
from tests.factories import seasons
from tests.factories.membership import Cast, pdf
from tests.factories.people import holder
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


def annual(cast: Cast, *, by: Actor | None = None, **changed) -> ProxyEntry:
    """What the cast's hospital answered to its network on paper today, entered by the secretary and not answered."""
    by = by or cast.actor(CENTRE_ADMIN)
    facts = {"hospital": cast.hospital, "signed_on": clock.today(), "answers": seasons.ANSWERS} | changed
    return annual_papers.enter(cast.network, paper=AnnualPaper(**facts), scan=[pdf("scan.pdf")], by=by)


def application_of(entry: ProxyEntry) -> MembershipApplication:
    """The entry's application as it is stored now."""
    return MembershipApplication.objects.get(pk=entry.application_id)


def under_review(entry: ProxyEntry, cast: Cast) -> MembershipApplication:
    """The entry's application, through the formal check."""
    application = application_of(entry)
    return reviews.pass_formal_check(application, expected=application.version, by=cast.actor(CENTRE_ADMIN))


def admit(application: MembershipApplication, cast: Cast) -> MembershipApplication:
    """Admitted by the director from today on."""
    term = {"term_from": clock.today(), "term_to": clock.today() + timedelta(days=700)}
    by = cast.actor(CENTRE_DIRECTOR)
    return reviews.admit(application, tier=cast.tier, **term, expected=application.version, by=by)


def second_secretary(cast: Cast) -> Actor:
    """Another person of the centre's office."""
    return Actor.of(holder(CENTRE_ADMIN, cast.network.centre))


def waiting(entry: ProxyEntry) -> SignOff:
    """The sign-off that the entry waits for."""
    return SignOff.objects.get(object_type="network.proxyentry", object_id=entry.pk, state="waiting")
