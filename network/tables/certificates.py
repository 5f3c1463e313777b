"""The list of certificates and plaques, and how it is narrowed down."""

import django_filters as filters
import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.tables import ChoiceColumn
from network.certificate_enums import CertificateKind, CertificateStanding, CertificateState, standing_of
from network.models import Certificate, Membership, Network
from network.tables.membership_filters import MembershipFilter, in_names
from network.tables.memberships import IS_DATE

TONES = {
    CertificateStanding.VALID: "ok",
    CertificateStanding.UPCOMING: "info",
    CertificateStanding.INTERRUPTED: "warn",
    CertificateStanding.WITHDRAWN: "danger",
}


def shown(standing: CertificateStanding) -> dict:
    """A standing as components/state.html shows it."""
    return {"text": standing.label, "tone": TONES.get(standing, "neutral")}


class CertificateFilter(filters.FilterSet):
    """By words, kind, decision and network."""

    q = filters.CharFilter(label=_("Number, hospital or network"), method=in_names)
    kind = filters.ChoiceFilter(label=_("Kind"), choices=CertificateKind.choices)
    state = filters.ChoiceFilter(label=_("Decision"), choices=CertificateState.choices)
    network = filters.ModelChoiceFilter(label=_("Disease network"), queryset=Network.objects.order_by("sort_key"))

    class Meta:
        model = Certificate
        fields = []


class CertificateTable(tables.Table):
    """Certificates with what they say today."""

    number = tables.Column(verbose_name=_("Number"), linkify=True)
    kind = tables.Column(verbose_name=_("Kind"))
    hospital = tables.Column(verbose_name=_("Hospital"), order_by="hospital__sort_key")
    network = tables.Column(verbose_name=_("Disease network"), order_by="network__sort_key")
    tier = tables.Column(verbose_name=_("Tier"), order_by="tier__rank")
    held_on = tables.Column(verbose_name=_("Today"), orderable=False)
    issued_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Day of issue"), short=True)
    valid_to = tables.DateColumn(
        attrs=IS_DATE, verbose_name=_("Until"), short=True, accessor="membership__valid_to", orderable=False
    )

    class Meta:
        model = Certificate
        fields = ()
        caption = _("Certificates and plaques")
        empty_text = _("No certificate fits. Centres issue them to members under “Issue certificates”.")

    def render_held_on(self, value, record):
        """Mark and word of what it says today."""
        return render_to_string("components/state.html", shown(standing_of(record.state, value)))

    def value_held_on(self, value, record):
        """The word, for sheets."""
        return str(standing_of(record.state, value).label)


class IssuableFilter(MembershipFilter):
    """By words, network, tier and region: every row counts today."""

    state = None


class IssuableTable(tables.Table):
    """Members that count today, with a box to tick and what they hold already."""

    choice = ChoiceColumn()
    number = tables.Column(verbose_name=_("Member number"), linkify=True)
    hospital = tables.Column(verbose_name=_("Hospital"), order_by="hospital__sort_key")
    network = tables.Column(verbose_name=_("Disease network"), order_by="network__sort_key")
    tier = tables.Column(verbose_name=_("Tier"), order_by="tier__rank")
    valid_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Until"), short=True)
    held = tables.Column(verbose_name=_("Holds"), accessor="pk", orderable=False)

    class Meta:
        model = Membership
        fields = ()
        caption = _("Members that count today")
        empty_text = _("No member counts today. As soon as a membership begins, you can issue its certificate here.")

    def render_held(self, record):
        """The kinds of which it has one that is valid."""
        kinds = [str(kind.label) for kind in CertificateKind if getattr(record, f"has_{kind.value}")]
        return gettext(", ").join(kinds) or gettext("nothing yet")

    value_held = render_held
