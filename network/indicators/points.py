"""What members reach in their annual assessment."""

from django.db.models import Avg
from django.utils.translation import gettext_lazy as _

from network import assessment_permissions as permissions
from network.indicators.assessments import announced
from network.indicators.dimensions import BY_CENTRE, BY_REGION, BY_TIER
from network.tables.assessments import ResultTable
from office.indicators import Indicator

POINTS = (
    Indicator(
        code="network.assessment_points",
        title=_("Points of the annual assessment"),
        unit=_("points on average"),
        definition=_("The sum of the points of the annual assessments that were announced in the period, on average."),
        permission=permissions.VIEW_ASSESSMENT,
        evidence=announced,
        aggregate=Avg("total"),
        table=ResultTable,
        dimensions=(BY_TIER, BY_REGION, BY_CENTRE),
        rows=lambda rows, period: rows.with_names().with_effective_state(period.last).order_by("-announced_at", "pk"),
        decimals=1,
        order=39,
    ),
)
