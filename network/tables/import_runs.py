"""Lists of imports, and of the remarks on one table."""

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from access.tables import IS_DATE, IS_LONG, IS_SHORT
from network.import_enums import ImportState
from network.imports import KINDS
from network.models import ImportRun
from network.tables.memberships import IS_NUMBER


class ImportTable(tables.Table):
    """Imports with what their check found."""

    file_name = tables.Column(verbose_name=_("Table"), linkify=True)
    kind = tables.Column(verbose_name=_("Kind"))
    place = tables.Column(verbose_name=_("Where"), orderable=False)
    state = tables.TemplateColumn(
        '{% include "components/state.html" with text=record.get_state_display tone=record.tone since="" only %}',
        verbose_name=_("State"),
    )
    rows_read = tables.Column(accessor="rows", verbose_name=_("Rows"), attrs=IS_NUMBER)
    errors = tables.Column(verbose_name=_("Mistakes"), attrs=IS_NUMBER)
    created_by = tables.Column(verbose_name=_("By"), accessor="created_by__name", orderable=False)
    created_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Uploaded"), short=True)

    class Meta:
        model = ImportRun
        fields = ()
        caption = _("Imports")
        empty_text = _("No table has been brought in yet. Take a template, fill it in, and upload it.")

    def render_kind(self, value):
        """The kind in words."""
        return str(KINDS.get(value, value))

    value_kind = render_kind

    def value_state(self, record):
        """The state in words, for sheets."""
        return record.get_state_display()


class ImportFilter(filters.FilterSet):
    """By file name, kind and state."""

    q = filters.CharFilter(label=_("File name"), field_name="file_name", lookup_expr="icontains")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=lambda: [(code, kind.title) for code, kind in KINDS.items()])
    state = filters.ChoiceFilter(label=_("State"), choices=ImportState.choices)

    class Meta:
        model = ImportRun
        fields = []


class RemarkTable(tables.Table):
    """Every bad cell: where it stands, what is wrong, what to do."""

    where = tables.Column(verbose_name=_("Where"), orderable=False, attrs=IS_LONG)
    grade = tables.TemplateColumn(
        '{% load i18n %}{% if record.warning %}{% translate "Warning" as word %}'
        '{% include "components/state.html" with text=word tone="warn" since="" only %}{% else %}'
        '{% translate "Mistake" as word %}'
        '{% include "components/state.html" with text=word tone="danger" since="" only %}{% endif %}',
        verbose_name=_("Grade"),
        orderable=False,
        attrs=IS_SHORT,
    )
    sentence = tables.Column(verbose_name=_("What is wrong, and what to do"), orderable=False, attrs=IS_LONG)

    class Meta:
        caption = _("Remarks")
        empty_text = _("No remark: every cell holds.")
