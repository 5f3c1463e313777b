"""Lists of agreements, of campaigns, and of members by the text that they signed."""

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from access.filters import DayFilter
from network.membership_enums import AgreementState
from network.models import Agreement, AgreementTemplate, Membership, Network, Region, SigningCampaign
from network.tables.membership_filters import in_names
from network.tables.memberships import IS_DATE, IS_NUMBER
from network.version_enums import CampaignReason, CampaignState


def _networks() -> filters.ModelChoiceFilter:
    return filters.ModelChoiceFilter(label=_("Disease network"), queryset=Network.objects.order_by("sort_key"))


def _regions() -> filters.ModelChoiceFilter:
    rows = Region.objects.order_by("position")
    return filters.ModelChoiceFilter(label=_("Region"), field_name="campus__region", queryset=rows)


def _texts():
    return AgreementTemplate.objects.order_by("code", "-version")


class AgreementTable(tables.Table):
    """Agreements with their text, term and how far they are."""

    number = tables.Column(verbose_name=_("Number"), linkify=True)
    hospital = tables.Column(verbose_name=_("Hospital"), order_by="hospital__sort_key")
    network = tables.Column(verbose_name=_("Disease network"), order_by="network__sort_key")
    region = tables.Column(verbose_name=_("Region"), accessor="campus__region", order_by="campus__region__position")
    template = tables.Column(verbose_name=_("Text version"), order_by=("template__code", "template__version"))
    state = tables.Column(verbose_name=_("State"))
    term_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Term until"), short=True)
    issued_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Issued"), short=True)

    class Meta:
        model = Agreement
        fields = ()
        caption = _("Agreements")
        empty_text = _("No agreement fits. One is issued with each admission, and in a signing of the network.")


class AgreementFilter(filters.FilterSet):
    """By words, network, text, region, campaign and state."""

    q = filters.CharFilter(label=_("Number, hospital or network"), method=in_names)
    network = _networks()
    template = filters.ModelChoiceFilter(label=_("Text version"), queryset=_texts())
    region = _regions()
    campaign = filters.ModelChoiceFilter(
        label=_("Signing"), to_field_name="uid", queryset=lambda request: _campaigns(request)
    )
    state = filters.ChoiceFilter(label=_("State"), choices=AgreementState.choices)

    class Meta:
        model = Agreement
        fields = []


def _campaigns(request):
    rows = SigningCampaign.objects.with_names()
    return rows.visible_to(request.actor) if request else rows.none()


class CampaignTable(tables.Table):
    """Campaigns with how many have signed."""

    network = tables.Column(verbose_name=_("Disease network"), linkify=True, order_by="network__sort_key")
    reason = tables.Column(verbose_name=_("Reason"))
    template = tables.Column(verbose_name=_("Text version"), orderable=False)
    signed = tables.Column(verbose_name=_("Signed"), attrs=IS_NUMBER)
    issued = tables.Column(verbose_name=_("Issued"), attrs=IS_NUMBER)
    due_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Due"), short=True)
    state = tables.Column(verbose_name=_("State"))

    class Meta:
        model = SigningCampaign
        fields = ()
        caption = _("Signings")
        empty_text = _("No network has its members sign again. Open a signing when a text changes or terms end.")

    def render_network(self, record):
        """The network alone: the link is the campaign's."""
        return str(record.network)


class CampaignFilter(filters.FilterSet):
    """By network, reason and state."""

    network = _networks()
    reason = filters.ChoiceFilter(label=_("Reason"), choices=CampaignReason.choices)
    state = filters.ChoiceFilter(label=_("State"), choices=CampaignState.choices)

    class Meta:
        model = SigningCampaign
        fields = []


class MemberTextTable(tables.Table):
    """Today's members with the text that both sides sealed last."""

    number = tables.Column(verbose_name=_("Member number"), linkify=True)
    hospital = tables.Column(verbose_name=_("Hospital"), order_by="hospital__sort_key")
    network = tables.Column(verbose_name=_("Disease network"), order_by="network__sort_key")
    region = tables.Column(verbose_name=_("Region"), accessor="campus__region", order_by="campus__region__position")
    text = tables.Column(verbose_name=_("Text version"), empty_values=(), order_by=("text_code", "text_version"))
    valid_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Term until"), short=True)

    class Meta:
        model = Membership
        fields = ()
        caption = _("Members by agreement text")
        empty_text = _("No member fits.")

    def render_text(self, record):
        """Code and version, or that the agreement is on other paper."""
        return text_name(record.text_code, record.text_version)


def text_name(code: str | None, version: int | None) -> str:
    """A text as lists name it."""
    return f"{code} v{version}" if code else str(_("other paper"))


class MemberTextFilter(filters.FilterSet):
    """By words, network, region, text, and the day by which the term ends."""

    q = filters.CharFilter(label=_("Number, hospital or network"), method=in_names)
    network = _networks()
    region = _regions()
    template = filters.ModelChoiceFilter(
        label=_("Text version"), field_name="text_id", null_label=_("other paper"), queryset=_texts(), method="by_text"
    )
    ends_by = DayFilter(label=_("Term ends by"), field_name="valid_to", lookup_expr="lte")

    class Meta:
        model = Membership
        fields = []

    def by_text(self, queryset, name, value):
        """By the text signed last."""
        return queryset.filter(text_id__isnull=True) if value == "null" else queryset.filter(text_id=value.pk)
