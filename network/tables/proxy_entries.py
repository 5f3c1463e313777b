"""The list of what centres entered for hospitals, and how it is narrowed down."""

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from network.models import Network, ProxyEntry
from network.proxy_enums import ShownProxyState
from network.tables.membership_filters import in_names
from network.tables.memberships import IS_DATE


class ProxyEntryTable(tables.Table):
    """Entries with who typed them, what holds today, and until when the hospital answers."""

    number = tables.Column(verbose_name=_("Number"), linkify=True)
    hospital = tables.Column(verbose_name=_("Hospital"), order_by="hospital__sort_key")
    network = tables.Column(verbose_name=_("Disease network"), order_by="network__sort_key")
    paper = tables.Column(verbose_name=_("What came on paper"), orderable=False)
    state_on = tables.Column(verbose_name=_("Today"))
    entered_by = tables.Column(verbose_name=_("Entered by"), accessor="entered_by__name", orderable=False)
    entered_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Entered"), short=True)
    expires_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("To be confirmed by"), short=True)

    class Meta:
        model = ProxyEntry
        fields = ()
        caption = _("Entered for hospitals from paper")
        empty_text = _("Nothing was entered from paper. A centre's secretary does it with “Enter from paper”.")

    def render_state_on(self, value):
        """What holds today, in words."""
        return ShownProxyState(value).label

    value_state_on = render_state_on


class ProxyEntryFilter(filters.FilterSet):
    """By words, what holds today, what came on paper, and network."""

    KINDS = (("application", _("Membership application")), ("annual", _("Annual confirmation")))

    q = filters.CharFilter(label=_("Number, hospital or network"), method=in_names)
    state = filters.ChoiceFilter(label=_("Today"), field_name="state_on", choices=ShownProxyState.choices)
    paper = filters.ChoiceFilter(label=_("What came on paper"), choices=KINDS, method="of_paper")
    network = filters.ModelChoiceFilter(label=_("Disease network"), queryset=Network.objects.order_by("sort_key"))

    class Meta:
        model = ProxyEntry
        fields = []

    def of_paper(self, queryset, name, value):
        """Applications, or annual confirmations."""
        return queryset.filter(annual__isnull=value == "application")
