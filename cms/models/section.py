"""Parts of the site with editors of their own."""

from django.db import models
from wagtail.models import Collection


class Section(models.Model):
    """For the page at the head of a section: where the files and pictures of its editors are kept."""

    collection = models.OneToOneField(Collection, models.PROTECT, related_name="+", editable=False)
    collection.wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
