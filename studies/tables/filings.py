"""The list of filings and how it is narrowed down."""

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from network.tables.memberships import IS_DATE
from studies.enums.filing import FilingState, FilingTarget
from studies.models import Filing
from studies.tables.studies import in_names


class FilingTable(tables.Table):
    """Filings with their study, number and days."""

    study = tables.Column(verbose_name=_("Study"), linkify=lambda record: record.get_absolute_url())
    hospital = tables.Column(verbose_name=_("Lead site"), order_by="hospital__sort_key")
    target = tables.Column(verbose_name=_("Registry"))
    number = tables.Column(verbose_name=_("Number of the registry"))
    state = tables.TemplateColumn(
        '{% include "studies/study_state.html" with state=record.state text=record.get_state_display only %}',
        verbose_name=_("State"),
    )
    timing = tables.Column(verbose_name=_("Time of the registration"))
    submitted_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Submitted on"), short=True)
    published_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Published on"), short=True)

    class Meta:
        model = Filing
        fields = ()
        caption = _("Filings")
        empty_text = _("No filing fits. The lead site files a study on the study's page.")

    def value_study(self, value):
        """The study's number and title, for sheets."""
        return str(value)

    def value_state(self, record):
        """The state in words, for sheets."""
        return record.get_state_display()


class FilingFilter(filters.FilterSet):
    """By words, registry and state."""

    q = filters.CharFilter(label=_("Number or title"), method=in_names)
    target = filters.ChoiceFilter(label=_("Registry"), choices=FilingTarget.choices)
    state = filters.ChoiceFilter(label=_("State"), choices=FilingState.choices)

    class Meta:
        model = Filing
        fields = []
