"""The logbook as a list in plain words."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import presenters
from access.models import LogEntry
from access.roles import ROLES
from access.tables import IS_DATE, IS_LONG, IS_SHORT
from tools import clock


def _same_object(record) -> str | None:
    """The logbook of one object, for entries about something with an identifier."""
    return f"{reverse('access:logbook')}?object={record.object_uid}" if record.object_uid else None


class LogbookTable(tables.Table):
    """Who did what to what, with which outcome, from where, and whether the entry is sealed yet."""

    at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Time"), short=True)
    actor_label = tables.Column(verbose_name=_("Person"))
    hat = tables.Column(verbose_name=_("Role"))
    verb = tables.Column(verbose_name=_("Act"))
    outcome = tables.Column(attrs=IS_SHORT, verbose_name=_("Outcome"))
    object_label = tables.Column(attrs=IS_LONG, verbose_name=_("Object"), linkify=_same_object)
    changes = tables.Column(verbose_name=_("Details"), orderable=False)
    reason = tables.Column(verbose_name=_("Reason"), orderable=False)
    address = tables.Column(attrs=IS_SHORT, verbose_name=_("Network address"))
    seal_number = tables.Column(verbose_name=_("Seal"), orderable=False, empty_values=())

    class Meta:
        model = LogEntry
        fields = ()
        caption = _("Logbook")
        empty_text = _("No entry fits.")

    def render_actor_label(self, record):
        """The person, or which work of the system."""
        return presenters.person(record)

    def render_hat(self, value):
        """The role worn, in the reader's language."""
        return str(ROLES[value]) if value in ROLES else value

    def render_verb(self, value):
        """The act in words."""
        return presenters.act_title(value)

    def render_object_label(self, record):
        """The object with its kind; pages and lists stand for themselves."""
        kind = presenters.object_title(record.object_type)
        return f"{kind} · {record.object_label}" if kind else record.object_label

    def render_changes(self, record):
        """What became of what, as one line."""
        return presenters.details(record)

    def render_seal_number(self, value):
        """The seal's number, or that the next round will seal it."""
        return _("batch %(number)d") % {"number": value} if value else _("not yet")

    value_actor_label, value_hat, value_verb = render_actor_label, render_hat, render_verb
    value_object_label = render_object_label
    value_changes, value_seal_number = render_changes, render_seal_number

    def value_at(self, value):
        """Shanghai time, as in the page."""
        return clock.local(value).strftime("%Y-%m-%d %H:%M:%S")
