"""The list of certificates, and how it is narrowed down."""

from datetime import timedelta

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from network.tables.memberships import IS_DATE
from sites.domain.certificates import TASK_DAYS
from sites.enums.person import CertificateKind
from sites.models import PersonCertificate
from sites.tables.research_sites import with_closed
from tools import clock


class CertificateTable(tables.Table):
    """Certificates with their last days."""

    user = tables.Column(
        verbose_name=_("Person"), accessor="user__name", linkify=lambda record: record.get_absolute_url()
    )
    kind = tables.Column(verbose_name=_("Kind"))
    hospital = tables.Column(verbose_name=_("Hospital"), order_by="hospital__sort_key")
    issuer = tables.Column(verbose_name=_("Issuing body"), orderable=False)
    number = tables.Column(verbose_name=_("Number"), orderable=False)
    valid_from = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Date of issue"), short=True)
    valid_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Last valid day"), short=True)

    class Meta:
        model = PersonCertificate
        fields = ()
        caption = _("Certificates of people")
        empty_text = _("No certificate fits. A hospital's people enter them with “Enter a certificate”.")


class CertificateFilter(filters.FilterSet):
    """By name, kind, and whether the end is near."""

    q = filters.CharFilter(label=_("Name of the person"), field_name="user__name", lookup_expr="icontains")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=CertificateKind.choices)
    ending = filters.ChoiceFilter(
        label=_("Last valid day"),
        choices=[("near", _("within 60 days")), ("over", _("over"))],
        method="by_end",
    )
    past = filters.ChoiceFilter(
        label=_("Replaced and withdrawn ones"),
        choices=[("too", _("show them too"))],
        empty_label=_("leave out"),
        method=with_closed,
    )

    class Meta:
        model = PersonCertificate
        fields = []

    def by_end(self, queryset, name, value):
        """Those that end soon, or have ended."""
        today = clock.today()
        if value == "over":
            return queryset.filter(valid_to__lt=today)
        return queryset.filter(valid_to__gte=today, valid_to__lte=today + timedelta(days=TASK_DAYS))
