"""Comments on the sections of a record: by those who review it, answered by those who write it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.enums import Privacy
from access.models import Identified
from studies.enums import CommentState
from studies.models.study import Study
from tools import clock


class CommentQuerySet(models.QuerySet):
    """Adjectives of comments."""

    def waiting(self):
        """Comments that those who write the record have not answered."""
        return self.filter(answered_at__isnull=True, closed_at__isnull=True)

    def with_names(self):
        """With the people who wrote and answered."""
        return self.select_related("written_by", "answered_by")


class SectionComment(Identified, models.Model):
    """One comment on one section; read by whoever reads the record."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="comments", verbose_name=_("study"))
    section = models.CharField(_("section"), max_length=30)
    text = models.TextField(_("comment"))
    # As what the person spoke: a role's code, or "reviewer".
    role = models.CharField(_("role"), max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    written_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("written by")
    )
    written_at = models.DateTimeField(_("written at"), default=clock.now)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True)
    closed_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(_("closed at"), null=True)

    objects = CommentQuerySet.as_manager()

    privacy = {
        "uid": Privacy.VALUE,
        "study": Privacy.VALUE,
        "section": Privacy.VALUE,
        "text": Privacy.VALUE,
        "role": Privacy.VALUE,
        "version": Privacy.VALUE,
        "written_by": Privacy.VALUE,
        "written_at": Privacy.VALUE,
        "answer": Privacy.VALUE,
        "answered_by": Privacy.VALUE,
        "answered_at": Privacy.VALUE,
        "closed_by": Privacy.VALUE,
        "closed_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("comment on a section of a study")
        verbose_name_plural = _("comments on sections of studies")
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="answered_comment_has_its_answer"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def state(self) -> CommentState:
        """Open until it is answered by those who write the record; closed by those who may comment."""
        if self.closed_at is not None:
            return CommentState.CLOSED
        return CommentState.ANSWERED if self.answered_at is not None else CommentState.OPEN
