"""The steps of a site that takes part: through ethics, agreement and training to the opening and the archive."""

from access.actor import Actor
from access.refusals import Refused, refusal
from access.verbs import verb
from studies import permissions
from studies.domain.sites import IN_FUTURE, advance
from studies.enums import SiteState
from studies.models import StudySite
from tools import clock


@verb(permissions.RUN_STUDY_SITE)
def settle_ethics(site: StudySite, *, expected: int, token: str = "", by: Actor) -> StudySite:
    """Ethics is settled. Raises Refused unless a decision permits research at the site today."""
    advance(site, SiteState.ETHICS, by=by, expected=expected, token=token)
    return site


@verb(permissions.RUN_STUDY_SITE)
def sign_agreement(site: StudySite, *, signed_on, expected: int, token: str = "", by: Actor) -> StudySite:
    """The agreement with the lead site was signed on a day. Raises Refused for a day to come."""
    if signed_on > clock.today():
        raise Refused(refusal(IN_FUTURE), site)
    advance(site, SiteState.AGREEMENT_SIGNED, by=by, expected=expected, token=token, agreement_on=signed_on)
    return site


@verb(permissions.RUN_STUDY_SITE)
def settle_hgr(site: StudySite, *, expected: int, token: str = "", by: Actor) -> StudySite:
    """What human genetic resources ask for is there. Raises Refused with what is not answered or not valid today."""
    advance(site, SiteState.HGR_OK, by=by, expected=expected, token=token)
    return site


@verb(permissions.RUN_STUDY_SITE)
def train(site: StudySite, *, expected: int, token: str = "", by: Actor) -> StudySite:
    """The team is trained and has its accounts."""
    advance(site, SiteState.TRAINING, by=by, expected=expected, token=token)
    return site


@verb(permissions.CHANGE_STUDY_SITE)
def initiate(site: StudySite, *, expected: int, token: str = "", by: Actor) -> StudySite:
    """The lead site initiated it (启动会)."""
    advance(site, SiteState.INITIATED, by=by, expected=expected, token=token)
    return site


@verb(permissions.CHANGE_STUDY_SITE)
def open_site(site: StudySite, *, expected: int, token: str = "", by: Actor) -> StudySite:
    """The site may enrol. Raises Refused at the first gate that is shut today, and says which."""
    opened = site.opened_on or clock.today()
    advance(site, SiteState.OPEN, by=by, expected=expected, token=token, opened_on=opened)
    return site


@verb(permissions.RUN_STUDY_SITE)
def pause(site: StudySite, *, reason: str, expected: int, token: str = "", by: Actor) -> StudySite:
    """Stop enrolment at the site for a while, with a reason; its own hospital and the lead site may."""
    advance(site, SiteState.PAUSED, by=by, expected=expected, token=token, reason=reason)
    return site


@verb(permissions.CHANGE_STUDY_SITE)
def close(site: StudySite, *, reason: str, expected: int, token: str = "", by: Actor) -> StudySite:
    """Close the site, with a reason; what it reported stays."""
    advance(site, SiteState.CLOSED, by=by, expected=expected, token=token, reason=reason, closed_on=clock.today())
    return site


@verb(permissions.RUN_STUDY_SITE)
def archive(site: StudySite, *, expected: int, token: str = "", by: Actor) -> StudySite:
    """The site's documents are archived."""
    advance(site, SiteState.ARCHIVED, by=by, expected=expected, token=token)
    return site
