"""Lists of branches, and how they are narrowed down."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.models import BranchCentre, Centre, CentreBranch, DiseaseField, Region
from network.tables.memberships import IS_DATE


def _with_past(queryset, name, value):
    """Nothing to take away: the list has left them out unless this was asked for."""
    return queryset


def past_filter() -> filters.ChoiceFilter:
    """Whether the list shows what has ended."""
    return filters.ChoiceFilter(
        label=_("Ended ones"), choices=[("too", _("show them too"))], empty_label=_("leave out"), method=_with_past
    )


class CentreBranchTable(tables.Table):
    """Branches of provincial centres."""

    hospital = tables.Column(
        verbose_name=_("Hospital"), linkify=lambda record: record.get_absolute_url(), order_by="hospital__sort_key"
    )
    centre = tables.Column(verbose_name=_("Branch of"), linkify=True, order_by="centre__sort_key")
    region = tables.Column(verbose_name=_("Region"), order_by="region__position")
    valid_from = tables.DateColumn(attrs=IS_DATE, verbose_name=_("From"), short=True)
    valid_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Until"), short=True)
    document_number = tables.Column(verbose_name=_("Document"), orderable=False)

    class Meta:
        model = CentreBranch
        fields = ()
        caption = _("Branches of provincial centres")
        empty_text = _("No branch fits. A centre enters its branches on its own page.")


class CentreBranchFilter(filters.FilterSet):
    """By name, centre and region."""

    q = filters.CharFilter(label=_("Hospital"), method="by_name")
    centre = filters.ModelChoiceFilter(
        label=_("Centre"), queryset=Centre.objects.order_by("sort_key"), to_field_name="slug"
    )
    region = filters.ModelChoiceFilter(label=_("Region"), queryset=Region.objects.all(), to_field_name="code")
    past = past_filter()

    class Meta:
        model = CentreBranch
        fields = []

    def by_name(self, queryset, name, value):
        """A part of the hospital's name in either language."""
        return queryset.filter(Q(hospital__name_zh__icontains=value) | Q(hospital__name_en__icontains=value))


class BranchCentreTable(tables.Table):
    """Branches of national centres."""

    national_centre = tables.Column(verbose_name=_("National centre"), linkify=True)
    hospital = tables.Column(verbose_name=_("Hospital"), linkify=True, order_by="hospital__sort_key")
    field = tables.Column(verbose_name=_("Disease field"), order_by="field__position")
    valid_from = tables.DateColumn(attrs=IS_DATE, verbose_name=_("From"), short=True)
    valid_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Until"), short=True)
    document_number = tables.Column(verbose_name=_("Document"), orderable=False)

    class Meta:
        model = BranchCentre
        fields = ()
        caption = _("Branches of national centres")
        empty_text = _("No branch of a national centre fits. The department enters them.")


class BranchCentreFilter(filters.FilterSet):
    """By name and field."""

    q = filters.CharFilter(label=_("National centre or hospital"), method="by_name")
    field = filters.ModelChoiceFilter(
        label=_("Disease field"), queryset=DiseaseField.objects.all(), to_field_name="code"
    )
    past = past_filter()

    class Meta:
        model = BranchCentre
        fields = []

    def by_name(self, queryset, name, value):
        """A part of either name."""
        return queryset.filter(
            Q(national_centre__icontains=value)
            | Q(hospital__name_zh__icontains=value)
            | Q(hospital__name_en__icontains=value)
        )
