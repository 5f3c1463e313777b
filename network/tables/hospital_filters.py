"""How the directory's lists are narrowed down."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from network.enums import CentreLevel, FieldCategory, HospitalLevel, InstitutionType
from network.models import Centre, DiseaseField, Hospital, Network, Region


def _with_closed(queryset, name, value):
    """Nothing to take away: the list has left them out unless this was asked for."""
    return queryset


def closed_filter() -> filters.ChoiceFilter:
    """Whether the list shows what has closed."""
    return filters.ChoiceFilter(
        label=_("Closed ones"), choices=[("too", _("show them too"))], empty_label=_("leave out"), method=_with_closed
    )


class HospitalFilter(filters.FilterSet):
    """By name, region, level and type; closed hospitals only when asked for."""

    q = filters.CharFilter(
        label=_("Name"), method="by_name", help_text=_("A part of any name, pinyin initials, or the credit code.")
    )
    region = filters.ModelChoiceFilter(
        label=_("Region"), queryset=Region.objects.all(), to_field_name="code", method="by_region"
    )
    level = filters.ChoiceFilter(label=_("Level"), choices=HospitalLevel.choices)
    institution_type = filters.ChoiceFilter(label=_("Type of institution"), choices=InstitutionType.choices)
    closed = closed_filter()

    class Meta:
        model = Hospital
        fields = []

    def by_name(self, queryset, name, value):
        """Any of the hospital's names."""
        return queryset.named(value)

    def by_region(self, queryset, name, value):
        """Hospitals with a campus there."""
        return queryset.in_region(value)


class CentreFilter(filters.FilterSet):
    """By name, group of diseases and level."""

    q = filters.CharFilter(label=_("Name"), field_name="name_zh", lookup_expr="icontains")
    category = filters.ChoiceFilter(
        label=_("Group of diseases"), field_name="field__category", choices=FieldCategory.choices
    )
    level = filters.ChoiceFilter(label=_("Level"), choices=CentreLevel.choices)
    closed = closed_filter()

    class Meta:
        model = Centre
        fields = []


class NetworkFilter(filters.FilterSet):
    """By name and disease field."""

    q = filters.CharFilter(label=_("Name"), field_name="name_zh", lookup_expr="icontains")
    field = filters.ModelChoiceFilter(
        label=_("Disease field"), field_name="centre__field", queryset=DiseaseField.objects.all(), to_field_name="code"
    )
    closed = closed_filter()

    class Meta:
        model = Network
        fields = []
