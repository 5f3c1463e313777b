"""How lists of applications, sign-offs and members are narrowed down."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from network.membership_enums import ApplicationState, EffectiveState, SignOffState
from network.models import Membership, MembershipApplication, Network, Region, SignOff, Tier
from network.shown_states import in_shown_state


def in_names(queryset, name, value):
    """Every word in the number or a name."""
    return queryset.named(value)


PAPER_ORIGINS = [
    ("entered", _("entered for the hospital")),
    ("unconfirmed", _("entered for the hospital, not confirmed")),
    ("own", _("by the hospital itself")),
]


class ApplicationFilter(filters.FilterSet):
    """By words, state, network, region."""

    q = filters.CharFilter(label=_("Number, hospital or network"), method=in_names)
    state = filters.ChoiceFilter(label=_("State"), choices=ApplicationState.choices)
    network = filters.ModelChoiceFilter(label=_("Disease network"), queryset=Network.objects.order_by("sort_key"))
    region = filters.ModelChoiceFilter(
        label=_("Region"), field_name="campus__region", queryset=Region.objects.order_by("position")
    )

    origin = filters.ChoiceFilter(label=_("From paper"), choices=PAPER_ORIGINS, method="of_origin")

    class Meta:
        model = MembershipApplication
        fields = []

    def of_origin(self, queryset, name, value):
        """By who entered it."""
        return queryset.of_origin(value)


class SignOffFilter(filters.FilterSet):
    """By state; the queue shows what waits unless asked otherwise."""

    state = filters.ChoiceFilter(label=_("State"), choices=SignOffState.choices)

    class Meta:
        model = SignOff
        fields = []


class MembershipFilter(filters.FilterSet):
    """By words, network, tier, region, and what holds today."""

    q = filters.CharFilter(label=_("Number, hospital or network"), method=in_names)
    network = filters.ModelChoiceFilter(label=_("Disease network"), queryset=Network.objects.order_by("sort_key"))
    tier = filters.ModelChoiceFilter(label=_("Tier"), queryset=Tier.objects.all())
    region = filters.ModelChoiceFilter(
        label=_("Region"), field_name="campus__region", queryset=Region.objects.order_by("position")
    )
    state = filters.ChoiceFilter(label=_("Today"), choices=EffectiveState.choices, method="in_state")

    class Meta:
        model = Membership
        fields = []

    def in_state(self, queryset, name, value):
        """By the state as the reader may know it."""
        return in_shown_state(queryset, self.request.actor, value)
