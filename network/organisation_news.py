"""Who is told of mergers, splits and hospitals that come in."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.enums import ScopeKind
from access.roles import SECURITY_ADMIN
from access.texts import in_first_language, text
from network.news import centre_people, hospital_people

MERGED = text(
    "news.hospital.merged",
    _("%(hospital)s is merged into %(into)s from %(day)s on: roles at it have ended. %(reason)s"),
)
SPLIT = text("news.hospital.split", _("A campus of %(hospital)s is a hospital of its own now: %(made)s. %(reason)s"))
FOUNDED = text("news.hospital.founded", _("%(hospital)s is in the directory: appoint its first administrator."))
CONTINUED = text(
    "news.membership.continued", _("The membership %(number)s in %(network)s continues at %(hospital)s. %(reason)s")
)


def tell_of_merger(hospital, into, reason) -> None:
    """The people of both hospitals learn of a merger: called before the roles at the first end."""
    people = hospital_people(hospital.pk) + hospital_people(into.pk)
    facts = {"hospital": in_first_language(hospital), "into": in_first_language(into)}
    inbox.notify(people, MERGED, into, day=hospital.closed_on.isoformat(), reason=reason, **facts)


def tell_of_split(parent, made, reason) -> None:
    """The people of the hospital learn that a campus left it; somebody has to appoint the new one's first person."""
    facts = {"hospital": in_first_language(parent), "made": in_first_language(made)}
    inbox.notify(hospital_people(parent.pk), SPLIT, made, reason=reason, **facts)
    security = inbox.holders(SECURITY_ADMIN, ScopeKind.PROVINCE)
    inbox.notify(security, FOUNDED, made, hospital=in_first_language(made))


def tell_of_continued(memberships, reason) -> None:
    """Hospital and centre learn that a membership goes on elsewhere."""
    for membership in memberships:
        people = hospital_people(membership.hospital_id) + centre_people(membership.network.centre_id)
        names = {"hospital": in_first_language(membership.hospital), "network": in_first_language(membership.network)}
        inbox.notify(people, CONTINUED, membership, number=membership.number, reason=reason, **names)
