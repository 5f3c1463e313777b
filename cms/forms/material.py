"""Files and pictures for pages: sound, of the kind that their name says, and without a resident number."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from access.forms.base import SafeText
from access.refusals import Refused
from office import files


class DocumentForm(SafeText, BaseDocumentForm):
    """A file beside the words."""

    def clean_file(self):
        """Look through a file that is newly chosen."""
        file = self.cleaned_data["file"]
        if isinstance(getattr(file, "file", file), UploadedFile) or isinstance(file, UploadedFile):
            try:
                files.check(file)
            except Refused as refused:
                raise ValidationError(str(refused.reason), code="unsafe_file") from None
        return file


class PictureField(WagtailImageField):
    """A picture that can be decoded: Wagtail's own field measures a damaged one and fails."""

    def to_python(self, data):
        """The picture, or its error."""
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        except Exception:  # decoders raise anything at hostile content, and all of it means the same to the person
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from None


class PictureForm(SafeText, BaseImageForm):
    """A picture."""

    file = PictureField(label=_("File"), widget=forms.FileInput)
