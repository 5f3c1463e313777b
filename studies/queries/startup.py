"""Reads of what a site's start-up leaves: ethics records, approvals, checklist items, team."""

from datetime import date

from django.db.models import Q

from access.queries.scoped import ScopedQuerySet
from studies.enums import BEARING, DECIDING, PERMITTING, EthicsDecision, TeamState
from tools import clock


class WithdrawnQuerySet(ScopedQuerySet):
    """Rows that may have been entered by mistake."""

    def standing(self):
        """Rows that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class EthicsQuerySet(WithdrawnQuerySet):
    """Adjectives of ethics records."""

    def bearing(self, on: date):
        """Standing records decided until a day that permit research or end a permission, newest first."""
        permits = Q(decision__in=PERMITTING, kind__in=BEARING)
        # An amendment that was rejected leaves the study as it was approved.
        ends = Q(decision=EthicsDecision.STOPPED) | Q(decision=EthicsDecision.REJECTED, kind__in=DECIDING)
        rows = self.standing().filter(permits | ends, decided_on__lte=on)
        return rows.order_by("-decided_on", "-pk")


class ItemQuerySet(ScopedQuerySet):
    """Adjectives of checklist items."""

    def asked(self):
        """Items whose line is still asked for."""
        return self.filter(line__withdrawn_at__isnull=True)

    def undone(self):
        """Asked items that are not done."""
        return self.asked().filter(done_on__isnull=True)


class TeamQuerySet(ScopedQuerySet):
    """Adjectives of team members."""

    def on_team(self, on: date | None = None):
        """People invited or confirmed whose time is not over."""
        day = on or clock.today()
        rows = self.filter(state__in=(TeamState.INVITED, TeamState.ACTIVE))
        return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))

    def overdue(self, on: date | None = None):
        """People whose last day is over and who were not ended."""
        day = on or clock.today()
        return self.filter(state__in=(TeamState.INVITED, TeamState.ACTIVE), valid_to__lt=day)
