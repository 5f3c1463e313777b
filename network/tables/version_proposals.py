"""The list of new versions."""

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from network.models import Network, VersionProposal
from network.tables.memberships import IS_DATE
from network.version_enums import ProposalKind, ProposalState


class ProposalTable(tables.Table):
    """New versions with who wrote them and where they stand."""

    kind = tables.Column(verbose_name=_("Of"), linkify=True)
    network = tables.Column(verbose_name=_("Disease network"), order_by="network__sort_key", default=_("all networks"))
    tier = tables.Column(verbose_name=_("Tier"), order_by="tier__rank")
    valid_from = tables.DateColumn(attrs=IS_DATE, verbose_name=_("From"), short=True)
    state = tables.Column(verbose_name=_("State"))
    proposed_by = tables.Column(verbose_name=_("Written by"), accessor="proposed_by__name", orderable=False)
    proposed_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Written at"), short=True)

    class Meta:
        model = VersionProposal
        fields = ()
        caption = _("New versions of rules and texts")
        empty_text = _("No new version fits. One is written on the pages of agreement texts and of eligibility rules.")


class ProposalFilter(filters.FilterSet):
    """By kind, network and state."""

    kind = filters.ChoiceFilter(label=_("Of"), choices=ProposalKind.choices)
    network = filters.ModelChoiceFilter(label=_("Disease network"), queryset=Network.objects.order_by("sort_key"))
    state = filters.ChoiceFilter(label=_("State"), choices=ProposalState.choices)

    class Meta:
        model = VersionProposal
        fields = []
