"""What a network asks its members once a year, in versions."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.models.network import Network
from network.queries.question_sets import QuestionSetQuerySet
from tools import clock


class QuestionSet(models.Model):
    """One version of a network's questions (``network.questions``); in force until a later version's first day.

    Answers point to the version that they were given to: a version is never changed.
    """

    network = models.ForeignKey(Network, models.PROTECT, related_name="question_sets", verbose_name=_("network"))
    version = models.PositiveSmallIntegerField(_("version"))
    valid_from = models.DateField(_("from"))
    questions = models.JSONField(_("questions"), default=list)
    written_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(_("written at"), default=clock.now)

    objects = QuestionSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("questions of a network")
        verbose_name_plural = _("questions of networks")
        ordering = ["network", "-version"]
        constraints = [models.UniqueConstraint(fields=["network", "version"], name="one_question_set_per_version")]

    def __str__(self) -> str:
        return f"{self.network} v{self.version}"

    def get_absolute_url(self) -> str:
        """Where the centre reads and writes them."""
        return reverse("network:question_set", args=[self.network.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"network_id": self.network_id, "centre_id": self.network.centre_id}
