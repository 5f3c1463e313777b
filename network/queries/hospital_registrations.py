"""Reads of hospitals' registrations."""

from datetime import date

from django.db.models import Q

from access.queries.scoped import ScopedQuerySet
from network.organisation_enums import OPEN_REGISTRATIONS, RegistrationState
from tools import clock


class HospitalRegistrationQuerySet(ScopedQuerySet):
    """Adjectives of registrations."""

    def open(self):
        """Those with which something can still happen."""
        return self.filter(state__in=OPEN_REGISTRATIONS)

    def unanswered(self, on: date | None = None):
        """Returned ones whose day for an answer is over."""
        return self.filter(state=RegistrationState.RETURNED, answer_by__lt=on or clock.today())

    def with_letters_due(self):
        """Those about which a letter is to be sent now; an invitation's once a second person has confirmed it."""
        usable = Q(invitation__isnull=True) | Q(invitation__confirmed_at__isnull=False)
        return self.filter(usable, letter_due_at__lte=clock.now()).order_by("letter_due_at", "pk")

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("hospital", "region", "division", "centre", "decided_by")

    def named(self, words: str):
        """Those whose hospital's name holds the words, or whose credit code it is."""
        words = words.strip()
        return self.filter(Q(name_zh__icontains=words) | Q(credit_code=words.upper())) if words else self
