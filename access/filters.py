"""How lists of access are narrowed down."""

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from access.enums import Channel, DeliveryState, JobState
from access.models import Delivery, Invitation, Job, RoleAssignment
from access.roles import ROLES


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


class JobFilter(filters.FilterSet):
    """By what it is about, and state."""

    q = filters.CharFilter(label=_("About"), field_name="object_label", lookup_expr="icontains")
    state = filters.ChoiceFilter(label=_("State"), choices=JobState.choices)

    class Meta:
        model = Job
        fields = []


class DeliveryFilter(filters.FilterSet):
    """By channel and state."""

    channel = filters.ChoiceFilter(label=_("Channel"), choices=Channel.choices)
    state = filters.ChoiceFilter(label=_("State"), choices=DeliveryState.choices)

    class Meta:
        model = Delivery
        fields = []
