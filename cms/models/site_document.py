"""Files beside the words: attachments, forms, unpublished pictures."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from cms.models.storage import private_storage, storage_key


class SiteDocument(AbstractDocument):
    """A file that visitors get only once a published page links to it (see ``cms.domain.site_documents``)."""

    file = models.FileField(_("file"), upload_to=storage_key, storage=private_storage)
    # Stands after ``file``: saving the file fills it in.
    original_name = models.CharField(_("file name"), max_length=255, blank=True, editable=False)

    admin_form_fields = ("title", "file", "collection")

    @property
    def filename(self) -> str:
        """The name under which people uploaded the file and get it back."""
        return self.original_name or super().filename
