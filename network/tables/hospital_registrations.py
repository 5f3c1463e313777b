"""The queue of hospitals that ask to come in."""

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from network.models import HospitalRegistration, Region
from network.organisation_enums import RegistrationKind, RegistrationState

IS_DATE = {"td": {"class": "is-date"}, "th": {"class": "is-date"}}


class RegistrationTable(tables.Table):
    """Registrations with who decides and until when."""

    name_zh = tables.Column(verbose_name=_("Hospital"), linkify=True, orderable=False)
    kind = tables.Column(verbose_name=_("What is asked for"))
    region = tables.Column(verbose_name=_("Region"), order_by="region__position")
    centre = tables.Column(verbose_name=_("Centre"), order_by="centre__sort_key")
    state = tables.Column(verbose_name=_("State"))
    submitted_at = tables.DateTimeColumn(verbose_name=_("Handed in"), short=True, attrs=IS_DATE)
    due_on = tables.DateColumn(verbose_name=_("Due"), short=True, attrs=IS_DATE)

    class Meta:
        model = HospitalRegistration
        fields = ()
        caption = _("Registrations of hospitals")
        empty_text = _("No registration fits. Hospitals hand them in on the public site.")


class RegistrationFilter(filters.FilterSet):
    """By name, state, kind, region."""

    q = filters.CharFilter(label=_("Name or credit code"), method="by_name")
    state = filters.ChoiceFilter(label=_("State"), choices=RegistrationState.choices)
    kind = filters.ChoiceFilter(label=_("What is asked for"), choices=RegistrationKind.choices)
    region = filters.ModelChoiceFilter(
        label=_("Region"), queryset=Region.objects.order_by("position"), to_field_name="code"
    )

    class Meta:
        model = HospitalRegistration
        fields = []

    def by_name(self, queryset, name, value):
        """A part of the name, or the credit code."""
        return queryset.named(value)
