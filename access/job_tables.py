"""Lists of jobs, regular works and deliveries."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from access import texts
from access.delivery.kinds import by_code
from access.models import Beat, Delivery, Job
from access.tables import IS_DATE

STATE_TEMPLATE = "access/job_state.html"


def _when(title, **options) -> tables.DateTimeColumn:
    return tables.DateTimeColumn(attrs=IS_DATE, verbose_name=title, short=True, **options)


class JobTable(tables.Table):
    """Jobs as their people see them."""

    caption = _("Background jobs")
    name = tables.Column(verbose_name=_("Job"), linkify=True)
    object_label = tables.Column(verbose_name=_("About"))
    started_by = tables.Column(verbose_name=_("Started by"))
    state = tables.TemplateColumn(template_name=STATE_TEMPLATE, verbose_name=_("State"))
    queued_at = _when(_("Asked for"))
    finished_at = _when(_("Ended"))

    class Meta:
        model = Job
        fields = ()
        empty_text = _("No job yet. They begin where you ask for one: an export, a check, an import.")

    def render_name(self, record):
        """What the work does."""
        return record.title

    def value_name(self, record):
        """What the work does."""
        return record.title

    def value_state(self, record):
        """The state in words."""
        return record.get_state_display()


class OperationsTable(tables.Table):
    """Jobs as the system administrator sees them: nothing of what they are about."""

    caption = _("The latest jobs")
    name = tables.Column(verbose_name=_("Job"), orderable=False)
    state = tables.TemplateColumn(template_name=STATE_TEMPLATE, verbose_name=_("State"), orderable=False)
    attempts = tables.Column(verbose_name=_("Attempts"), orderable=False)
    error_code = tables.Column(verbose_name=_("Error"), orderable=False)
    queued_at = _when(_("Asked for"), orderable=False)
    heartbeat = _when(_("Last sign of life"), orderable=False)
    finished_at = _when(_("Ended"), orderable=False)
    actions = tables.TemplateColumn(template_name="access/job_stop.html", verbose_name=_("Actions"), orderable=False)

    class Meta:
        model = Job
        fields = ()
        empty_text = _("No job yet.")

    def render_name(self, record):
        """What the work does, and its code."""
        return record.title


class BeatTable(tables.Table):
    """The regular works of the system."""

    caption = _("Regular works")
    name = tables.Column(verbose_name=_("Regular work"), orderable=False)
    last_run = _when(_("Last run"), orderable=False)
    last_success = _when(_("Last success"), orderable=False)
    next_due = _when(_("Next due"), orderable=False)
    failures = tables.Column(verbose_name=_("Failures in a row"), orderable=False)
    last_error = tables.Column(verbose_name=_("Last error"), orderable=False)

    class Meta:
        model = Beat
        fields = ()
        empty_text = _("No worker has run yet: start `manage.py run_worker`.")

    def render_name(self, record):
        """Its title."""
        return str(record)


class DeliveryTable(tables.Table):
    """The delivery log."""

    caption = _("Delivery log")
    queued_at = _when(_("Asked for"))
    user = tables.Column(verbose_name=_("Person"), accessor="user__name")
    kind = tables.Column(verbose_name=_("Kind of news"))
    channel = tables.Column(verbose_name=_("Channel"))
    address = tables.Column(verbose_name=_("Address"), orderable=False)
    state = tables.Column(verbose_name=_("State"))
    attempts = tables.Column(verbose_name=_("Attempts"))
    next_try = _when(_("Next attempt"), orderable=False, accessor="planned_for")
    sent_at = _when(_("Sent"))
    error_code = tables.Column(verbose_name=_("Error"), orderable=False)
    actions = tables.TemplateColumn(
        template_name="access/delivery_retry.html", verbose_name=_("Actions"), orderable=False
    )

    class Meta:
        model = Delivery
        fields = ()
        empty_text = _("No message was sent yet.")

    def render_kind(self, value):
        """The kind's title."""
        return str(by_code(value).title)

    def render_error_code(self, value):
        """Why, in words."""
        return texts.render(value)

    value_kind, value_error_code = render_kind, render_error_code
