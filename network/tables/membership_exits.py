"""The list of exits and how it is narrowed down."""

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from network.exit_enums import ExitState
from network.membership_enums import ExitKind
from network.models import MembershipExit, Network
from network.tables.membership_filters import in_names
from network.tables.memberships import IS_DATE


class ExitTable(tables.Table):
    """Exits with their state and last day."""

    number = tables.Column(verbose_name=_("Number"), linkify=True)
    hospital = tables.Column(verbose_name=_("Hospital"), order_by="hospital__sort_key")
    network = tables.Column(verbose_name=_("Disease network"), order_by="network__sort_key")
    kind = tables.Column(verbose_name=_("Kind of exit"))
    state = tables.Column(verbose_name=_("State"))
    requested_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Asked for"), short=True)
    last_day = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Last day"), short=True)
    blocked_until = tables.DateColumn(attrs=IS_DATE, verbose_name=_("No new application until"), short=True)

    class Meta:
        model = MembershipExit
        fields = ()
        caption = _("Exits of members")
        empty_text = _("No exit fits. A hospital leaves from its membership's page, a centre ends one there.")


class ExitFilter(filters.FilterSet):
    """By words, state, kind and network."""

    q = filters.CharFilter(label=_("Number, hospital or network"), method=in_names)
    state = filters.ChoiceFilter(label=_("State"), choices=ExitState.choices)
    kind = filters.ChoiceFilter(label=_("Kind of exit"), choices=ExitKind.choices)
    network = filters.ModelChoiceFilter(label=_("Disease network"), queryset=Network.objects.order_by("sort_key"))

    class Meta:
        model = MembershipExit
        fields = []
