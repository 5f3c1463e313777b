"""Files and pictures for pages: neither their titles nor the text of a file may hold a resident number."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from access import safe_text
from access.forms.base import SafeText
from access.refusals import Refused


class DocumentForm(SafeText, BaseDocumentForm):
    """A file beside the words."""

    def clean_file(self):
        """Look through a file that is newly chosen."""
        file = self.cleaned_data["file"]
        if isinstance(getattr(file, "file", file), UploadedFile) or isinstance(file, UploadedFile):
            try:
                safe_text.check_file(file, file.name)
            except Refused as refused:
                raise ValidationError(str(refused.reason), code="resident_number") from None
        return file


class PictureForm(SafeText, BaseImageForm):
    """A picture."""
