"""Reads of filings and of what they are told later."""

from datetime import date

from django.db.models import Q

from access.queries.scoped import ScopedQuerySet
from studies.enums.filing import FilingState


class FilingQuerySet(ScopedQuerySet):
    """Adjectives of filings."""

    def standing(self):
        """Filings that were not cancelled."""
        return self.exclude(state=FilingState.CANCELLED)

    def published(self):
        """Filings that have their number."""
        return self.filter(state=FilingState.PUBLISHED)

    def named(self, words: str):
        """Filings of which every word stands in a number or in a title of the study."""
        rows = self
        for word in words.split():
            rows = rows.filter(
                Q(number__icontains=word)
                | Q(study__number__icontains=word)
                | Q(study__public_title_zh__icontains=word)
                | Q(study__public_title_en__icontains=word)
            )
        return rows

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("study__lead_hospital", "study__principal_investigator", "hospital")


class FilingEventQuerySet(ScopedQuerySet):
    """Adjectives of reports to registries."""

    def waiting(self):
        """Reports that have not been made."""
        return self.filter(reported_on__isnull=True)

    def due_until(self, day: date):
        """Waiting reports that are due on a day or before."""
        return self.waiting().filter(due_on__lte=day)
