"""The chase list as a table, and how it is narrowed down."""

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.utils.translation import gettext_lazy as _

from access import chasing
from access.models import Task
from access.roles import ROLES
from access.scopes import named
from access.tables import IS_DATE
from tools import clock


class ChaseTable(tables.Table):
    """What is due from whom, by when, when they were last reminded, and the two ways to chase."""

    caption = _("Chase list")
    what = tables.Column(verbose_name=_("What is due"), empty_values=(), orderable=False)
    organisation = tables.Column(verbose_name=_("Organisation"), empty_values=(), orderable=False)
    people = tables.Column(verbose_name=_("Who"), empty_values=(), orderable=False)
    due_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Due on"), short=True)
    opened_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Since"), short=True)
    reminded_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Last reminded"), short=True)
    actions = tables.TemplateColumn(
        template_name="components/chase_actions.html", verbose_name=_("Actions"), orderable=False
    )

    class Meta:
        model = Task
        fields = ()
        empty_text = _("Nobody has anything open that is yours to chase.")

    def chase_of(self, task: Task) -> chasing.Chase:
        """The row as described; those of the page (or the export) are looked up once."""
        if not hasattr(self, "_chases"):
            rows = self.paginated_rows if hasattr(self, "page") else self.rows
            self._chases = {chase.task.pk: chase for chase in chasing.described(row.record for row in rows)}
        return self._chases[task.pk]

    def before_render(self, request):
        """Hand each row its description: the actions' template reads it."""
        for row in self.paginated_rows:
            row.record.chase = self.chase_of(row.record)

    def render_what(self, record):
        """The task; its page is the holder's, so that it is no link."""
        return self.chase_of(record).title

    def render_organisation(self, record):
        """Whose task it is."""
        return self.chase_of(record).organisation

    def render_people(self, record):
        """Who holds it by name, the office when nobody does."""
        return ", ".join(self.chase_of(record).people) or self.chase_of(record).office

    value_what, value_organisation, value_people = render_what, render_organisation, render_people


class ChaseFilter(filters.FilterSet):
    """By organisation, office, and whether the day has passed."""

    q = filters.CharFilter(label=_("Organisation"), method="of_organisation")
    role = filters.ChoiceFilter(label=_("Role"), choices=lambda: [(code, role.title) for code, role in ROLES.items()])
    overdue = filters.BooleanFilter(label=_("Only overdue ones"), method="only_overdue", widget=forms.CheckboxInput)

    class Meta:
        model = Task
        fields = []

    def of_organisation(self, queryset, name, value):
        """Organisations in whose name all words occur."""
        found = named(value)
        rows = queryset.none()
        for kind, ids in found.items():
            rows = rows | queryset.filter(scope_kind=kind, scope_id__in=ids)
        return rows if found else queryset.none()

    def only_overdue(self, queryset, name, value):
        """Those whose day has passed, when ticked."""
        return queryset.filter(due_on__lt=clock.today()) if value else queryset
