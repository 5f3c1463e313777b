"""The list of visits and how it is narrowed down."""

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from network.exit_enums import VisitState
from network.models import Network, SiteVisit
from network.tables.membership_filters import in_names
from network.tables.memberships import IS_DATE


class VisitTable(tables.Table):
    """Visits with their day; what they found stands on their pages, for those who read it."""

    number = tables.Column(verbose_name=_("Number"), linkify=True)
    hospital = tables.Column(verbose_name=_("Hospital"), order_by="hospital__sort_key")
    network = tables.Column(verbose_name=_("Disease network"), order_by="network__sort_key")
    planned_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Day of the visit"), short=True)
    visitors = tables.Column(verbose_name=_("Visitors"), orderable=False)
    state = tables.Column(verbose_name=_("State"))

    class Meta:
        model = SiteVisit
        fields = ()
        caption = _("Site visits")
        empty_text = _("No visit fits. A centre plans one on the page of an application or a member.")


class VisitFilter(filters.FilterSet):
    """By words, state and network."""

    q = filters.CharFilter(label=_("Number, hospital or network"), method=in_names)
    state = filters.ChoiceFilter(label=_("State"), choices=VisitState.choices)
    network = filters.ModelChoiceFilter(label=_("Disease network"), queryset=Network.objects.order_by("sort_key"))

    class Meta:
        model = SiteVisit
        fields = []
