"""The list of research sites, and how it is narrowed down."""

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from network.models import DiseaseField, Region
from network.tables.memberships import IS_DATE
from sites.enums.research_site import EquipmentKind, SiteKind
from sites.models import ResearchSite


def with_closed(queryset, name, value):
    """Nothing to take away: the list has left them out unless this was asked for."""
    return queryset


class SiteTable(tables.Table):
    """Sites with their fields and cases."""

    name = tables.Column(verbose_name=_("Name"), linkify=True, order_by=("sort_key", "pk"))
    hospital = tables.Column(verbose_name=_("Hospital"), order_by="hospital__sort_key")
    kind = tables.Column(verbose_name=_("Kind"))
    fields = tables.Column(verbose_name=_("Fields and cases in twelve months"), empty_values=(), orderable=False)
    equipment = tables.Column(verbose_name=_("Equipment"), empty_values=(), orderable=False)
    confirmed_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Confirmed on"), short=True)
    open_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Open until"), short=True)

    class Meta:
        model = ResearchSite
        fields = ()
        caption = _("Research sites")
        empty_text = _("No research site fits. A hospital's people enter one with “Enter a research site”.")

    def render_fields(self, record) -> str:
        """Each field with its cases."""
        return _now("; ").join(str(row) for row in record.capacities_now)

    def render_equipment(self, record) -> str:
        """Each kind with its number."""
        return _now(", ").join(str(row) for row in record.equipment_now)


class SiteFilter(filters.FilterSet):
    """By words, kind, field, equipment and region."""

    q = filters.CharFilter(label=_("Name of the site or the hospital"), method="by_name")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=SiteKind.choices)
    field = filters.ModelChoiceFilter(
        label=_("Disease field"), queryset=DiseaseField.objects.all(), to_field_name="code", method="by_field"
    )
    equipment = filters.ChoiceFilter(label=_("Equipment"), choices=EquipmentKind.choices, method="by_equipment")
    region = filters.ModelChoiceFilter(
        label=_("Region"), queryset=Region.objects.all(), to_field_name="code", method="by_region"
    )
    closed = filters.ChoiceFilter(
        label=_("Closed sites"), choices=[("too", _("show them too"))], empty_label=_("leave out"), method=with_closed
    )

    class Meta:
        model = ResearchSite
        fields = []

    def by_name(self, queryset, name, value):
        """Words in its name or the hospital's."""
        return queryset.named(value)

    def by_field(self, queryset, name, value):
        """Sites that treat it."""
        return queryset.treating(value)

    def by_equipment(self, queryset, name, value):
        """Sites that have it."""
        return queryset.equipped_with(value)

    def by_region(self, queryset, name, value):
        """Sites that lie there."""
        return queryset.in_region(value)
