"""Reads of privacy notices."""

from django.db import models
from django.db.models import Exists, OuterRef, Subquery

from tools import clock


class PrivacyNoticeQuerySet(models.QuerySet):
    """Versions of the notice."""

    def in_force(self, on=None):
        """Versions that had taken effect by a day (today unless named), newest first: the first one counts."""
        return self.filter(effective_on__lte=on or clock.today()).order_by("-effective_on", "-version")

    def answers_in(self, rows):
        """The sessions ``rows`` with ``notice_in_force`` (its key, or None) and ``agreed``: no query of its own."""
        acceptances = self.model.acceptances.rel.related_model.objects
        rows = rows.annotate(notice_in_force=Subquery(self.in_force().values("pk")[:1]))
        return rows.annotate(
            agreed=Exists(acceptances.filter(notice=OuterRef("notice_in_force"), user=OuterRef("user")))
        )

    def with_answer_of(self, user):
        """With ``accepted``: whether the person agreed to the version."""
        acceptances = self.model.acceptances.rel.related_model.objects
        return self.annotate(accepted=Exists(acceptances.filter(notice=OuterRef("pk"), user=user)))
