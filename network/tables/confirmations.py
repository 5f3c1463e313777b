"""The list of the year's confirmations, and how it is narrowed down."""

import django_filters as filters
import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.confirmation_enums import Standing
from network.models import Membership, Network, Region, Tier
from network.proxy_enums import ShownProxyState
from network.queries import seasons as kept
from network.seasons import open_on, season_of
from network.tables.membership_filters import in_names
from network.tables.memberships import IS_DATE
from tools import clock


def years() -> list[tuple[int, str]]:
    """The years whose season has opened, the present one first."""
    season = open_on(clock.today(), kept.rules())
    if season is None:
        return []
    first = min(rule.valid_from.year for rule in kept.rules())
    return [(y, str(y)) for y in range(season.year, first - 1, -1) if season_of(y, kept.rules()) is not None]


class ConfirmationFilter(filters.FilterSet):
    """By words, year, standing, network, tier and region."""

    q = filters.CharFilter(label=_("Number, hospital or network"), method=in_names)
    year = filters.ChoiceFilter(label=_("Year"), choices=years, method="of_year", empty_label=_("the present one"))
    standing = filters.ChoiceFilter(label=_("Standing"), choices=Standing.choices)
    network = filters.ModelChoiceFilter(label=_("Disease network"), queryset=Network.objects.order_by("sort_key"))
    tier = filters.ModelChoiceFilter(label=_("Tier"), queryset=Tier.objects.all())
    region = filters.ModelChoiceFilter(
        label=_("Region"), field_name="campus__region", queryset=Region.objects.order_by("position")
    )

    class Meta:
        model = Membership
        fields = []

    def of_year(self, queryset, name, value):
        """The view has chosen the year's rows already: they depend on its season."""
        return queryset


def _address(value) -> str:
    """The page of the answers with a uid; the column calls it by the name of its argument."""
    return reverse("network:membership_confirmation", args=[value])


class ConfirmationTable(tables.Table):
    """Members that have to confirm a year: who has, who is due, in grace, lapsed."""

    number = tables.Column(verbose_name=_("Member number"), linkify=True)
    hospital = tables.Column(verbose_name=_("Hospital"), order_by="hospital__sort_key")
    network = tables.Column(verbose_name=_("Disease network"), order_by="network__sort_key")
    tier = tables.Column(verbose_name=_("Tier"), order_by="tier__rank")
    region = tables.Column(verbose_name=_("Region"), accessor="campus__region", order_by="campus__region__position")
    standing = tables.Column(verbose_name=_("Standing"))
    season_confirmed_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Confirmed on"), short=True)
    answers = tables.Column(verbose_name=_("Answers"), accessor="answers_uid", orderable=False, linkify=_address)

    class Meta:
        model = Membership
        fields = ()
        caption = _("Annual confirmations")
        empty_text = _("No member that has to confirm this year fits.")

    def render_standing(self, value, record):
        """In words, with the mark of a paper that a centre entered for the hospital."""
        said = Standing(value).label
        return f"{said} · {ShownProxyState(record.paper).label}" if getattr(record, "paper", None) else said

    value_standing = render_standing

    def render_answers(self):
        """The word of the link."""
        return _("See the answers")

    def value_answers(self, value):
        """Sheets hold the address."""
        return _address(value)
