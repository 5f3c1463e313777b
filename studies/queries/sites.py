"""Reads of study sites: lists, stuck ones, and how long each step takes."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from access.queries.scoped import ScopedQuerySet
from studies.enums import LIVE, STARTING, TAKING_PART
from tools import clock

# A site that stands longer than this in one state before its opening is stuck (domain.md §3.4).
STUCK_DAYS = 60


class StudySiteQuerySet(ScopedQuerySet):
    """Adjectives of study sites."""

    def live(self):
        """Sites that were neither declined nor closed."""
        return self.filter(state__in=LIVE)

    def stuck(self, on: date | None = None):
        """Sites on their way to the opening that have not moved for more than sixty days."""
        day = (on or clock.today()) - timedelta(days=STUCK_DAYS)
        return self.filter(state__in=STARTING, state_since__lt=day)

    def with_ethics(self, on: date | None = None):
        """Sites whose newest ethics decision permits research on a day from today on."""
        return self.filter(ethics_until__gte=on or clock.today())

    def without_ethics(self, on: date | None = None):
        """Sites past the settling of ethics that no decision permits on a day."""
        day = on or clock.today()
        lacks = Q(ethics_until__isnull=True) | Q(ethics_until__lt=day)
        return self.filter(lacks, state__in=TAKING_PART[1:])

    def in_region(self, region):
        """Sites of hospitals with a campus in a region."""
        campuses = self.model.hospital.field.related_model.campuses.rel.related_model.objects.filter(region=region)
        return self.filter(hospital__in=campuses.order_by().values("hospital"))

    def running_out(self, day: date):
        """Sites that take part and whose ethics approval ends until a day, or has ended."""
        return self.filter(state__in=TAKING_PART, ethics_until__lte=day).order_by("pk")

    def named(self, words: str):
        """Sites of which every word stands in the hospital's name or in the study's number or titles."""
        rows = self
        for word in words.split():
            rows = rows.filter(
                Q(hospital__name_zh__icontains=word)
                | Q(hospital__name_en__icontains=word)
                | Q(study__number__icontains=word)
                | Q(study__public_title_zh__icontains=word)
                | Q(study__public_title_en__icontains=word)
            )
        return rows

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("study__lead_hospital", "hospital", "investigator")

    def by_state(self) -> dict[str, int]:
        """How many sites stand in each state."""
        return Counter(dict(self.order_by().values_list("state").annotate(Count("pk"))))

    def median_days(self) -> list[dict]:
        """``{region, state, days, count}`` for each state left by these sites: the median of the days spent in it.

        The two middle rows are found by the database (both engines have window functions); one query.
        """
        steps = self.model.steps.rel.related_model.objects
        own = [F("region"), F("stood_in")]
        rows = steps.filter(site__in=self.order_by().values("pk"), stood_in__in=STARTING, days__isnull=False)
        ranked = rows.annotate(
            rank=Window(RowNumber(), partition_by=own, order_by=[F("days"), F("pk")]),
            total=Window(Count("pk"), partition_by=own),
        )
        middle = ranked.filter(rank__gte=F("total") / 2.0, rank__lte=F("total") / 2.0 + 1)
        found: dict[tuple, list] = {}
        for region, state, days, total in middle.values_list("region", "stood_in", "days", "total"):
            found.setdefault((region, state, total), []).append(days)
        return [
            {"region": region, "state": state, "days": sum(days) / len(days), "count": total}
            for (region, state, total), days in found.items()
        ]
