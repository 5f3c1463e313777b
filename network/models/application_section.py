"""The sections of an application, and the centre's remarks on them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.enums import Privacy
from network.models.application import MembershipApplication
from tools import clock


class ApplicationSection(models.Model):
    """The answers of one section, saved as a whole by an explicit act; autosaved typing is a Draft."""

    application = models.ForeignKey(MembershipApplication, models.PROTECT, related_name="sections")
    code = models.CharField(_("section"), max_length=30)
    answers = models.JSONField(_("answers"), default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(_("saved at"), default=clock.now)
    saved_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")

    privacy = {
        "application": Privacy.VALUE,
        "code": Privacy.VALUE,
        "answers": Privacy.CHANGED,
        "version": Privacy.VALUE,
        "saved_at": Privacy.VALUE,
        "saved_by": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("section of an application")
        verbose_name_plural = _("sections of applications")
        constraints = [models.UniqueConstraint(fields=["application", "code"], name="one_row_per_section")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.code}"


class SectionRemark(models.Model):
    """What the centre asks to be completed in one section; open until the application is submitted again."""

    application = models.ForeignKey(MembershipApplication, models.PROTECT, related_name="remarks")
    section = models.CharField(_("section"), max_length=30)
    text = models.TextField(_("remark"))
    written_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(_("written at"), default=clock.now)
    answered_at = models.DateTimeField(_("answered at"), null=True)

    privacy = {
        "application": Privacy.VALUE,
        "section": Privacy.VALUE,
        "text": Privacy.VALUE,
        "written_by": Privacy.VALUE,
        "written_at": Privacy.VALUE,
        "answered_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("remark on a section")
        verbose_name_plural = _("remarks on sections")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
