"""News of study sites."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.texts import in_first_language, text
from studies.news import people

DECLINED = text("news.study.site_declined", _("%(site)s does not take part in “%(study)s”: %(reason)s"))


def tell_lead_of_refusal(site, by, reason) -> None:
    """The lead site learns that a hospital declined."""
    facts = {"site": in_first_language(site.hospital), "reason": reason}
    inbox.notify(people.team_of(site.study), DECLINED, site.study, **facts, **people.names(site.study))
