"""How lists of assessments, rounds and tables are narrowed down."""

import django_filters as filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.filters import DayFilter
from network.assessment_enums import EffectiveAssessment, Grade, RoundState
from network.models import AnnualAssessment, AssessmentRound, AssessmentTable, Network, Region
from network.tables.membership_filters import in_names


class AssessmentFilter(filters.FilterSet):
    """By words, network, year, region, result and state."""

    q = filters.CharFilter(label=_("Number, hospital or network"), method=in_names)
    network = filters.ModelChoiceFilter(label=_("Disease network"), queryset=Network.objects.order_by("sort_key"))
    year = filters.NumberFilter(label=_("Year"), min_value=2000, max_value=2999)
    region = filters.ModelChoiceFilter(
        label=_("Region"), field_name="campus__region", queryset=Region.objects.order_by("position")
    )
    grade = filters.ChoiceFilter(label=_("Result"), choices=Grade.choices)
    state = filters.ChoiceFilter(label=_("State"), field_name="state_on", choices=EffectiveAssessment.choices)

    class Meta:
        model = AnnualAssessment
        fields = []


class RoundFilter(filters.FilterSet):
    """By network, year and state."""

    network = filters.ModelChoiceFilter(label=_("Disease network"), queryset=Network.objects.order_by("sort_key"))
    year = filters.NumberFilter(label=_("Year"), min_value=2000, max_value=2999)
    state = filters.ChoiceFilter(label=_("State"), choices=RoundState.choices)

    class Meta:
        model = AssessmentRound
        fields = []


class VersionFilter(filters.FilterSet):
    """By the network for which a version holds, and by the day."""

    network = filters.ModelChoiceFilter(
        label=_("Disease network"), queryset=Network.objects.order_by("sort_key"), method="for_network"
    )
    on = DayFilter(label=_("Known on the day"), field_name="valid_from", lookup_expr="lte")

    class Meta:
        model = AssessmentTable
        fields = []

    def for_network(self, queryset, name, value):
        """Its own versions and the common ones."""
        return queryset.filter(Q(network=value) | Q(network__isnull=True))
