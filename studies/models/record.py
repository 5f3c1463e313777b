"""The record of a study: one document in both languages, and its versions."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models import Hospital
from studies.enums import VersionReason
from studies.models.study import READING, Study
from tools import clock


class StudyRecord(models.Model):
    """The working copy: values by the codes of ``studies.record``; a version is set down by the verbs that submit and
    amend. ``sections`` holds the version of each section, so that two people may write different sections at once."""

    study = models.OneToOneField(Study, models.PROTECT, related_name="record", verbose_name=_("study"))
    values = models.JSONField(_("values"), default=dict)
    sections = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(_("saved at"), default=clock.now)
    saved_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")

    privacy = {
        "study": Privacy.VALUE,
        "values": Privacy.CHANGED,
        "sections": Privacy.VALUE,
        "version": Privacy.VALUE,
        "saved_at": Privacy.VALUE,
        "saved_by": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("record of a study")
        verbose_name_plural = _("records of studies")

    def __str__(self) -> str:
        return f"{self.study_id} v{self.version}"


class StudyVersion(Identified, ScopedModel):
    """The record as it was submitted or amended; never changed. Who does not write the record reads the newest."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="versions", verbose_name=_("study"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    number = models.PositiveIntegerField(_("version"))
    why = models.CharField(_("occasion"), max_length=20, choices=VersionReason.choices)
    reason = models.TextField(_("reason"), blank=True)
    values = models.JSONField(_("values"), default=dict)
    written_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("written by")
    )
    written_at = models.DateTimeField(_("written at"), default=clock.now)

    view_permission = "studies.read_study"
    scope_paths = {
        ScopeKind.HOSPITAL: (Path("hospital"), Path("study", only=READING)),
        ScopeKind.CENTRE: Path("study"),
        ScopeKind.REGION: Path("hospital"),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "study": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "number": Privacy.VALUE,
        "why": Privacy.VALUE,
        "reason": Privacy.VALUE,
        "values": Privacy.CHANGED,
        "written_by": Privacy.VALUE,
        "written_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("version of a study's record")
        verbose_name_plural = _("versions of studies' records")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["study", "number"], name="one_row_per_study_version")]

    def __str__(self) -> str:
        return _("version %(number)d of %(study)s") % {"number": self.number, "study": self.study}

    def get_absolute_url(self) -> str:
        """What the version changed."""
        return reverse("studies:version", args=[self.uid])
