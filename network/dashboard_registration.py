"""What the overviews tell the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import delegation_kinds, navigation, presenters
from access.navigation import NavItem, holding
from network import dashboard_permissions as permissions
from network.dashboards import Board, register
from network.domain import decision_delegation as delegated

ACTS = {"plan.entered": _("entered a plan of members"), "plan.changed": _("changed a plan of members")}
OVERVIEWS = (
    permissions.HOSPITAL_OVERVIEW,
    permissions.CENTRE_OFFICE_OVERVIEW,
    permissions.REGION_OVERVIEW,
    permissions.PROVINCE_OVERVIEW,
)
FIGURES = {
    Board.HOSPITAL: (
        "network.active_members",
        "network.confirmed_members",
        "network.signoffs_in_time",
        "network.assessment_points",
    ),
    Board.OFFICE: (
        "network.active_members",
        "network.confirmed_members",
        "network.being_sealed",
        "network.late_applications",
        "network.members_in_trouble",
    ),
    Board.CENTRE: (
        "network.active_members",
        "network.planned_members",
        "network.county_coverage",
        "network.late_applications",
        "network.members_in_trouble",
    ),
    Board.REGION: (
        "network.active_members",
        "network.county_coverage",
        "network.hospitals_outside",
        "network.late_applications",
        "network.members_in_trouble",
    ),
    Board.PROVINCE: (
        "network.active_members",
        "network.region_coverage",
        "network.county_coverage",
        "network.confirmed_members",
        "network.late_applications",
    ),
}


def register_dashboards() -> None:
    """Acts, the house's own figures, deputies for decisions, menu."""
    presenters.register_acts(ACTS)
    for board, codes in FIGURES.items():
        register(board, codes)
    delegation_kinds.register(
        delegation_kinds.DelegationKind("decisions", delegated.TITLE, delegated.PERMISSIONS, delegated.TASKS)
    )
    navigation.register(
        NavItem("work", _("Overview"), "network:overview", "chart-column", holding(*OVERVIEWS), order=5)
    )
