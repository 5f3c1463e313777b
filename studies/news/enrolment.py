"""News and tasks of enrolment."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.roles import ETHICS_SECRETARY, HOSPITAL_COORDINATOR
from access.texts import in_first_language, text
from studies.news import people

REPORT = text("task.month.report", _("Report the month of your study sites: %(about)s"))
CONFIRM = text("task.month.confirm", _("Confirm the month: %(about)s"))
CORRECTED = text(
    "news.month.corrected", _("%(site)s corrected %(month)s of “%(study)s”, which you had confirmed: %(reason)s")
)
OVER_CAP = text("news.month.full", _("“%(study)s” has enrolled its last participant: all %(cap)s places are filled."))


def task_to_report(hospital, due, url: str) -> None:
    """The hospital's coordinators report all open sites of the hospital on one page."""
    inbox.open_task(
        REPORT,
        hospital,
        role=HOSPITAL_COORDINATOR,
        scope_kind="hospital",
        scope_id=hospital.pk,
        due=due,
        url=url,
        about=in_first_language(hospital),
    )


def tell_of_correction(report) -> None:
    """The lead site learns that a month that it had confirmed is another one now."""
    facts = {"site": in_first_language(report.hospital), "month": f"{report.month:%Y-%m}", "reason": report.reason}
    inbox.notify(people.office_of(report.lead_hospital_id), CORRECTED, report, **facts, **people.names(report.study))


def tell_full(study, cap: int) -> None:
    """Lead site, its ethics secretary and the centres learn that nobody can be enrolled any more."""
    ethics = inbox.holders(ETHICS_SECRETARY, "hospital", study.lead_hospital_id)
    hearers = people.team_of(study) + people.centres_of(study) + ethics
    inbox.notify(hearers, OVER_CAP, study, cap=cap, **people.names(study))
