"""Names in two languages."""

from django.db import models

from network.province.records import in_reader_language

__all__ = ["Bilingual", "in_reader_language"]


class Bilingual(models.Model):
    """For models with ``name_zh`` and ``name_en``: ``name`` is the one in the reader's language."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language; the Chinese one when no English one is known."""
        return in_reader_language(self.name_zh, self.name_en)
