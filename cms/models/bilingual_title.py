"""Titles of standing pages in two languages."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class BilingualTitle(models.Model):
    """For standing pages: ``title`` is the Chinese one that Wagtail knows, ``title_en`` the English one."""

    title_en = models.CharField(_("English title"), max_length=255, blank=True)

    class Meta:
        abstract = True

    @property
    def heading(self) -> str:
        """The title in the reader's language."""
        return self.title_en if self.title_en and (get_language() or "").startswith("en") else self.title
