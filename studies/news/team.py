"""News of people in study teams."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.texts import in_first_language, text
from studies.enums import TeamFunction, TeamState
from studies.news import people

INVITED = text(
    "news.study.team_invited",
    _("%(site)s asks you to work in “%(study)s” as %(function)s: read what is delegated to you and confirm it."),
)
ANSWERED = text("news.study.team_answered", _("%(who)s answered for “%(study)s”: %(state)s. %(reason)s"))
ENDED = text("news.study.team_ended", _("%(site)s ended your delegation in “%(study)s”: %(reason)s"))


def _facts(member) -> dict:
    return people.names(member.site.study) | {"site": in_first_language(member.hospital)}


def tell_person(member) -> None:
    """The person learns what is asked, wherever the account belongs."""
    function = in_first_language(TeamFunction(member.function).label)
    inbox.notify([member.person], INVITED, member, function=function, **_facts(member))


def tell_site_of_answer(member, by, reason) -> None:
    """The hospital learns whether the person took it on."""
    state = in_first_language(TeamState(member.state).label)
    facts = _facts(member) | {"who": member.person.name, "state": state, "reason": reason}
    inbox.notify(people.office_of(member.hospital_id), ANSWERED, member.site, **facts)


def tell_person_of_end(member, by, reason) -> None:
    """The person learns that the delegation is over."""
    inbox.notify([member.person], ENDED, member, reason=reason, **_facts(member))
