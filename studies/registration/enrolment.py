"""What enrolment tells the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import live, navigation, presenters, retention
from access.delivery import kinds
from access.enums import EntryKind
from access.navigation import NavItem, holding
from studies import permissions
from studies.views import enrolment_live

ACTS = {
    "month.reported": _("reported a month of the study site"),
    "month.corrected": _("corrected a month of the study site"),
    "month.confirmed": _("confirmed a month of the study"),
    "enrolment.planned": _("set down the enrolment plan"),
    "enrolment.shared_out": _("set a site's share of the places"),
    "slot.reserved": _("reserved a place"),
}


def register_enrolment() -> None:
    """Acts, retention, news, the live board, the work by the clock, the menu."""
    from studies.tasks import enrolment  # noqa: F401 - importing registers the work

    presenters.register_acts(ACTS)
    kinds.register(kinds.Kind("month", _("Months of study sites"), ("news.month.",), pressing=True))
    of_study = ("month", "enrolment", "slot", "enrolment_slot")
    retention.register_kinds(dict.fromkeys(of_study, EntryKind.STUDY))
    live.register(enrolment_live.ENROLMENT)
    navigation.register(
        NavItem(
            "studies",
            _("This month"),
            "studies:months",
            "calendar",
            holding(permissions.REPORT_MONTH),
            order=20,
        ),
    )
    _register_table()


def _register_table() -> None:
    from network.imports import ImportKind, register
    from studies.domain import month_imports as table

    register(
        ImportKind(
            "months",
            _("Months of study sites"),
            _("Monthly counts of your hospital's sites, or of all sites of studies that it leads."),
            table.PERMISSION,
            table.COLUMNS,
            table.CHECKS,
            table.take,
            scope="hospital",
            icon="chart-column",
        )
    )
