"""How lists of access are narrowed down."""

from datetime import timedelta
from functools import reduce
from operator import or_

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access import scopes
from access.delivery import kinds
from access.enums import Channel, DeliveryState, JobState, ScopeKind
from access.forms.dates import DayField
from access.models import Delivery, Invitation, Job, RoleAssignment
from access.roles import ROLES
from tools import clock


class DayFilter(filters.DateFilter):
    """A day, chosen in the browser's calendar as in forms."""

    field_class = DayField


def role_choices():
    """All roles with their titles."""
    return [(code, role.title) for code, role in ROLES.items()]


def kind_choices():
    """All kinds of news, and the digest, with their titles."""
    return [(kind.code, kind.title) for kind in [*kinds.everyone(), kinds.DIGEST]]


# What an administrator looks for in the roster; the figures above it count the same.
STANDINGS = [
    ("expiring", _("ends within 30 days")),
    ("unused", _("not signed in for 60 days or never")),
    ("privileged", _("privileged role")),
    ("closed", _("account closed")),
]


class PeopleFilter(filters.FilterSet):
    """By name, role, organisation, what needs a look, and whether the role is still held."""

    q = filters.CharFilter(label=_("Name of the person"), field_name="user__name", lookup_expr="icontains")
    role = filters.ChoiceFilter(label=_("Role"), choices=role_choices)
    where = filters.CharFilter(label=_("Organisation"), method="with_place")
    kind = filters.ChoiceFilter(label=_("Kind of organisation"), field_name="scope_kind", choices=ScopeKind.choices)
    standing = filters.ChoiceFilter(label=_("What needs a look"), choices=STANDINGS, method="with_standing")
    ended = filters.BooleanFilter(label=_("Ended roles too"), method="with_ended", widget=forms.CheckboxInput)

    class Meta:
        model = RoleAssignment
        fields = []

    def with_place(self, queryset, name, value):
        """Organisations in whose name the words occur."""
        arms = (Q(scope_kind=kind, scope_id__in=ids) for kind, ids in scopes.named(value).items())
        return queryset.filter(reduce(or_, arms, Q(pk__in=[])))

    def with_standing(self, queryset, name, value):
        """One of the standings that the figures above the list count."""
        return queryset.standing(value)

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
    """By person, kind of news, channel, state, and the days on which they were asked for."""

    q = filters.CharFilter(label=_("Name of the person"), field_name="user__name", lookup_expr="icontains")
    kind = filters.ChoiceFilter(label=_("Kind of news"), choices=kind_choices)
    channel = filters.ChoiceFilter(label=_("Channel"), choices=Channel.choices)
    state = filters.ChoiceFilter(label=_("State"), choices=DeliveryState.choices)
    since = DayFilter(label=_("Asked for from"), method="from_day")
    until = DayFilter(label=_("Asked for until"), method="until_day")

    class Meta:
        model = Delivery
        fields = []

    def __init__(self, *args, by_name=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not by_name:
            del self.filters["q"]

    def from_day(self, queryset, name, value):
        """Asked for on this day or later."""
        return queryset.filter(queued_at__gte=clock.moment(value))

    def until_day(self, queryset, name, value):
        """Asked for on this day or before."""
        return queryset.filter(queued_at__lt=clock.moment(value + timedelta(days=1)))
