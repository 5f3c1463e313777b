"""Lists of assessments, rounds and tables."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from network.assessment_enums import EffectiveAssessment
from network.assessment_scoring import grade_name
from network.models import AnnualAssessment, AssessmentRound, AssessmentTable, HospitalProfile

IS_NUMBER = {"td": {"class": "is-number"}, "th": {"class": "is-number"}}
IS_DATE = {"td": {"class": "is-date"}, "th": {"class": "is-date"}}


class ResultTable(tables.Table):
    """Assessments with points, result and what holds today."""

    number = tables.Column(verbose_name=_("Number"), linkify=True)
    hospital = tables.Column(verbose_name=_("Hospital"), order_by="hospital__sort_key")
    network = tables.Column(verbose_name=_("Disease network"), order_by="network__sort_key")
    tier = tables.Column(verbose_name=_("Tier"), order_by="tier__rank")
    year = tables.Column(verbose_name=_("Year"), attrs=IS_NUMBER)
    total = tables.Column(verbose_name=_("Points"), attrs=IS_NUMBER)
    grade = tables.Column(verbose_name=_("Result"), orderable=False)
    state_on = tables.Column(verbose_name=_("State"), orderable=False)
    announced_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Announced"), short=True)

    class Meta:
        model = AnnualAssessment
        fields = ()
        caption = _("Annual assessments")
        empty_text = _("No assessment fits. A centre opens the assessment of a year under “Assessment rounds”.")

    def render_grade(self, value, record):
        """What the table of the round calls the result."""
        return grade_name(record.round.table.content, record.grade)

    value_grade = render_grade

    def render_state_on(self, value):
        """The effective state in words."""
        return EffectiveAssessment(value).label

    value_state_on = render_state_on


class RoundTable(tables.Table):
    """Rounds with how far they are."""

    network = tables.Column(
        verbose_name=_("Disease network"),
        order_by="network__sort_key",
        linkify=lambda record: record.get_absolute_url(),
    )
    year = tables.Column(verbose_name=_("Year"), attrs=IS_NUMBER)
    state = tables.Column(verbose_name=_("State"))
    members = tables.Column(verbose_name=_("Members"), attrs=IS_NUMBER)
    settled = tables.Column(verbose_name=_("Decided"), attrs=IS_NUMBER)
    opened_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Opened"), short=True)
    due_on = tables.DateColumn(attrs=IS_DATE, verbose_name=_("To be announced by"), short=True)
    announced_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Announced"), short=True)

    class Meta:
        model = AssessmentRound
        fields = ()
        caption = _("Assessment rounds")
        empty_text = _("No round yet. The centre opens the assessment of a year with “Open a year”.")


class VersionTable(tables.Table):
    """Versions of assessment tables, each with the day from which it holds."""

    owner = tables.Column(
        verbose_name=_("For"),
        accessor="network",
        empty_values=(),
        order_by="network__sort_key",
        linkify=lambda record: record.get_absolute_url(),
    )
    version = tables.Column(verbose_name=_("Version"), attrs=IS_NUMBER)
    valid_from = tables.DateColumn(attrs=IS_DATE, verbose_name=_("From"), short=True)
    rounds = tables.Column(verbose_name=_("Years assessed with it"), accessor="round_count", attrs=IS_NUMBER)
    saved_by = tables.Column(verbose_name=_("Saved by"), accessor="saved_by__name", orderable=False)
    saved_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Saved at"), short=True)

    class Meta:
        model = AssessmentTable
        fields = ()
        caption = _("Versions of assessment tables")
        empty_text = _("No version fits.")

    def render_owner(self, record):
        """The network, or that it is the common one."""
        return str(record.network) if record.network_id else _("all networks")

    value_owner = render_owner


class ProfileTable(tables.Table):
    """Hospitals whose profile was confirmed."""

    hospital = tables.Column(
        verbose_name=_("Hospital"), order_by="hospital__sort_key", linkify=lambda record: record.get_absolute_url()
    )
    confirmed_within = tables.DateColumn(attrs=IS_DATE, verbose_name=_("Confirmed on"), short=True)

    class Meta:
        model = HospitalProfile
        fields = ()
        caption = _("Confirmed profiles")
        empty_text = _("No profile was confirmed.")
