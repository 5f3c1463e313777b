"""Lists of feasibility rounds and invitations."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.tables.memberships import IS_DATE, IS_NUMBER
from sites.enums.feasibility import InvitationState, RoundState
from sites.models import FeasibilityInvitation, FeasibilityRound


class RoundTable(tables.Table):
    """Rounds with how many sites have said something."""

    title = tables.Column(verbose_name=_("Title"), linkify=True)
    asker = tables.Column(verbose_name=_("Asked by"), orderable=False)
    state = tables.Column(verbose_name=_("State"))
    asked = tables.Column(verbose_name=_("Sites"), attrs=IS_NUMBER)
    answered = tables.Column(verbose_name=_("Have answered"), attrs=IS_NUMBER)
    due_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Answers until"), short=True)

    class Meta:
        model = FeasibilityRound
        fields = ()
        caption = _("Feasibility rounds")
        empty_text = _("No round fits. Begin one with “Begin a round”.")


class RoundFilter(filters.FilterSet):
    """By title and state."""

    q = filters.CharFilter(label=_("Title"), field_name="title", lookup_expr="icontains")
    state = filters.ChoiceFilter(label=_("State"), choices=RoundState.choices)

    class Meta:
        model = FeasibilityRound
        fields = []


class InvitationTable(tables.Table):
    """What sites of the own side were asked, and what the sites of own rounds answered."""

    title = tables.Column(
        verbose_name=_("Round"), accessor="round__title", linkify=lambda record: record.get_absolute_url()
    )
    asker = tables.Column(verbose_name=_("Asked by"), accessor="round__asker", orderable=False)
    site = tables.Column(verbose_name=_("Research site"), order_by="site__sort_key")
    hospital = tables.Column(verbose_name=_("Hospital"), order_by="hospital__sort_key")
    state = tables.Column(verbose_name=_("State"))
    due_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Answers until"), accessor="round__due_on", short=True)
    answered_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Answered"), short=True)

    class Meta:
        model = FeasibilityInvitation
        fields = ()
        caption = _("Feasibility invitations")
        empty_text = _("No invitation fits. When somebody asks a site of the hospital, a task tells you.")


class InvitationFilter(filters.FilterSet):
    """By words and state."""

    q = filters.CharFilter(label=_("Round or research site"), method="by_words")
    state = filters.ChoiceFilter(label=_("State"), choices=InvitationState.choices)

    class Meta:
        model = FeasibilityInvitation
        fields = []

    def by_words(self, queryset, name, value):
        """Words in the round's title or the site's name."""
        return queryset.filter(Q(round__title__icontains=value) | Q(site__name_zh__icontains=value))
