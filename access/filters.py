"""How lists of access are narrowed down."""

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.models import Invitation, LogEntry, RoleAssignment
from access.roles import ROLES
from tools import clock


def role_choices():
    """All roles with their titles."""
    return [(code, role.title) for code, role in ROLES.items()]


class PeopleFilter(filters.FilterSet):
    """By name, role, and whether the role is still held."""

    q = filters.CharFilter(label=_("Name of the person"), field_name="user__name", lookup_expr="icontains")
    role = filters.ChoiceFilter(label=_("Role"), choices=role_choices)
    ended = filters.BooleanFilter(label=_("Ended roles too"), method="with_ended", widget=forms.CheckboxInput)

    class Meta:
        model = RoleAssignment
        fields = []

    def with_ended(self, queryset, name, value):
        """Nothing to narrow: the list leaves ended roles out unless this is ticked."""
        return queryset


class InvitationFilter(filters.FilterSet):
    """By name and role."""

    q = filters.CharFilter(label=_("Name of the person"), field_name="name", lookup_expr="icontains")
    role = filters.ChoiceFilter(label=_("Role"), choices=role_choices)

    class Meta:
        model = Invitation
        fields = []


class LogbookFilter(filters.FilterSet):
    """By words, person, day and object."""

    q = filters.CharFilter(label=_("Person, object or reason"), method="in_words")
    since = filters.DateFilter(label=_("From"), method="from_day")
    until = filters.DateFilter(label=_("Until"), method="until_day")

    class Meta:
        model = LogEntry
        fields = []

    def in_words(self, queryset, name, value):
        """Every word must occur in the person, the object or the reason."""
        for word in value.split():
            queryset = queryset.filter(
                Q(actor_label__icontains=word) | Q(object_label__icontains=word) | Q(reason__icontains=word)
            )
        return queryset

    def from_day(self, queryset, name, value):
        """From the day's first minute in Shanghai."""
        return queryset.filter(at__gte=clock.moment(value))

    def until_day(self, queryset, name, value):
        """Until the day's last minute in Shanghai."""
        from datetime import timedelta

        return queryset.filter(at__lt=clock.moment(value + timedelta(days=1)))
