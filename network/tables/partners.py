"""Lists of partners and alliances, and how they are narrowed down."""

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from network.models import Alliance, Centre, Partner
from network.structure_enums import ForeignControl, PartnerKind
from network.tables.branches import past_filter
from network.tables.memberships import IS_DATE


class PartnerTable(tables.Table):
    """Partners, with what is known of their control from abroad."""

    name = tables.Column(verbose_name=_("Name"), linkify=True)
    kind = tables.Column(verbose_name=_("Kind"))
    centre = tables.Column(verbose_name=_("Centre"), order_by="centre__sort_key")
    credit_code = tables.Column(verbose_name=_("Credit code"), orderable=False)
    foreign_control = tables.Column(verbose_name=_("Control from abroad"))
    checked_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Checked on"), short=True)
    valid_from = tables.DateColumn(attrs=IS_DATE, verbose_name=_("From"), short=True)
    valid_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Until"), short=True)

    class Meta:
        model = Partner
        fields = ()
        caption = _("Partners")
        empty_text = _("No partner fits. A centre's secretary enters partners on the centre's page.")


class PartnerFilter(filters.FilterSet):
    """By name, kind, control and centre."""

    q = filters.CharFilter(label=_("Name"), field_name="name", lookup_expr="icontains")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=PartnerKind.choices)
    control = filters.ChoiceFilter(
        label=_("Control from abroad"), field_name="foreign_control", choices=ForeignControl.choices
    )
    centre = filters.ModelChoiceFilter(
        label=_("Centre"), queryset=Centre.objects.order_by("sort_key"), to_field_name="slug"
    )
    past = past_filter()

    class Meta:
        model = Partner
        fields = []


class AllianceTable(tables.Table):
    """Alliances with their lead hospitals."""

    name = tables.Column(verbose_name=_("Name"), linkify=True)
    hospital = tables.Column(verbose_name=_("Lead hospital"), linkify=True, order_by="hospital__sort_key")
    valid_from = tables.DateColumn(attrs=IS_DATE, verbose_name=_("From"), short=True)
    valid_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Until"), short=True)

    class Meta:
        model = Alliance
        fields = ()
        caption = _("Medical alliances")
        empty_text = _("No alliance fits. A hospital's administrator enters the alliances that it leads.")


class AllianceFilter(filters.FilterSet):
    """By name and lead hospital."""

    q = filters.CharFilter(label=_("Name"), field_name="name", lookup_expr="icontains")
    hospital = filters.CharFilter(label=_("Lead hospital"), field_name="hospital__name_zh", lookup_expr="icontains")
    past = past_filter()

    class Meta:
        model = Alliance
        fields = []
