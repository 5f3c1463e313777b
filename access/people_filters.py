"""How lists about people who come, stay away and go are narrowed down."""

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.models import Delegation, HandOver
from access.people_enums import HandOverState


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
