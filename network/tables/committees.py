"""The list of committees and how it is narrowed down."""

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from network.models import Centre, Committee
from network.structure_enums import CommitteeKind
from network.tables.branches import past_filter
from network.tables.memberships import IS_DATE, IS_NUMBER


class CommitteeTable(tables.Table):
    """Committees with their terms."""

    name = tables.Column(verbose_name=_("Name"), linkify=True)
    kind = tables.Column(verbose_name=_("Kind"))
    centre = tables.Column(verbose_name=_("Centre"), order_by="centre__sort_key")
    valid_from = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Term from"), short=True)
    valid_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Term until"), short=True)
    members_on = tables.Column(verbose_name=_("Members today"), attrs=IS_NUMBER)
    held = tables.Column(verbose_name=_("Meetings"), attrs=IS_NUMBER)

    class Meta:
        model = Committee
        fields = ()
        caption = _("Committees")
        empty_text = _("No committee fits. A centre's secretary sets one up on the centre's page.")


class CommitteeFilter(filters.FilterSet):
    """By name, kind and centre."""

    q = filters.CharFilter(label=_("Name"), field_name="name", lookup_expr="icontains")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=CommitteeKind.choices)
    centre = filters.ModelChoiceFilter(
        label=_("Centre"), queryset=Centre.objects.order_by("sort_key"), to_field_name="slug"
    )
    past = past_filter()

    class Meta:
        model = Committee
        fields = []
