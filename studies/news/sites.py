"""News and tasks of study sites."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.roles import ETHICS_SECRETARY, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from access.texts import in_first_language, text
from studies.enums import SiteState
from studies.news import people
from tools import calendar, clock

DECLINED = text("news.study.site_declined", _("%(site)s does not take part in “%(study)s”: %(reason)s"))
MOVED = text("news.study.site_moved", _("%(site)s in “%(study)s” is now: %(state)s. %(reason)s"))
SENT_BACK = text(
    "news.study.site_sent_back", _("Your administrator does not sign the part in “%(study)s”: %(reason)s")
)

ANSWER = text("task.studysite.answer", _("Answer the invitation to a study: %(about)s"))
START_UP = text("task.studysite.start_up", _("Take the site's start-up further: %(about)s"))
OPEN_SITE = text("task.studysite.open", _("Initiate and open the site: %(about)s"))
RENEW = {
    60: text("task.studysite.renew_60", _("Ethics approval ends on %(last_day)s, apply for its renewal: %(about)s")),
    30: text("task.studysite.renew_30", _("Ethics approval ends within 30 days, on %(last_day)s: %(about)s")),
    7: text("task.studysite.renew_7", _("Ethics approval ends within 7 days, on %(last_day)s: %(about)s")),
    -1: text("task.studysite.lapsed", _("Ethics approval ended on %(last_day)s, nobody may be enrolled: %(about)s")),
}
SOON, VERY_SOON, LAPSED = 30, 7, -1
# How long each waits, and whose it is: the site's own coordinator, or the lead site's.
PERIODS = {
    ANSWER: (10, calendar.Kind.WORKING),
    START_UP: (30, calendar.Kind.NATURAL),
    OPEN_SITE: (15, calendar.Kind.WORKING),
}
NEXT = {
    SiteState.INVITED: (ANSWER, False),
    SiteState.FEASIBILITY: (ANSWER, False),
    SiteState.CONFIRMED: (START_UP, False),
    SiteState.ETHICS: (START_UP, False),
    SiteState.AGREEMENT_SIGNED: (START_UP, False),
    SiteState.HGR_OK: (START_UP, False),
    SiteState.TRAINING: (OPEN_SITE, True),
    SiteState.INITIATED: (OPEN_SITE, True),
}


def open_next(site) -> None:
    """Whoever has to take the next step finds it in the inbox."""
    if site.state not in NEXT or site.shown_at is None:
        return
    kind, is_lead = NEXT[SiteState(site.state)]
    due = calendar.due_after(clock.today(), *PERIODS[kind])
    _task(kind, site, HOSPITAL_COORDINATOR, site.lead_hospital_id if is_lead else site.hospital_id, due)


def _task(kind: str, site, role: str, hospital_id: int, due, **facts) -> None:
    about = in_first_language(site)
    inbox.open_task(kind, site, role=role, scope_kind="hospital", scope_id=hospital_id, due=due, about=about, **facts)


def tasks_to_renew(site, level: int) -> None:
    """One task a level and person: the nearer the last day, the more people have it."""
    holders = {(HOSPITAL_COORDINATOR, site.hospital_id), (ETHICS_SECRETARY, site.hospital_id)}
    if level <= SOON:
        holders.add((HOSPITAL_ADMIN, site.hospital_id))
    if level <= VERY_SOON:
        holders.add((HOSPITAL_COORDINATOR, site.lead_hospital_id))
    for role, hospital_id in sorted(holders):
        _task(RENEW[level], site, role, hospital_id, site.ethics_until, last_day=site.ethics_until.isoformat())


def tell_lead_of_refusal(site, by, reason) -> None:
    """The lead site learns that a hospital declined."""
    facts = {"site": in_first_language(site.hospital), "reason": reason}
    inbox.notify(people.team_of(site.study), DECLINED, site.study, **facts, **people.names(site.study))


def tell_of_step(site, by, reason) -> None:
    """Lead site, hospital and the site's investigator learn how far the site has come."""
    hearers = people.team_of(site.study) + people.office_of(site.hospital_id)
    hearers += [site.investigator] * (site.investigator_id is not None)
    facts = {"site": in_first_language(site.hospital), "state": in_first_language(SiteState(site.state).label)}
    inbox.notify(hearers, MOVED, site, reason=reason, **facts, **people.names(site.study))
