"""What the annual assessment tells the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import histories, navigation, presenters
from access.delivery import kinds
from access.navigation import NavItem, holding
from network import assessment_permissions as permissions
from network import year_calendar
from network.assessment_enums import Grade

ACTS = {
    "assessment_table.added": _("saved a version of the assessment table"),
    "assessment_round.opened": _("opened the annual assessment"),
    "assessment.scored": _("filled in points"),
    "assessment.result_changed": _("changed the result after an appeal"),
    "assessment_appeal.written": _("wrote the appeal"),
}


def _grade(code: str) -> str:
    return str(Grade(code).label) if code in Grade.values else code


FACTS = {"table": (_("assessment table"), None), "members": (_("members"), None), "grade": (_("result"), _grade)}


def register_assessments() -> None:
    """Words of the logbook, news, histories, sign-off, menu and calendar."""
    from network.domain import assessment_calendar

    presenters.register_acts(ACTS)
    presenters.register_facts(FACTS)
    kinds.register(kinds.Kind("assessment", _("Annual assessments"), ("news.assessment.",), pressing=True))
    histories.register("assessment", "network.annualassessment")
    histories.register("assessment-round", "network.assessmentround")
    histories.register("assessment-appeal", "network.assessmentappeal")
    year_calendar.register("assessment", assessment_calendar.entries)
    _register_signoff()
    _register_menu()


def _register_signoff() -> None:
    from network.domain import assessment_appeals as appeals
    from network.domain import signoffs

    kind = signoffs.SignOffKind(
        title=_("appeal against an assessment"),
        signed=appeals.signed,
        returned=appeals.sent_back,
        summary_template="network/assessment_appeal_summary.html",
    )
    signoffs.register_kind(appeals.KIND, kind)


def _register_menu() -> None:
    navigation.register(
        NavItem("work", _("Calendar of the year"), "network:year", "calendar", order=40),
        NavItem(
            "members",
            _("Annual assessments"),
            "network:assessments",
            "clipboard-check",
            holding(permissions.VIEW_ASSESSMENT),
            50,
        ),
        NavItem(
            "members",
            _("Assessment rounds"),
            "network:assessment_rounds",
            "clipboard-list",
            holding(permissions.VIEW_ROUND),
            51,
        ),
        NavItem(
            "rules",
            _("Assessment tables"),
            "network:assessment_tables",
            "list",
            holding(permissions.CHANGE_TABLE),
            52,
        ),
    )
