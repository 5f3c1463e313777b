"""Lists of applications, sign-offs and members."""

from datetime import timedelta

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from access.tables import ChoiceColumn
from network import proxy_policies
from network.models import Membership, MembershipApplication, SignOff
from network.shown_states import shown_state

IS_NUMBER = {"td": {"class": "is-number"}, "th": {"class": "is-number"}}
IS_DATE = {"td": {"class": "is-date"}, "th": {"class": "is-date"}}


class ApplicationTable(tables.Table):
    """Applications with their state and how long they have waited."""

    number = tables.Column(verbose_name=_("Number"), linkify=True)
    hospital = tables.Column(verbose_name=_("Hospital"), order_by="hospital__sort_key")
    network = tables.Column(verbose_name=_("Disease network"), order_by="network__sort_key")
    tier = tables.Column(verbose_name=_("Tier"), order_by="tier__rank")
    region = tables.Column(verbose_name=_("Region"), accessor="campus__region", order_by="campus__region__position")
    state = tables.TemplateColumn(
        '{% include "network/application_state.html" with application=record only %}', verbose_name=_("State")
    )
    submitted_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Submitted"), short=True)

    class Meta:
        model = MembershipApplication
        fields = ()
        caption = _("Membership applications")
        empty_text = _("No application fits. A hospital's coordinator opens one with “New application”.")

    def value_state(self, record):
        """The state in words, for sheets; with the mark of what a hospital has not confirmed."""
        marked = proxy_policies.is_unconfirmed(record)
        mark = f" · {record.proxy_entry.shown_state.label}" if marked else ""
        return f"{record.get_state_display()}{mark}"


class StepTable(ApplicationTable):
    """Applications with one step of their way: when it began, when it ended, how many days it took."""

    submitted_at = None
    step_begun = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Step began"), short=True)
    step_ended = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Step ended"), short=True)
    days = tables.Column(verbose_name=_("Days"), empty_values=(), orderable=False, attrs=IS_NUMBER)

    class Meta(ApplicationTable.Meta):
        caption = _("Applications whose step ended in the period")

    def render_days(self, record):
        """With one decimal, as the figure."""
        return f"{(record.step_ended - record.step_begun) / timedelta(days=1):.1f}"


class SignOffTable(tables.Table):
    """What waits to leave the hospital."""

    object_label = tables.Column(verbose_name=_("What leaves the hospital"), linkify=True)
    requested_by = tables.Column(verbose_name=_("Handed in by"), accessor="requested_by__name", orderable=False)
    requested_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Handed in"), short=True)
    due_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Due"), short=True)
    state = tables.Column(verbose_name=_("State"))

    class Meta:
        model = SignOff
        fields = ()
        caption = _("Sign-off queue")
        empty_text = _("Nothing waits for your signature.")


class MembershipTable(tables.Table):
    """Members with tier, term and what holds today; a box to tick for those who write to members."""

    choice = ChoiceColumn()
    number = tables.Column(verbose_name=_("Member number"), linkify=True)
    hospital = tables.Column(verbose_name=_("Hospital"), order_by="hospital__sort_key")
    campus = tables.Column(verbose_name=_("Campus"), orderable=False)
    network = tables.Column(verbose_name=_("Disease network"), order_by="network__sort_key")
    tier = tables.Column(verbose_name=_("Tier"), order_by="tier__rank")
    region = tables.Column(verbose_name=_("Region"), accessor="campus__region", order_by="campus__region__position")
    state_on = tables.Column(verbose_name=_("Today"), orderable=False)
    valid_from = tables.DateColumn(attrs=IS_DATE, verbose_name=_("From"), short=True)
    valid_to = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Until"), short=True)

    class Meta:
        model = Membership
        fields = ()
        caption = _("Network members")
        empty_text = _("No member fits.")

    def __init__(self, *args, actor=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor

    def render_state_on(self, value, record):
        """The effective state in words; a warning is between the centre and its member."""
        reader = self.actor or getattr(getattr(self, "request", None), "actor", None)
        return shown_state(value, reader, record).label
