"""Reads of agreements and of the texts behind them."""

from datetime import date

from django.apps import apps
from django.db.models import F, OuterRef, Q, Subquery

from access.queries.scoped import DatedQuerySet, ScopedQuerySet
from network.membership_enums import AgreementState
from network.queries.named import NamedQuerySetMixin

NOT_SEALED = (
    AgreementState.ISSUED,
    AgreementState.HOSPITAL_SEALED,
    AgreementState.HOSPITAL_CONFIRMED,
    AgreementState.CENTRE_SEALED,
)
# Where the hospital has to do something next.
HOSPITALS_TURN = (AgreementState.ISSUED, AgreementState.CENTRE_SEALED)


class AgreementQuerySet(NamedQuerySetMixin, ScopedQuerySet):
    """Adjectives of agreements."""

    def under_way(self):
        """Issued, neither complete nor cancelled."""
        return self.filter(state__in=NOT_SEALED)

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related(
            "hospital", "campus__region", "network__centre", "tier", "template", "campaign", "member"
        )


class TemplateQuerySet(DatedQuerySet):
    """Adjectives of versions of an agreement's text."""

    def of(self, network):
        """A network's own versions, or the common ones for None."""
        return self.filter(network=network) if network else self.filter(network__isnull=True)

    def in_force(self, network, on: date | None = None):
        """The version in force for a network on a day: its own before a common one, the newest; None without any."""
        rows = self.valid(on).filter(Q(network=network) | Q(network__isnull=True))
        return rows.order_by(F("network").asc(nulls_last=True), "-version").first()


def newest_text(column: str) -> Subquery:
    """A column of the agreement by which a membership (the outer row) stands today: the last that both sealed."""
    rows = apps.get_model("network.Agreement").objects.filter(
        Q(member=OuterRef("pk")) | Q(pk=OuterRef("agreement")), state=AgreementState.COMPLETE
    )
    return Subquery(rows.order_by("-completed_at", "-pk").values(column)[:1])
