"""Reads of assessments: what holds on a day, as one function and one annotation."""

from datetime import date

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Coalesce

from access.queries.scoped import ScopedQuerySet
from network.assessment_enums import ANSWERED, AppealState, AssessmentState, EffectiveAssessment, RoundState
from network.queries.named import NamedQuerySetMixin
from tools import clock


def effective_state(state: str, appeal_until: date | None, appeal: str, on: date) -> str:
    """What holds on a day: an announced result can be appealed until a day, waits for the answer, or is final.

    ``appeal`` is the state of the hospital's appeal, empty without one.
    """
    if state != AssessmentState.ANNOUNCED:
        return EffectiveAssessment(state)
    if appeal in ANSWERED:
        return EffectiveAssessment.FINAL
    if appeal == AppealState.SUBMITTED:
        return EffectiveAssessment.APPEALED
    return EffectiveAssessment.FINAL if on > appeal_until else EffectiveAssessment.OPEN_TO_APPEAL


class AssessmentQuerySet(NamedQuerySetMixin, ScopedQuerySet):
    """Adjectives of assessments."""

    def with_effective_state(self, on: date | None = None):
        """Annotate ``state_on`` with what holds on a day, today unless named; the twin of ``effective_state``."""
        day = on or clock.today()
        announced = Q(state=AssessmentState.ANNOUNCED)
        return self.annotate(
            state_on=Case(
                When(announced & Q(appeal__state__in=ANSWERED), then=Value(EffectiveAssessment.FINAL)),
                When(announced & Q(appeal__state=AppealState.SUBMITTED), then=Value(EffectiveAssessment.APPEALED)),
                When(announced & Q(appeal_until__lt=day), then=Value(EffectiveAssessment.FINAL)),
                When(announced, then=Value(EffectiveAssessment.OPEN_TO_APPEAL)),
                default=F("state"),
                output_field=CharField(),
            ),
            appeal_state=Coalesce("appeal__state", Value("")),
        )

    def announced(self):
        """Assessments whose result the hospital has."""
        return self.filter(announced_at__isnull=False)

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related(
            "hospital", "campus__region", "network__centre", "tier", "membership", "round__table", "appeal"
        )


class RoundQuerySet(ScopedQuerySet):
    """Adjectives of rounds."""

    def under_way(self):
        """Rounds that are neither announced nor cancelled."""
        return self.filter(state=RoundState.OPEN)

    def standing(self):
        """Rounds that were not cancelled: one for each network and year."""
        return self.exclude(state=RoundState.CANCELLED)

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("network__centre", "table")


class AppealQuerySet(NamedQuerySetMixin, ScopedQuerySet):
    """Adjectives of appeals."""

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("hospital", "network__centre", "assessment__round__table", "assessment__tier")


class TableQuerySet(ScopedQuerySet):
    """Adjectives of assessment tables, of which each version holds from its day until the next one's."""

    def of(self, network):
        """The versions of a network, and the common ones that hold where a network has none of its own."""
        return self.filter(Q(network=network) | Q(network__isnull=True))

    def in_force(self, network, on: date | None = None):
        """The version in force for a network on a day: its own before a common one, the newest; None without any."""
        rows = self.of(network).filter(valid_from__lte=on or clock.today())
        return rows.order_by(F("network").asc(nulls_last=True), "-valid_from", "-version").first()
