"""What a network asks its members once a year, and those who apply to it, in versions."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.models.network import Network
from network.queries.question_sets import QuestionSetQuerySet
from network.rules_enums import Occasion
from tools import clock


class QuestionSet(models.Model):
    """One version of a network's questions (``network.questions``); in force until a later version's first day.

    Answers point to the version that they were given to: a version is never changed.
    """

    network = models.ForeignKey(Network, models.PROTECT, related_name="question_sets", verbose_name=_("network"))
    occasion = models.CharField(_("asked at"), max_length=20, choices=Occasion.choices, default=Occasion.ANNUAL)
    version = models.PositiveSmallIntegerField(_("version"))
    valid_from = models.DateField(_("from"))
    questions = models.JSONField(_("questions"), default=list)
    written_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(_("written at"), default=clock.now)

    objects = QuestionSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("questions of a network")
        verbose_name_plural = _("questions of networks")
        ordering = ["network", "occasion", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["network", "occasion", "version"], name="one_question_set_per_version"),
            models.UniqueConstraint(fields=["network", "occasion", "valid_from"], name="one_question_set_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.network} v{self.version}"

    def get_absolute_url(self) -> str:
        """Where the centre reads and writes them."""
        name = "application_questions" if self.occasion == Occasion.APPLICATION else "question_set"
        return reverse(f"network:{name}", args=[self.network.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"network_id": self.network_id, "centre_id": self.network.centre_id}
