"""How lists about people who come, stay away and go are narrowed down."""

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.filters import role_choices
from access.models import AccountReview, Delegation, DeletionRequest, HandOver, ReviewItem
from access.people_enums import DeletionState, HandOverState, ReviewDecision


class DelegationFilter(filters.FilterSet):
    """By name of either person; those that are over only when asked for."""

    q = filters.CharFilter(label=_("Name of the person"), method="with_name")
    over = filters.BooleanFilter(label=_("Those that are over too"), method="with_over", widget=forms.CheckboxInput)

    class Meta:
        model = Delegation
        fields = []

    def with_name(self, queryset, name, value):
        """In either name."""
        return queryset.filter(Q(delegator__name__icontains=value) | Q(deputy__name__icontains=value))

    def with_over(self, queryset, name, value):
        """Nothing to narrow: the list leaves them out unless this is ticked."""
        return queryset


class HandOverFilter(filters.FilterSet):
    """By name of either person, and state."""

    q = filters.CharFilter(label=_("Name of the person"), method="with_name")
    state = filters.ChoiceFilter(label=_("State"), choices=HandOverState.choices)

    class Meta:
        model = HandOver
        fields = []

    def with_name(self, queryset, name, value):
        """In either name."""
        return queryset.filter(Q(leaver__name__icontains=value) | Q(successor__name__icontains=value))


class DeletionFilter(filters.FilterSet):
    """By name and state."""

    q = filters.CharFilter(label=_("Name of the person"), field_name="user__name", lookup_expr="icontains")
    state = filters.ChoiceFilter(label=_("State"), choices=DeletionState.choices)

    class Meta:
        model = DeletionRequest
        fields = []


class ReviewFilter(filters.FilterSet):
    """By quarter."""

    q = filters.CharFilter(label=_("Quarter"), field_name="quarter", lookup_expr="icontains")

    class Meta:
        model = AccountReview
        fields = []


class ReviewItemFilter(filters.FilterSet):
    """By name, why it is looked at, and decision."""

    q = filters.CharFilter(label=_("Name of the person"), field_name="assignment__user__name", lookup_expr="icontains")
    role = filters.ChoiceFilter(label=_("Role"), field_name="assignment__role", choices=role_choices)
    decision = filters.ChoiceFilter(
        label=_("Decision"), choices=[("none", _("not decided")), *ReviewDecision.choices], method="with_decision"
    )

    class Meta:
        model = ReviewItem
        fields = []

    def with_decision(self, queryset, name, value):
        """One of the decisions, or none yet."""
        return queryset.filter(decision="" if value == "none" else value)
