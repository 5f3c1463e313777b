"""One signed-in browser of a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access import texts
from access.models.base import Identified
from tools import clock


class UserSessionQuerySet(models.QuerySet):
    """Reads of sessions."""

    def live(self):
        """Sessions that nothing has ended."""
        return self.filter(ended_at__isnull=True)


class UserSession(Identified):
    """From where and since when somebody is signed in; the browser's session carries its uid.

    allauth has such a table, too. It deletes the row when the session ends, so that nobody could tell the person why;
    it writes a row with each request, a page's own polling included; and it copies the session's key, which opens
    the account, into a second table.
    """

    user = models.ForeignKey("access.User", models.CASCADE, related_name="sessions", verbose_name=_("person"))
    method = models.CharField(_("way in"), max_length=20)
    address = models.GenericIPAddressField(_("address"), null=True)
    device = models.CharField(_("device"), max_length=200, blank=True)
    began_at = models.DateTimeField(_("since"), default=clock.now)
    last_used_at = models.DateTimeField(_("last use"), default=clock.now)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    # The code of a text that says why (access.sessions).
    ended_because = models.CharField(_("ended because"), max_length=60, blank=True)

    objects = UserSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        indexes = [models.Index(fields=["user", "ended_at"])]

    def __str__(self) -> str:
        return f"{self.user} {self.began_at:%Y-%m-%d %H:%M}"

    @property
    def why_ended(self) -> str:
        """The sentence for the person, in the language of the reader."""
        return texts.render(self.ended_because)
