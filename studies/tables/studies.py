"""The list of studies and how it is narrowed down."""

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from access.enums import ScopeKind
from network.models import Network
from network.tables.memberships import IS_DATE, IS_NUMBER
from studies import permissions
from studies.enums import NetworkRole, StudyKind, StudyState
from studies.models import Study

LED_BY_HOSPITAL, WITH_PART = "hospital_leads", "hospital_takes_part"
LED, JOINED = "network_leads", "network_joined"
PARTS = [
    (LED_BY_HOSPITAL, _("led by the own hospital")),
    (WITH_PART, _("the own hospital takes part")),
    (LED, _("led by the own centre's networks")),
    (JOINED, _("joined by the own centre's networks")),
]


def in_names(queryset, name, value):
    """Every word in the number, a title, the lead hospital or the investigator's name."""
    return queryset.named(value)


class StudyTable(tables.Table):
    """Studies with their lead site and state."""

    number = tables.Column(verbose_name=_("Study number"), empty_values=())
    title = tables.Column(verbose_name=_("Public title"), linkify=True, order_by="public_title_zh")
    kind = tables.Column(verbose_name=_("Kind of study"))
    lead_hospital = tables.Column(verbose_name=_("Lead site"), order_by="lead_hospital__sort_key")
    principal_investigator = tables.Column(
        verbose_name=_("Principal investigator"), accessor="principal_investigator__name"
    )
    state = tables.TemplateColumn(
        '{% include "studies/study_state.html" with state=record.state text=record.get_state_display only %}',
        verbose_name=_("State"),
    )
    target_size = tables.Column(verbose_name=_("Planned participants"), attrs=IS_NUMBER)
    submitted_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("First submitted"), short=True)

    class Meta:
        model = Study
        fields = ()
        caption = _("Studies")
        empty_text = _("No study fits. A hospital's coordinator or an investigator opens one with “New study”.")

    def render_number(self, value):
        """The number, or that there is none yet."""
        return value or "—"

    def value_number(self, value):
        """The number as it is."""
        return value or ""

    def value_state(self, record):
        """The state in words, for sheets."""
        return record.get_state_display()


class StudyFilter(filters.FilterSet):
    """By words, part of the own organisation, state, kind and network."""

    q = filters.CharFilter(label=_("Number, title, hospital or investigator"), method=in_names)
    part = filters.ChoiceFilter(label=_("Own part"), choices=PARTS, method="with_part")
    state = filters.ChoiceFilter(label=_("State"), choices=StudyState.choices)
    kind = filters.ChoiceFilter(label=_("Kind of study"), choices=StudyKind.choices)
    network = filters.ModelChoiceFilter(
        label=_("Disease network"), queryset=Network.objects.order_by("sort_key"), method="in_network"
    )

    class Meta:
        model = Study
        fields = []

    def with_part(self, queryset, name, value):
        """Led and joined apart, for a hospital and for a centre."""
        actor = self.request.actor
        hospitals = actor.scope_ids(permissions.READ_STUDY, ScopeKind.HOSPITAL)
        centres = actor.scope_ids(permissions.READ_STUDY, ScopeKind.CENTRE)
        if value == LED_BY_HOSPITAL:
            return queryset.filter(lead_hospital__in=hospitals)
        if value == WITH_PART:
            return queryset.with_part_of(hospitals)
        return queryset.by_centres(centres, NetworkRole.LED if value == LED else NetworkRole.JOINED)

    def in_network(self, queryset, name, value):
        """Proposed to a network or taken up by it."""
        return queryset.in_network(value)
