"""The list of study sites and how it is narrowed down."""

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from access.enums import ScopeKind
from network.models import Region
from network.tables.memberships import IS_DATE, IS_NUMBER
from studies import permissions
from studies.enums import SiteState
from studies.models import StudySite
from tools import clock

OWN, LED = "own", "led"
PARTS = [(OWN, _("the own hospital's parts")), (LED, _("sites of studies that the own hospital leads"))]
STUCK, NO_ETHICS = "stuck", "no_ethics"
PROBLEMS = [(STUCK, _("stands still for more than 60 days")), (NO_ETHICS, _("takes part without valid ethics"))]


class SiteTable(tables.Table):
    """Study sites with how far they have come."""

    hospital = tables.Column(verbose_name=_("Hospital"), linkify=lambda record: record.get_absolute_url())
    study = tables.Column(
        verbose_name=_("Study"), accessor="study__title", order_by="study__public_title_zh", empty_values=()
    )
    lead = tables.Column(verbose_name=_("Lead site"), accessor="study__lead_hospital", order_by="lead_hospital_id")
    state = tables.TemplateColumn(
        '{% include "studies/study_state.html" with state=record.state text=record.get_state_display only %}',
        verbose_name=_("State"),
    )
    state_since = tables.DateColumn(attrs=IS_DATE, verbose_name=_("In this state since"), short=True)
    days = tables.Column(
        attrs=IS_NUMBER, verbose_name=_("Days"), accessor="state_since", order_by="-state_since", empty_values=()
    )
    ethics_until = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Ethics valid until"), short=True)
    target = tables.Column(verbose_name=_("Target"), attrs=IS_NUMBER)

    class Meta:
        model = StudySite
        fields = ()
        caption = _("Study sites")
        empty_text = _("No site fits. A study's lead hospital invites hospitals on the study's page.")

    def render_days(self, record):
        """How long it has stood in this state."""
        return (clock.today() - record.state_since).days

    def value_days(self, record):
        """The same as a number, for sheets."""
        return self.render_days(record)

    def value_state(self, record):
        """The state in words, for sheets."""
        return record.get_state_display()


class SiteFilter(filters.FilterSet):
    """By words, own part, state, region and what stands in the way."""

    q = filters.CharFilter(label=_("Hospital, study or number"), method="in_names")
    part = filters.ChoiceFilter(label=_("Own part"), choices=PARTS, method="with_part")
    state = filters.ChoiceFilter(label=_("State"), choices=SiteState.choices)
    region = filters.ModelChoiceFilter(
        label=_("Reporting region"), queryset=Region.objects.order_by("pk"), method="in_region"
    )
    problem = filters.ChoiceFilter(label=_("Problem"), choices=PROBLEMS, method="with_problem")

    class Meta:
        model = StudySite
        fields = []

    def in_names(self, queryset, name, value):
        """Every word in the hospital's name, the study's number or a title."""
        return queryset.named(value)

    def with_part(self, queryset, name, value):
        """The own hospital's parts, or the sites of the studies that it leads."""
        hospitals = self.request.actor.scope_ids(permissions.VIEW_STUDY_SITE, ScopeKind.HOSPITAL)
        return queryset.filter(**{"hospital__in" if value == OWN else "lead_hospital__in": hospitals})

    def in_region(self, queryset, name, value):
        """Hospitals with a campus in a region."""
        return queryset.in_region(value)

    def with_problem(self, queryset, name, value):
        """Stuck sites, or those that take part without valid ethics."""
        return queryset.stuck() if value == STUCK else queryset.without_ethics()
